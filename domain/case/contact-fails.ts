import { isSpoken, type Channel } from '../channel.ts'
import type { Case } from './case.ts'
import type { FailureReason } from './event.ts'
import { isInvited } from './invited.ts'

/** A second mail within this time, unanswered in between, is an afterthought and not another failed contact. */
const afterthought = Temporal.Duration.from({ hours: 1 })

/**
 * Whether a contact shows that the ones before it did not settle the matter. On the phone and at the counter a
 * contact is over when it is written down: if it had settled the matter there would be no case, so each counts,
 * the first one too. In writing it counts when the customer has to come back: after a reply of ours, or after an hour
 * of silence. Nothing counts that we had asked for, nor what is written first after an invitation to their private room.
 */
export function contactFails(kase: Case, channel: Channel, at: Temporal.Instant): boolean {
  if (kase.turn === 'customers' || mayHaveBeenAsked(kase)) return false
  if (isSpoken(channel)) return true
  if (kase.contacts === 0 || isInvited(kase, at) || mayHaveBeenInvited(kase)) return false
  if (kase.lastReplyAt && Temporal.Instant.compare(kase.lastReplyAt, kase.lastContactAt) > 0) return true
  return Temporal.Instant.compare(at, kase.lastContactAt.add(afterthought)) >= 0
}

/** A question in doubt may have arrived, and this may be its answer. */
const mayHaveBeenAsked = ({ onTheWay, inDoubt }: Case) =>
  onTheWay.some(({ message, asks }) => asks && inDoubt.includes(message))

const mayHaveBeenInvited = ({ onTheWay, inDoubt }: Case) =>
  onTheWay.some(({ message, onlyInvites }) => onlyInvites && inDoubt.includes(message))

/** What the failure of a contact is called: a call that did not settle it, a customer who had to come back, or to a closed case. */
export const failureOf = (channel: Channel, isClosed: boolean): FailureReason =>
  isClosed ? 'reopened' : isSpoken(channel) ? 'not-settled' : 'came-back'

/** Failures that a colleague may take back, because they judged a contact; a date that we missed stays missed. */
export const isJudged = (reason: FailureReason): boolean =>
  reason === 'not-settled' || reason === 'came-back' || reason === 'reopened'
