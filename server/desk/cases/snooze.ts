import { happened } from '#domain/case/event.ts'
import { longestRest } from '#domain/case/snooze.ts'
import type { Case } from '#domain/case/case.ts'
import { Refusal } from '#domain/refusal.ts'
import { commandOn, memberActor, refuseUnlessOpen, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'

type Asked = { caseId: string; seq: number; key: string }

/** Keeps a case out of the queue until then, with the reason. No clock stops. */
export function snooze(
  desk: Desk,
  agent: Agent,
  asked: Asked & { until: string; reason: string },
): Promise<Done> {
  return commandOn(desk, agent, 'snooze', asked, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'lay it aside')
    const now = desk.now()
    // To the millisecond, as the database and the chain keep it.
    const until = Temporal.Instant.from(asked.until).round({
      smallestUnit: 'millisecond',
      roundingMode: 'floor',
    })
    if (Temporal.Instant.compare(until, now) <= 0)
      throw new Refusal('invalid', 'A case rests until a time to come.')
    refuseTooLong(kase, until)
    const remark = await remarkOn(desk, tx, kase.id, asked.reason)
    return {
      events: [happened('case-snoozed', now, memberActor(agent), { until: until.toString(), ...remark })],
      id: kase.id,
    }
  })
}

function refuseTooLong(kase: Case, until: Temporal.Instant) {
  const rest = longestRest(kase)
  if ('never' in rest)
    throw new Refusal(
      'conflict',
      rest.never === 'near'
        ? 'A date of this case is near or has gone by. It cannot rest now.'
        : 'Somebody is asked to take this case. It cannot rest until they have answered.',
    )
  if (Temporal.Instant.compare(until, rest.until) > 0)
    throw new Refusal('conflict', `Something is owed by ${rest.until.toString()}. It cannot rest longer.`, {
      dueAt: rest.until.toString(),
    })
}

/** Takes a case that rests back into the queue. */
export function endSnooze(desk: Desk, agent: Agent, asked: Asked): Promise<Done> {
  return commandOn(desk, agent, 'endSnooze', asked, async (_, { kase }) => ({
    events: kase.snooze
      ? [happened('case-woken', desk.now(), memberActor(agent), { because: 'colleague' })]
      : [],
    id: kase.id,
  }))
}
