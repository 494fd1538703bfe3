import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as welcome from '#contract/welcome.ts'
import type { Desk } from '#server/desk/desk.ts'
import { exploreSample, seeAs } from '#server/desk/sample/explore-sample.ts'
import { endSession } from '#server/desk/sign-in/passes.ts'
import { setUp } from '#server/desk/set-up/set-up.ts'
import { showWelcome, skipStep } from '#server/desk/set-up/welcome.ts'
import { sessionCookie } from '../agent-of.ts'
import { cookiesOf } from '../cookies-of.ts'
import { serve, serveAnyone } from '../serve.ts'
import { giveCookies } from '../session-cookie.ts'
import { clientOf, visitorOf } from '../visitor-of.ts'

/** Binds the first visit. */
export function bindWelcome(app: FastifyInstance, desk: Desk): void {
  /** Lets somebody in by a new session; the one that they had ends. */
  const letIn = async (request: FastifyRequest, reply: FastifyReply, session: string) => {
    const before = cookiesOf(request)[sessionCookie]
    if (before) await endSession(desk, before).catch(() => undefined)
    giveCookies(request, reply, { session, device: null })
  }
  serveAnyone(app, welcome.showWelcome, async (_, request) =>
    showWelcome(desk, await visitorOf(desk, request, undefined)),
  )
  serveAnyone(app, welcome.exploreSample, async ({ link }, request, reply) => {
    const { progress, session } = await exploreSample(desk, await visitorOf(desk, request, link))
    if (session !== null) await letIn(request, reply, session)
    return { state: progress.state, done: progress.done, of: progress.of }
  })
  serveAnyone(app, welcome.setUp, async (asked, request, reply) => {
    await letIn(request, reply, await setUp(desk, await visitorOf(desk, request, asked.link), asked))
    return {}
  })
  serve(app, desk, welcome.skipStep, (asked, agent) => skipStep(desk, agent, asked))
  serve(app, desk, welcome.seeAs, async ({ role }, agent, request, reply) => {
    await letIn(request, reply, await seeAs(desk, agent, role, clientOf(request)))
    return {}
  })
}
