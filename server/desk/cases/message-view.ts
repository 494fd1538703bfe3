import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { isChannel, type Channel } from '#domain/channel.ts'
import type { PersonalKind } from '#domain/guard/personal-span.ts'
import { foldQuotes } from '#domain/text/fold-quotes.ts'
import { cleanHtml } from '#server/channels/email/clean-html.ts'
import type { ShownMessage } from '#server/store/messages.ts'
import { glimpseOf } from './glimpse.ts'
import type { Names } from '../names.ts'

type View = z.input<typeof MessageView>

const longestFolded = 50_000
const longestCleaned = 100_000

/** Whether there is a relay, and what time it is, for what waits to be sent. */
type Sending = { hasRelay: boolean; now: Temporal.Instant }

/** What of a text is personal. */
type KindsHeld = (text: string) => PersonalKind[]

/** A message as a reader wants to see it, whatever its sender put into it. */
export function messageView(
  message: ShownMessage,
  names: Names,
  sending: Sending,
  kindsHeld: KindsHeld,
): View {
  const body = message.body ?? ''
  return {
    id: message.id,
    itemId: message.item_id,
    direction: message.direction,
    channel: channelOf(message),
    from:
      message.member === null
        ? { name: writerName(message), address: message.address }
        : { name: names(message.member).name, address: null },
    at: message.at.toString(),
    isPublic: message.is_public,
    subject: message.subject ?? '',
    body,
    isErased: message.body === null && message.delivery_state !== 'withdrawn',
    // What is too long to be read is too long to be cut up for reading; its original is one key away.
    parts: body.length > longestFolded ? [{ kind: 'said', text: body }] : foldQuotes(body),
    html:
      message.html === null || message.html.length > longestCleaned
        ? null
        : cleanHtml(message.html, { remoteImages: false }).html,
    attachments: message.attachments,
    delivery: deliveryOf(message, sending),
    holds: message.direction === 'in' && message.is_public ? kindsHeld(body) : [],
    post: message.post && {
      ...message.post,
      changedAt: message.post.changedAt && Temporal.Instant.from(message.post.changedAt).toString(),
    },
    mentions: message.mentions,
    provenance: message.provenance && {
      wrote: names(message.provenance.wrote),
      edited: message.provenance.edited.map(names),
      approved: names(message.provenance.approved),
      as: names(message.provenance.as),
      sent: names(message.provenance.sent),
    },
    caseId: message.case_id,
  }
}

/** Who wrote. Whoever has no address is called what the colleague wrote down who read their letter or heard them. */
const writerName = ({ person_name: name, address, head, case_person_name: complains }: ShownMessage) =>
  name ?? address ?? (glimpseOf('json', head).from || (complains ?? 'Not known'))

/** How it came or went: whatever a customer wrote by, what the desk itself sends in private goes by mail. */
function channelOf(message: ShownMessage): Channel {
  const isSent = message.direction === 'out' && message.delivery_state !== null && !message.is_by_hand
  if (isSent && !message.is_public) return 'email'
  return isChannel(message.channel) ? message.channel : 'other'
}

/** How far a message of ours has come. Once somebody has begun to send it, it cannot be taken back. */
function deliveryOf(message: ShownMessage, sending: Sending): View['delivery'] {
  const { delivery_state: state, is_by_hand: byHand } = message
  // Of what a colleague has given the desk knows nothing further.
  if (state === null || (byHand && state === 'done')) return null
  return {
    state,
    because: message.delivery_because ?? (byHand ? null : waitsForRelay(message, sending)),
    sendsAt: message.waits_until?.toString() ?? null,
    byHand,
  }
}

/** Without a relay what is written stays here, and says so once it could have left. */
function waitsForRelay({ delivery_state, waits_until, post }: ShownMessage, { hasRelay, now }: Sending) {
  const waits =
    post === null && delivery_state === 'queued' && (waits_until === null || waits_until.until(now).sign > 0)
  return waits && !hasRelay
    ? 'There is no relay to send it by. An administrator names one under Connections.'
    : null
}
