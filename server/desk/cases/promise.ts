import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { isTooFarAhead } from '#domain/case/too-far-ahead.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  answerOn,
  commandOn,
  memberActor,
  refuseUnlessOpen,
  remarkOn,
  type Agent,
  type Done,
  type Made,
} from '../command.ts'
import type { Desk } from '../desk.ts'
import { caseOf } from './escalate.ts'
import { careOf, isProgram, memberNamed } from '../colleagues/members.ts'

type Promised = NewPromise & { caseId: string; seq: number; key: string }

/** What somebody will do for the customer, and by when; whoever writes it down where nobody is named. */
type NewPromise = { what: string; by?: string | undefined; dueAt: string }

/** Gives the customer a dated promise: a deadline with a person's name on it. */
export function promise(desk: Desk, agent: Agent, given: Promised): Promise<Done> {
  return commandOn(desk, agent, 'promise', given, (tx, { kase }) => promiseOn(desk, tx, agent, kase, given), {
    locks: [careOf(agent.org, given.by ?? agent.handle)],
  })
}

/** A promise on a case that is held, as an event. */
export async function promiseOn(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  kase: Case,
  given: NewPromise,
): Promise<Made> {
  refuseUnlessOpen(kase, 'promise anything')
  const now = desk.now()
  // To the millisecond, as the database and the chain keep it.
  const dueAt = Temporal.Instant.from(given.dueAt).round({
    smallestUnit: 'millisecond',
    roundingMode: 'floor',
  })
  if (Temporal.Instant.compare(dueAt, now) <= 0)
    throw new Refusal('invalid', 'A promise is for a time to come.')
  if (isTooFarAhead(dueAt, now)) throw new Refusal('invalid', 'A promise is for the coming year at most.')
  const giver = given.by === undefined ? agent.handle : (await memberNamed(tx, given.by)).handle
  await refuseProgram(tx, giver)
  const id = `${kase.id}.${kase.counted + 1}`
  const remark = await remarkOn(desk, tx, kase.id, given.what)
  const events: CaseEvent[] = [
    happened('promise-given', now, memberActor(agent), {
      id,
      giver,
      rung: kase.rung,
      dueAt: dueAt.toString(),
      ...remark,
    }),
  ]
  return { events, id }
}

/** A promise has a person's name on it: a customer is not told that a program will see to it. */
async function refuseProgram(tx: OrgTx, giver: string): Promise<void> {
  if (await isProgram(tx, giver))
    throw new Refusal(
      'invalid',
      `“${giver}” is a program with a token. Only people keep promises: name a colleague in “by”.`,
    )
}

/** Says that a promise is kept. One that was already broken stays broken: late is not kept. */
export function keepPromise(
  desk: Desk,
  agent: Agent,
  kept: { promiseId: string; key: string },
): Promise<Done> {
  const { promiseId: id, key } = kept
  return answerOn(
    desk,
    agent,
    { name: 'keepPromise', key, input: kept, caseId: caseOf(id) },
    async (_, { kase }) => {
      const promised = kase.deadlines.find((deadline) => deadline.id === id && deadline.kind === 'promise')
      if (!promised) throw new Refusal('not-found', 'There is no such promise.')
      if (promised.state === 'met') return { events: [], id }
      // Judged by the date, not by whether the clock has come round to it.
      if (promised.state !== 'running' || Temporal.Instant.compare(promised.dueAt, desk.now()) < 0)
        throw new Refusal('conflict', 'This promise was broken: its date has passed.')
      return { events: [happened('promise-kept', desk.now(), memberActor(agent), { id })], id }
    },
  )
}
