import type { Case } from './case.ts'
import { happened, type CaseEvent } from './event.ts'

/**
 * A reply that did not arrive, or of which nobody knows, is somebody's business: a case that was closed in the
 * belief that the customer had read it is opened again.
 */
export const notArrived = ({ state }: Case, failure: CaseEvent): CaseEvent[] =>
  state === 'closed'
    ? [happened('case-reopened', failure.at, 'desk', { because: 'reply-failed' }), failure]
    : [failure]

/** A reply that its writer took back: a case that was closed meanwhile rests on words that nobody will read. */
export const tookBack = ({ state }: Case, withdrawn: CaseEvent): CaseEvent[] =>
  state === 'closed'
    ? [happened('case-reopened', withdrawn.at, withdrawn.by, { because: 'colleague' }), withdrawn]
    : [withdrawn]
