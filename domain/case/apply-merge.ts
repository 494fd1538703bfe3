import { readClaim } from '../claim/read-claim.ts'
import { readRemedy } from '../remedy/read-remedy.ts'
import type { Remedy } from '../remedy/remedy.ts'
import { heardSince } from './apply-settling.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './event.ts'
import { seenBy } from './seen-by.ts'
import { withoutTaken } from './without-taken.ts'

type MergeEvent = Extract<
  CaseEvent,
  { type: 'case-linked' | 'case-unlinked' | 'merged-into' | 'took-over' | 'merge-undone' }
>

/** The case after one more step of what it has to do with another case. */
export function applyMerge(kase: Case, event: MergeEvent): Case {
  const { at } = event
  switch (event.type) {
    case 'case-linked': {
      const { case: other, because, state } = event.data
      return {
        ...kase,
        links: [...kase.links.filter((link) => link.case !== other), { case: other, because, state }],
      }
    }
    case 'case-unlinked':
      return { ...kase, links: kase.links.filter((link) => link.case !== event.data.case) }
    case 'merged-into':
      return { ...kase, state: 'merged', mergedInto: event.data.case }
    case 'took-over': {
      const { case: other, failures, missed, contacts, actSince, unansweredSince } = event.data
      const { harm, spokeOfDanger, settled } = event.data
      const waits = unansweredSince === null ? null : Temporal.Instant.from(unansweredSince)
      // The customer's word counts for both only where they said it of both.
      const heard = waits || !settled ? heardSince(kase, at) : kase
      return {
        ...seenBy(
          withRemedies(heard, (event.data.remedies ?? []).map(readRemedy)),
          ...(event.data.reachOpenedBy ?? []),
        ),
        turn: waits ? 'ours' : kase.turn,
        tookOver: [...kase.tookOver, other],
        ...(harm && { facts: { ...kase.facts, harm } }),
        ...(spokeOfDanger && { spokeOfDanger }),
        actSince: earlier(kase.actSince, Temporal.Instant.from(actSince)),
        unansweredSince:
          waits && kase.unansweredSince
            ? earlier(kase.unansweredSince, waits)
            : (waits ?? kase.unansweredSince),
        failures: kase.failures + failures,
        missed: kase.missed + missed,
        contacts: kase.contacts + contacts,
        claims: [...kase.claims, ...(event.data.claims ?? []).map(readClaim)],
      }
    }
    case 'merge-undone':
      return withoutTaken(kase, event.data, at)
  }
}

/** What was given on a case that is taken over counts on the one that took it. */
const withRemedies = (kase: Case, taken: readonly Remedy[]): Case =>
  taken.length === 0 ? kase : { ...kase, remedies: [...(kase.remedies ?? []), ...taken] }

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)
