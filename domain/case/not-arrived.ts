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

/**
 * A reply that its writer took back: a case that was closed meanwhile rests on words that nobody will read. Nothing rests on
 * the note that ends it in public.
 */
export function tookBack({ state, onTheWay }: Case, withdrawn: Withdrawn): CaseEvent[] {
  const reply = onTheWay.find(({ message }) => message === withdrawn.data.message)
  return state === 'closed' && !reply?.endsInPublic
    ? [happened('case-reopened', withdrawn.at, withdrawn.by, { because: 'colleague' }), withdrawn]
    : [withdrawn]
}

type Withdrawn = Extract<CaseEvent, { type: 'reply-withdrawn' }>
