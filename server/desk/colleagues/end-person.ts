import type { Case } from '#domain/case/case.ts'
import { isRunning } from '#domain/case/deadline.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  endMember,
  giveQuarantined,
  holdAdministrators,
  openCasesOf,
  readMember,
} from '#server/store/members.ts'
import { endAll } from '#server/store/passes.ts'
import { openPromisesOf } from '#server/store/promises-given.ts'
import { memberActor, once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { careOf, personNamed } from './members.ts'
import { colleague, refuseLastAdministrator, refuseOnRota } from './people.ts'
import { holdCase, record } from '../cases/record.ts'

const shownCases = 200

/** The open cases that somebody answers for, and what they have promised on any, to be seen before they leave. */
export const casesInHand = (desk: Desk, agent: Agent, { handle }: { handle: string }) =>
  desk.db.withOrg(agent.org, async (tx) => {
    if (!(await readMember(tx, handle))) throw new Refusal('not-found', 'There is no such colleague.')
    const rows = await openCasesOf(tx, handle, shownCases + 1)
    return {
      cases: rows
        .slice(0, shownCases)
        .map(({ id, number, subject }) => ({ id, number, subject: subject ?? '' })),
      hasMore: rows.length > shownCases,
      promises: (await openPromisesOf(tx, handle, shownCases)).map((promise) => ({
        id: promise.id,
        caseId: promise.case_id,
        number: promise.number,
        subject: promise.subject ?? '',
        what: promise.what ?? '',
        dueAt: promise.due_at,
      })),
    }
  })

type HandedOver = { handedOver: number; promises: number }

type Ended = { handle: string; successor?: string | undefined; key: string }

/**
 * Lets a colleague leave. Their open cases, and what they have promised, go to somebody who is named, each recorded on the
 * case; their sessions, links and tokens end. Somebody who stands on a rota is taken off it first, or cases would be offered to nobody.
 */
export async function endPerson(desk: Desk, agent: Agent, ended: Ended): Promise<HandedOver> {
  const { key, ...input } = ended
  const locks = [careOf(agent.org, ended.handle)]
  const done = await once(
    desk,
    agent.org,
    { name: 'endPerson', key, input, several: true, locks },
    async (tx) => {
      const admins = await holdAdministrators(tx)
      const { name } = await colleague(tx, ended.handle)
      refuseLastAdministrator(admins, ended.handle)
      await refuseOnRota(desk, tx, { handle: ended.handle, name })
      const handedOver = await handOver(desk, tx, agent, ended, name)
      const at = desk.now().toString()
      await endAll(tx, { member: ended.handle, kinds: ['session', 'link', 'token'], but: null, at })
      await endMember(tx, ended.handle, at)
      return handedOver
    },
  )
  desk.policies.lookAgain(agent.org)
  return done
}

/** All at once: somebody who has left answers for nothing, and nothing is answered for by nobody. */
async function handOver(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { handle, successor }: Ended,
  name: string,
): Promise<HandedOver> {
  const cases = await openCasesOf(tx, handle, 100_000)
  const promises = await openPromisesOf(tx, handle, 100_000)
  if (successor === handle) throw new Refusal('invalid', 'Choose somebody else to get the cases.')
  if (successor === undefined) {
    if (cases.length + promises.length === 0) return { handedOver: 0, promises: 0 }
    throw new Refusal(
      'conflict',
      cases.length > 0
        ? `${name} still answers for open cases. Say who gets them.`
        : `${name} has promised what is not yet kept. Say who does it.`,
      { open: cases.length, promises: promises.length },
    )
  }
  const to = (await personNamed(tx, successor)).handle
  const done = { handedOver: 0, promises: 0 }
  // In the order of their ids, as whoever holds several does.
  const ids = new Set([...cases.map(({ id }) => id), ...promises.map(({ case_id: id }) => id)])
  for (const id of [...ids].toSorted()) {
    const held = await holdCase(tx, id)
    const promised = promises.filter(({ case_id: caseId }) => caseId === id).map((promise) => promise.id)
    const events = passedOn(held.kase, promised, { from: handle, to }, desk.now(), memberActor(agent))
    done.promises += events.length
    // A case that somebody has taken meanwhile is theirs.
    if (held.kase.owner === handle) {
      const { rung } = held.kase
      events.push(happened('owner-assigned', desk.now(), memberActor(agent), { owner: to, rung }))
      done.handedOver += 1
    }
    if (events.length > 0) await record(desk, tx, held, events)
  }
  await giveQuarantined(tx, handle, to)
  return done
}

/** Those of these promises that are still to be kept go to somebody else. */
const passedOn = (
  kase: Case,
  promised: readonly string[],
  hands: { from: string; to: string },
  now: Temporal.Instant,
  by: Actor,
): CaseEvent[] =>
  kase.deadlines
    .filter((deadline) => isRunning(deadline) && promised.includes(deadline.id))
    .map(({ id }) => happened('promise-passed-on', now, by, { id, ...hands }))
