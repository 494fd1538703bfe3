import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as accounts from '#contract/accounts.ts'
import * as people from '#contract/people.ts'
import type { Desk } from '#server/desk/desk.ts'
import { casesInHand, endPerson } from '#server/desk/colleagues/end-person.ts'
import { endSession, isPass } from '#server/desk/sign-in/passes.ts'
import {
  changePerson,
  endPersonsSecondStep,
  invitePerson,
  linkPerson,
  showPeople,
} from '#server/desk/colleagues/people.ts'
import { beginSecondStep, confirmSecondStep, endOwnSecondStep } from '#server/desk/sign-in/second-step.ts'
import {
  endOneSession,
  endOtherSessions,
  endPersonsSessions,
  showPersonsSessions,
  showSessions,
} from '#server/desk/sign-in/sessions.ts'
import { setPassword } from '#server/desk/sign-in/set-password.ts'
import { showMe } from '#server/desk/set-up/show-me.ts'
import { signInByLink, signInByPassword, type Caller, type SignedIn } from '#server/desk/sign-in/sign-in.ts'
import { changeTeam, endTeam, makeTeam, showTeams } from '#server/desk/colleagues/teams.ts'
import { endToken, makeToken, showTokens } from '#server/desk/colleagues/tokens.ts'
import { sessionCookie } from '../agent-of.ts'
import { cookiesOf } from '../cookies-of.ts'
import { serve, serveAnyone } from '../serve.ts'
import { giveCookies, takeSession } from '../session-cookie.ts'
import { clientOf } from '../visitor-of.ts'

/** Binds signing in, one's own account, colleagues, teams and tokens. */
export function bindAccounts(app: FastifyInstance, desk: Desk): void {
  bindSignIn(app, desk)
  bindOwnAccount(app, desk)
  bindColleagues(app, desk)

  serve(app, desk, accounts.listTokens, (_, agent) => showTokens(desk, agent))
  serve(app, desk, accounts.makeToken, ({ expiresAt, ...made }, { org, handle, hand = handle }) =>
    makeToken(desk, org, {
      ...made,
      madeBy: hand,
      expiresAt: expiresAt === undefined ? undefined : Temporal.Instant.from(expiresAt),
    }),
  )
  serve(app, desk, accounts.endToken, (asked, agent) => endToken(desk, agent, asked))
}

function bindSignIn(app: FastifyInstance, desk: Desk) {
  const leave = async (request: FastifyRequest) => {
    const session = cookiesOf(request)[sessionCookie]
    if (session !== undefined && isPass(session)) await endSession(desk, session)
  }
  const letIn = async (request: FastifyRequest, reply: FastifyReply, came: SignedIn) => {
    if (came.needs !== null) return { needs: came.needs, me: null, choosesPassword: false }
    // Whoever signs in anew leaves the session that they had in this browser.
    await leave(request)
    giveCookies(request, reply, came)
    return { needs: null, me: await showMe(desk, came), choosesPassword: came.choosesPassword }
  }
  serveAnyone(app, people.signIn, async (given, request, reply) =>
    letIn(request, reply, await signInByLink(desk, given, callerOf(request))),
  )
  serveAnyone(app, accounts.signInByPassword, async (given, request, reply) =>
    letIn(request, reply, await signInByPassword(desk, given, callerOf(request))),
  )
  serveAnyone(app, people.signOut, async (_, request, reply) => {
    await leave(request)
    takeSession(request, reply)
    return {}
  })
}

const callerOf = (request: FastifyRequest): Caller => ({
  client: clientOf(request),
  cookies: cookiesOf(request),
})

function bindOwnAccount(app: FastifyInstance, desk: Desk) {
  serve(app, desk, accounts.setPassword, (chosen, agent) => setPassword(desk, agent, chosen))
  serve(app, desk, accounts.beginSecondStep, (_, agent) => beginSecondStep(desk, agent))
  serve(app, desk, accounts.confirmSecondStep, (given, agent) => confirmSecondStep(desk, agent, given))
  serve(app, desk, accounts.endSecondStep, (given, agent) => endOwnSecondStep(desk, agent, given))
  serve(app, desk, accounts.listSessions, (_, agent) => showSessions(desk, agent))
  serve(app, desk, accounts.endOneSession, (asked, agent) => endOneSession(desk, agent, asked))
  serve(app, desk, accounts.endOtherSessions, (_, agent) => endOtherSessions(desk, agent))
}

function bindColleagues(app: FastifyInstance, desk: Desk) {
  serve(app, desk, accounts.listPeople, (_, agent) => showPeople(desk, agent))
  serve(app, desk, accounts.invitePerson, (invited, agent) => invitePerson(desk, agent, invited))
  serve(app, desk, accounts.changePerson, (change, agent) => changePerson(desk, agent, change))
  serve(app, desk, accounts.linkPerson, (asked, agent) => linkPerson(desk, agent, asked))
  serve(app, desk, accounts.endPersonsSecondStep, (asked, agent) => endPersonsSecondStep(desk, agent, asked))
  serve(app, desk, accounts.listPersonsSessions, (asked, agent) => showPersonsSessions(desk, agent, asked))
  serve(app, desk, accounts.endPersonsSessions, (asked, agent) => endPersonsSessions(desk, agent, asked))
  serve(app, desk, accounts.casesInHand, (asked, agent) => casesInHand(desk, agent, asked))
  serve(app, desk, accounts.endPerson, (asked, agent) => endPerson(desk, agent, asked))
  serve(app, desk, accounts.listTeams, (_, agent) => showTeams(desk, agent))
  serve(app, desk, accounts.makeTeam, (made, agent) => makeTeam(desk, agent, made))
  serve(app, desk, accounts.changeTeam, (said, agent) => changeTeam(desk, agent, said))
  serve(app, desk, accounts.endTeam, (asked, agent) => endTeam(desk, agent, asked))
}
