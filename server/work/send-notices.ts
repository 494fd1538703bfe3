import { createHash } from 'node:crypto'
import { composeNotice } from '#server/channels/email/compose-notice.ts'
import { sendMail } from '#server/channels/email/send.ts'
import { sendPush } from '#server/channels/push/send-push.ts'
import { nextBegin } from '#domain/notice/working-time.ts'
import { wordsIn } from '#domain/notice/notice-words.ts'
import type { Desk } from '#server/desk/desk.ts'
import { howTold } from '#server/desk/notices/how-told.ts'
import { mailDomainOf } from '#server/desk/replies/mail-domain.ts'
import { ringOnce } from '#server/desk/notices/pager.ts'
import { publicAddressOf } from '#server/desk/replies/public-address.ts'
import { openSubscription, pushKeys } from '#server/desk/notices/push-keys.ts'
import { askOutside } from '#server/desk/notices/push-reach.ts'
import { traced } from '#server/desk/traced.ts'
import { connectionsThatSend } from '#server/store/notice-mail.ts'
import { waitAgain, settleNotices } from '#server/store/notices.ts'
import { dueSends, settleSend, takeSend, type SendRow } from '#server/store/notice-sends.ts'
import { readMember } from '#server/store/members.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { dropSubscription, noteSent, readSubscription } from '#server/store/push.ts'
import { eachAlone } from './each-alone.ts'
import { ownRelay, type WayOut } from './send-replies.ts'

/** Whoever takes something has it to themselves for so long: longer than any attempt may take. */
const lease = Temporal.Duration.from({ minutes: 3 })

/** What is older than this is nobody's news any more: a notice waits for the digest, a digest is on the desk. */
const freshFor = {
  notice: Temporal.Duration.from({ hours: 4 }),
  other: Temporal.Duration.from({ hours: 24 }),
}

const timeouts = {
  connect: Temporal.Duration.from({ seconds: 20 }),
  greeting: Temporal.Duration.from({ seconds: 20 }),
  silence: Temporal.Duration.from({ seconds: 60 }),
}

type Outcome =
  | { state: 'sent' }
  | { state: 'withdrawn'; because: string }
  | { state: 'refused'; because: string }
  | { state: 'queued'; because: string; after: Temporal.Duration | null }

/** Lets what is due leave, several at a time: a relay that is slow keeps no pager waiting. Answers how much there was. */
export async function sendNotices(desk: Desk, way: WayOut): Promise<number> {
  const due = await desk.db.asWorker((tx) => dueSends(tx, desk.now(), 16))
  const outcomes = await Promise.all(
    due.map((one) =>
      eachAlone(
        [one],
        ({ org_id: org, id }) => traced('send notice', () => sendOne(desk, way, org, id)),
        (fault) => desk.failed('send notices', fault),
      ),
    ),
  )
  return outcomes.reduce((sum, done) => sum + done, 0)
}

async function sendOne(desk: Desk, way: WayOut, org: string, id: string): Promise<void> {
  const now = desk.now()
  const send = await desk.db.withOrg(org, (tx) => takeSend(tx, id, now, now.add(lease)))
  if (!send) return
  const outcome = await attempt(desk, way, org, send)
  await desk.db.withOrg(org, async (tx) => {
    const at = desk.now()
    const wait = outcome.state === 'queued' ? (outcome.after ?? backOff(send.attempts)) : null
    await settleSend(tx, send, {
      state: outcome.state,
      because: outcome.state === 'sent' ? null : outcome.because,
      dueAt: (wait ? at.add(wait) : at).toString(),
      at: at.toString(),
    })
    if (send.notice_id === null || outcome.state === 'queued') return
    if (outcome.state === 'sent')
      return settleNotices(tx, [send.notice_id], { state: 'told', at: at.toString() })
    const how = send.member === null ? undefined : await howTold(desk, tx, send.member)
    const next = how && nextBegin(at, how.working)
    return waitAgain(tx, send.notice_id, (next ?? at.add({ hours: 24 })).toString())
  })
}

/** After one, two, four minutes and so on, half an hour at most. */
const backOff = (attempts: number) =>
  Temporal.Duration.from({ minutes: Math.min(30, 2 ** Math.max(0, attempts - 1)) })

async function attempt(desk: Desk, way: WayOut, org: string, send: SendRow): Promise<Outcome> {
  if (send.is_answered) return { state: 'withdrawn', because: 'Somebody has answered.' }
  const age = send.made_at.until(desk.now())
  const limit = send.notice_id === null ? freshFor.other : freshFor.notice
  if (Temporal.Duration.compare(age, limit) > 0)
    return { state: 'refused', because: 'It did not leave in time.' }
  switch (send.way) {
    case 'push':
      return push(desk, org, send)
    case 'mail':
      return mail(desk, way, org, send)
    case 'hook':
      return ring(desk, org, send)
  }
}

async function push(desk: Desk, org: string, send: SendRow): Promise<Outcome> {
  const { subscription_id: id, content } = send
  const found = await desk.db.withOrg(org, async (tx) => {
    const row = id === null ? undefined : await readSubscription(tx, id)
    if (!row || row.member !== send.member) return null
    return { to: await openSubscription(desk, tx, row), keys: await pushKeys(desk, tx) }
  })
  if (!found || id === null) return { state: 'refused', because: 'The browser is not subscribed any more.' }
  const { title, lines, path, tag, isUrgent, answer, language } = content
  const base = await publicAddressOf(desk, org)
  const outcome = await sendPush(
    askOutside(desk, 'browser'),
    found.to,
    {
      text: JSON.stringify({ title, body: lines.join('\n'), path, tag, isUrgent, answer, language }),
      topic: createHash('sha256').update(tag).digest('base64url').slice(0, 32),
      isUrgent,
      keepFor: freshFor.notice,
    },
    {
      keys: found.keys,
      contact: base?.startsWith('https:') ? base : `mailto:postmaster@${desk.mailDomain}`,
      now: desk.now(),
    },
  )
  switch (outcome.outcome) {
    case 'sent':
      await desk.db.withOrg(org, (tx) => noteSent(tx, id, desk.now().toString()))
      return { state: 'sent' }
    case 'gone':
      await desk.db.withOrg(org, (tx) => dropSubscription(tx, id))
      return { state: 'refused', because: 'The browser has been unsubscribed.' }
    case 'refused':
      return { state: 'refused', because: outcome.because }
    case 'try-later':
      return { state: 'queued', because: outcome.because, after: outcome.after }
  }
}

async function mail(desk: Desk, way: WayOut, org: string, send: SendRow): Promise<Outcome> {
  const { content, id } = send
  const { to, name, connections } = await desk.db.withOrg(org, async (tx) => ({
    to: (send.member === null ? undefined : await readMember(tx, send.member))?.email ?? null,
    name: (await thisOrganisation(tx)).name,
    connections: await connectionsThatSend(tx),
  }))
  if (to === null) return { state: 'refused', because: 'No e-mail of theirs is known.' }
  const relay = await relayFor(desk, way, org, connections)
  if (relay === null) return { state: 'queued', because: 'There is no relay to hand it to.', after: null }
  if ('because' in relay) return { state: 'queued', because: relay.because, after: null }
  const from = connections[0]?.address ?? way.defaultFrom
  const bytes = await composeNotice({
    from: { address: from, name: `${name} (Evenhand)` },
    to,
    subject: content.title,
    text: await textOf(desk, org, send),
    messageId: `notice-${id}@${mailDomainOf(desk, connections[0]?.address ?? null)}`,
    date: send.made_at,
    isUrgent: content.isUrgent,
  })
  const outcome = await sendMail({
    ...relay,
    envelope: { from, to },
    bytes,
    // Sent again it is the same mail, and says so: better twice than never for whoever is called to a danger.
    beforeData: async () => undefined,
    timeouts,
  })
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

/** The desk's relay, else the first of a connection's own. */
async function relayFor(
  desk: Desk,
  way: WayOut,
  org: string,
  connections: readonly { id: string; has_relay: boolean }[],
): Promise<{ relayUrl: string; address?: string } | { because: string } | null> {
  if (way.relayUrl !== null) return { relayUrl: way.relayUrl }
  const own = connections.find(({ has_relay: has }) => has)
  const found = own ? await ownRelay(desk, org, own.id) : null
  if (!found || 'because' in found) return found
  const { relayUrl, address } = found
  return relayUrl === null ? null : { relayUrl, ...(address !== undefined && { address }) }
}

async function textOf(desk: Desk, org: string, { content }: SendRow): Promise<string> {
  const base = await publicAddressOf(desk, org)
  const { lines, path, language } = content
  const link = base === null ? [] : ['', `${wordsIn(language).open}: ${base}${path}`]
  return [...(lines.length > 1 ? lines.map((line) => `- ${line}`) : lines), ...link, ''].join('\n')
}

async function ring(desk: Desk, org: string, send: SendRow): Promise<Outcome> {
  const base = await publicAddressOf(desk, org)
  const { content, id } = send
  const trouble = await ringOnce(desk, org, {
    delivery: id,
    title: content.title,
    link: `${base ?? ''}${content.path}`,
    call: content.call ?? null,
  })
  if (!trouble) return { state: 'sent' }
  return trouble.isForGood
    ? { state: 'refused', because: trouble.because }
    : { state: 'queued', because: trouble.because, after: null }
}
