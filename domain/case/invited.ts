import { isOpen, type Case } from './case.ts'

/** Whether an invitation to their private room had gone out to them by then, and they have not written since. */
export const isInvited = (kase: Case, by: Temporal.Instant): boolean =>
  isOpen(kase) && kase.invited !== undefined && !isAfter(kase.invited.at, by)

/** The case of somebody who has written: an invitation that had gone out by then has been followed. */
export const followed = (kase: Case, contact: Temporal.Instant): Case =>
  kase.invited && !isAfter(kase.invited.at, contact) ? withoutInvitation(kase) : kase

/** The case without an invitation that has not arrived after all. */
export const uninvited = (kase: Case, message: string): Case =>
  kase.invited?.message === message ? withoutInvitation(kase) : kase

function withoutInvitation(kase: Case): Case {
  const { invited: _, ...rest } = kase
  return rest
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
