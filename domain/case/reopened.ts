import { readClaim } from '../claim/read-claim.ts'
import { readRemedy } from '../remedy/read-remedy.ts'
import { disputedNo, unasked } from './apply-settling.ts'
import type { Case } from './case.ts'
import { isNo } from './closing.ts'
import type { CaseEvent } from './event.ts'
import { seenBy } from './seen-by.ts'
import { withDatesAgain } from './without-taken.ts'

type Reopened = Extract<CaseEvent, { type: 'case-reopened' }>

/** The case that is open again: begun anew, or as it was where another case gives it back. */
export function reopened(kase: Case, event: Reopened): Case {
  const { at } = event
  // Given back, it is as it was: nothing began anew while it rested.
  if (event.data.because === 'unmerged')
    return withDatesAgain(
      {
        ...seenBy(kase, ...(event.data.reachOpenedBy ?? [])),
        state: 'open',
        mergedInto: null,
        claims: event.data.claims?.map(readClaim) ?? kase.claims,
        ...(event.data.remedies && { remedies: event.data.remedies.map(readRemedy) }),
      },
      event.data.dates ?? [],
    )
  const began = beganAgain(kase)
  return {
    ...began,
    state: 'open',
    heldSince: at,
    turn: 'ours',
    // While it rested nothing was owed: who waited then waits from now on, and who writes, from when they wrote.
    unansweredSince: event.data.because === 'customer-wrote' ? null : kase.unansweredSince && at,
    // Whoever writes again after a no does not accept it.
    ...(isComeBackAfterNo(kase, event) && { disagreed: true, ...disputedNo(began, 'wrote') }),
    decision: null,
    mergedInto: null,
    actSince: at,
    actedAt: null,
  }
}

/** A case that was reopened stands where it stood when we had heard of it and done nothing yet, on the rung that it had reached. */
function beganAgain(kase: Case): Case {
  const {
    uncommitted: _,
    deedAt: _done,
    word: _said,
    attempts: _tried,
    closed: _closed,
    ...rest
  } = unasked(kase)
  const { toldNo } = kase
  return {
    ...rest,
    stage: kase.stage === 'detected' ? 'detected' : 'acknowledged',
    ...(toldNo && { toldNo: { ...toldNo, isPast: true as const } }),
  }
}

/** Whether a customer comes back to a case that was closed by a no which they had been told. */
const isComeBackAfterNo = (kase: Case, { data }: Reopened) =>
  data.because === 'customer-wrote' && isNo(kase.decision) && kase.toldNo !== undefined
