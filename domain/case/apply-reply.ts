import { hasGoneOut, neverArrived } from './apply-settling.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './event.ts'
import { uninvited } from './invited.ts'
import { later } from './later.ts'
import { reached } from './stage.ts'

type ReplyEvent = Extract<CaseEvent, { type: `reply-${string}` }>

/** The case after one more step of a reply, from the pen to the customer. */
export function applyReply(kase: Case, event: ReplyEvent): Case {
  const { at } = event
  switch (event.type) {
    case 'reply-written': {
      const { message, asks, judged } = event.data
      // “Please write to us” asks for nothing that our work would have to wait for.
      const said = judged?.apologyOnly ? { asks: false, apologyOnly: true as const } : { asks }
      const { asksSettled, refuses, hand, onlyInvites, endsInPublic } = event.data
      const does = {
        ...(asksSettled && { asksSettled }),
        ...(onlyInvites && { onlyInvites }),
        ...(endsInPublic && { endsInPublic }),
        ...(refuses && {
          refuses: { decision: refuses, by: hand === undefined ? event.by : `member:${hand}` },
        }),
      }
      return { ...kase, onTheWay: [...kase.onTheWay, { message, ...said, ...does, missedContact: null }] }
    }
    case 'reply-sent':
    case 'reply-arrived':
      return withReply(kase, event.data.message, at)
    case 'reply-refused':
      // It has not arrived, so the customer waits again, from now on: the time before was not theirs to lose.
      return {
        ...uninvited(
          neverArrived(notOnItsWay(kase, event.data.message), event.data.message),
          event.data.message,
        ),
        turn: 'ours',
        unansweredSince: kase.unansweredSince ?? at,
      }
    case 'reply-withdrawn':
      // It never left: what it would have answered or asked is as it was.
      return notOnItsWay(kase, event.data.message)
    case 'reply-in-doubt':
      return { ...kase, inDoubt: [...kase.inDoubt, event.data.message] }
    case 'reply-repeated':
      return { ...kase, inDoubt: without(kase.inDoubt, event.data.message) }
  }
}

/** A reply answers what the customer had written by the time it was written; a question waits from when it arrives. */
function withReply(kase: Case, message: string, at: Temporal.Instant): Case {
  const reply = kase.onTheWay.find((one) => one.message === message)
  // Whoever waited for an answer waits on.
  if (reply?.onlyInvites) return { ...notOnItsWay(kase, message), invited: { message, at } }
  const missed = reply?.missedContact ?? null
  return {
    ...hasGoneOut(notOnItsWay(reached(kase, 'acknowledged'), message), reply, at),
    ...updated(kase, reply?.apologyOnly ?? false, at),
    turn: reply?.asks && missed === null ? 'customers' : kase.turn,
    unansweredSince: missed && kase.unansweredSince && later(missed, kase.unansweredSince),
    lastReplyAt: kase.lastReplyAt ? later(at, kase.lastReplyAt) : at,
  }
}

/** An apology alone tells nothing: what we last told, we told before it. */
function updated(
  { lastUpdateAt, lastReplyAt }: Case,
  apologyOnly: boolean,
  at: Temporal.Instant,
): Partial<Case> {
  if (apologyOnly) return { lastUpdateAt: lastUpdateAt === undefined ? lastReplyAt : lastUpdateAt }
  if (lastUpdateAt === undefined) return {}
  return { lastUpdateAt: lastUpdateAt ? later(at, lastUpdateAt) : at }
}

const notOnItsWay = (kase: Case, message: string): Case => ({
  ...kase,
  onTheWay: kase.onTheWay.filter((reply) => reply.message !== message),
  inDoubt: without(kase.inDoubt, message),
})

const without = (list: readonly string[], gone: string) => list.filter((one) => one !== gone)
