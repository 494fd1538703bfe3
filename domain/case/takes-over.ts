import { saveClaim } from '../claim/read-claim.ts'
import { saveRemedy } from '../remedy/read-remedy.ts'
import type { Case } from './case.ts'
import { happened, type Actor, type CaseEvent } from './event.ts'

/** What a case takes over with another: its failures and debts, the danger that was spoken of there, and what was given. */
export function takesOver(taken: Case, now: Temporal.Instant, by: Actor): CaseEvent {
  const { failures, missed, contacts, actSince, unansweredSince, facts, word } = taken
  return happened('took-over', now, by, {
    case: taken.id,
    failures,
    missed,
    contacts,
    actSince: actSince.toString(),
    unansweredSince: unansweredSince?.toString() ?? null,
    ...(taken.spokeOfDanger && { spokeOfDanger: true as const }),
    ...(facts['harm'] === 'safety' && { harm: 'safety' as const }),
    ...(word?.says === 'settled' && { settled: true as const }),
    ...(taken.reachOpenedBy && { reachOpenedBy: taken.reachOpenedBy }),
    ...(taken.claims.length > 0 && { claims: taken.claims.map(saveClaim) }),
    ...(taken.remedies && { remedies: taken.remedies.map(saveRemedy) }),
  })
}
