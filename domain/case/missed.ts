import { isOwedToCustomer, type Deadline } from './deadline.ts'
import { happened, type CaseEvent } from './event.ts'

/** What it means that a date went by: a promise is broken, and what was owed to the customer is a failure of ours. */
export function missed({ id, kind }: Deadline, now: Temporal.Instant): CaseEvent[] {
  const isPromise = kind === 'promise'
  const gone = happened(isPromise ? 'promise-broken' : 'deadline-missed', now, 'desk', { id })
  if (!isOwedToCustomer(kind)) return [gone]
  const reason = isPromise ? 'promise-broken' : 'date-missed'
  return [gone, happened('contact-failed', now, 'desk', { reason, about: id })]
}
