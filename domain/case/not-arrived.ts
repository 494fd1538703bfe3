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
