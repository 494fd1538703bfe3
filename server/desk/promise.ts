import { happened, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import {
  answerOn,
  commandOn,
  memberActor,
  refuseUnlessOpen,
  remarkOn,
  type Agent,
  type Done,
} from './command.ts'
import type { Desk } from './desk.ts'
import { caseOf } from './escalate.ts'
import { memberNamed } from './members.ts'

type Promised = {
  caseId: string
  what: string
  by?: string | undefined
  dueAt: string
  seq: number
  key: string
}

/** Gives the customer a dated promise: a deadline with a person's name on it. */
export function promise(desk: Desk, agent: Agent, given: Promised): Promise<Done> {
  return commandOn(desk, agent, 'promise', given, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'promise anything')
    const now = desk.now()
    // To the millisecond, as the database and the chain keep it.
    const dueAt = Temporal.Instant.from(given.dueAt).round({
      smallestUnit: 'millisecond',
      roundingMode: 'floor',
    })
    if (Temporal.Instant.compare(dueAt, now) <= 0)
      throw new Refusal('invalid', 'A promise is for a time to come.')
    if (Temporal.Instant.compare(dueAt, now.add({ hours: 24 * 366 })) > 0)
      throw new Refusal('invalid', 'A promise is for the coming year at most.')
    const giver = given.by === undefined ? agent.handle : (await memberNamed(tx, given.by)).handle
    const id = `${kase.id}.${kase.counted + 1}`
    const remark = await remarkOn(desk, tx, kase.id, given.what)
    const events: CaseEvent[] = [
      happened('promise-given', now, memberActor(agent), { id, giver, dueAt: dueAt.toString(), ...remark }),
    ]
    return { events, id }
  })
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
