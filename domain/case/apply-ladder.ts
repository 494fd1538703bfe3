import type { Case, Offer } from './case.ts'
import { changeDeadline, ended, withDeadline } from './change-deadline.ts'
import { newDeadline } from './deadline.ts'
import type { CaseEvent } from './event.ts'
import { reached } from './stage.ts'

type LadderEvent = Extract<CaseEvent, { type: `escalation-${string}` | 'case-returned' | 'owner-assigned' }>

/** The case after one more step up, down or along the ladder: who is asked to take it, and who has it. */
export function applyLadder(kase: Case, event: LadderEvent): Case {
  const { at } = event
  switch (event.type) {
    case 'escalation-offered': {
      const { id, from, rung, to, axis, trigger, acceptBy } = event.data
      const deadline = `${id}.accept`
      return {
        ...withDeadline(kase, newDeadline(deadline, 'accept-by', at, Temporal.Instant.from(acceptBy))),
        offer: { id, from, rung, to, axis, trigger, offeredAt: at, deadline },
      }
    }
    case 'escalation-accepted':
    case 'escalation-landed':
      return withoutOffer(
        kase.offer ? takenBy(kase, kase.offer, at) : kase,
        event.type === 'escalation-accepted' ? 'met' : 'missed',
        at,
      )
    case 'escalation-declined':
    case 'escalation-withdrawn':
      return withoutOffer(kase, 'withdrawn', at)
    case 'escalation-timed-out':
      return withoutOffer(kase, 'missed', at)
    case 'case-returned':
    case 'owner-assigned':
      return { ...kase, owner: event.data.owner, rung: event.data.rung, heldSince: at }
  }
}

/** Whoever takes it looks again: nobody else has to be asked for that. */
function undisputed(kase: Case): Case {
  const { disputed: _, ...rest } = kase
  return rest
}

const takenBy = (kase: Case, { id, to, rung }: Offer, at: Temporal.Instant): Case => ({
  ...undisputed(reached(kase, 'accepted')),
  owner: to,
  rung,
  heldSince: at,
  taken: { id, from: kase.owner, fromRung: kase.rung },
})

function withoutOffer(kase: Case, state: 'met' | 'missed' | 'withdrawn', at: Temporal.Instant): Case {
  const { offer } = kase
  return offer ? changeDeadline({ ...kase, offer: null }, offer.deadline, ended(state, at)) : kase
}
