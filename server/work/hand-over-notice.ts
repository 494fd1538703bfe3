import { composeNotice, type NoticeMail } from '#server/channels/email/compose-notice.ts'
import { sendMail } from '#server/channels/email/send.ts'
import type { Desk } from '#server/desk/desk.ts'
import { ownSender } from '#server/desk/notices/own-sender.ts'
import { mailDomainOf } from '#server/desk/replies/mail-domain.ts'
import { connectionsThatSend } from '#server/store/notice-mail.ts'
import { ownRelay, type WayOut } from './send-replies.ts'

/** What became of something that was to leave; what is queued is tried again, after a while of its own where it says so. */
export type SendEnd =
  | { state: 'sent' }
  | { state: 'withdrawn'; because: string }
  | { state: 'refused'; because: string }
  | { state: 'queued'; because: string; after: Temporal.Duration | null }

type Notice = Omit<NoticeMail, 'from' | 'messageId'> & {
  /** What stands beside the address that it comes from. */
  name: string
  /** Of the row that it is; sent again it is the same mail. */
  id: string
  /** Awaited before its first byte leaves; where it throws, nothing does. */
  beforeData: () => Promise<void>
}

const timeouts = {
  connect: Temporal.Duration.from({ seconds: 20 }),
  greeting: Temporal.Duration.from({ seconds: 20 }),
  silence: Temporal.Duration.from({ seconds: 60 }),
  // Shorter than anything that is to leave is held for: a relay that dribbles gets no mail twice.
  whole: Temporal.Duration.from({ minutes: 2 }),
}

/** Hands a mail that the desk writes of itself to the relay: from an address that the house has, where it has one. */
export async function handOverNotice(
  desk: Desk,
  way: WayOut,
  org: string,
  { name, id, beforeData, ...mail }: Notice,
): Promise<SendEnd> {
  const connections = await desk.db.withOrg(org, connectionsThatSend)
  const { relayOf, address } = ownSender(connections, way.relayUrl !== null)
  const relay = await relayFor(desk, way, org, relayOf)
  if (relay === null) return { state: 'queued', because: 'There is no relay to hand it to.', after: null }
  if ('because' in relay) return { state: 'queued', because: relay.because, after: null }
  const from = address ?? way.defaultFrom
  const bytes = await composeNotice({
    ...mail,
    from: { address: from, name },
    messageId: `notice-${id}@${mailDomainOf(desk, address)}`,
  })
  const outcome = await sendMail({ ...relay, envelope: { from, to: mail.to }, bytes, beforeData, timeouts })
  switch (outcome.outcome) {
    case 'sent':
    case 'in-doubt':
      return { state: 'sent' }
    case 'refused':
      return { state: 'refused', because: outcome.because }
    case 'try-later':
      return { state: 'queued', because: outcome.because, after: null }
  }
}

/** The desk's relay, else that of a connection. */
async function relayFor(
  desk: Desk,
  { relayUrl: ours }: WayOut,
  org: string,
  relayOf: string | null,
): Promise<{ relayUrl: string; address?: string } | { because: string } | null> {
  if (ours !== null) return { relayUrl: ours }
  const found = relayOf === null ? null : await ownRelay(desk, org, relayOf)
  if (!found || 'because' in found) return found
  const { relayUrl, address } = found
  return relayUrl === null ? null : { relayUrl, ...(address !== undefined && { address }) }
}
