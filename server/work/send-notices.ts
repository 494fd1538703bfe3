import { createHash } from 'node:crypto'
import { sendPush } from '#server/channels/push/send-push.ts'
import { nextBegin } from '#domain/notice/working-time.ts'
import { wordsIn } from '#domain/notice/notice-words.ts'
import type { Desk } from '#server/desk/desk.ts'
import { howTold } from '#server/desk/notices/how-told.ts'
import { ringOnce } from '#server/desk/notices/pager.ts'
import { publicAddressOf } from '#server/desk/replies/public-address.ts'
import { openSubscription, pushKeys } from '#server/desk/notices/push-keys.ts'
import { askOutside } from '#server/desk/notices/push-reach.ts'
import { traced } from '#server/desk/traced.ts'
import { waitAgain, settleNotices } from '#server/store/notices.ts'
import { dueSends, settleSend, takeSend, type NoticeSend, type SendRow } from '#server/store/notice-sends.ts'
import { readMember } from '#server/store/members.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { dropSubscription, noteSent, readSubscription } from '#server/store/push.ts'
import { handOverNotice, type SendEnd } from './hand-over-notice.ts'
import { openHands, type Hands } from './hands.ts'
import { mailReceipt } from './mail-receipt.ts'
import type { WayOut } from './send-replies.ts'

/** Whoever takes something has it to themselves for so long: longer than any attempt may take. */
const lease = Temporal.Duration.from({ minutes: 3 })

/** What is older than this is nobody's news any more: a notice waits for the digest, a digest is on the desk. */
const freshFor = {
  notice: Temporal.Duration.from({ hours: 4 }),
  other: Temporal.Duration.from({ hours: 24 }),
}

/** So much is on its way at once, and so much of one organisation: calls for a danger leave among it. */
const mostOnTheirWay = { all: 96, each: 48 }

/** Lets notices leave: a relay that is slow keeps no pager waiting. */
export type NoticeSending = {
  /** Begins with some of what is due, as far as there are hands for it. Answers with how much. */
  begin(): Promise<number>
} & Pick<Hands, 'idle'>

/** Opens it. */
export function openNoticeSending(desk: Desk, way: WayOut): NoticeSending {
  const hands = openHands(mostOnTheirWay, { failed: (fault) => desk.failed('send notices', fault) })
  const underWay = new Set<string>()
  /** Resolves when it is this process's: from then on it is not due any more. */
  const take = ({ org_id: org, id }: { org_id: string; id: string }) =>
    new Promise<void>((taken) => {
      underWay.add(id)
      hands.begin(org, () =>
        traced('send notice', () => sendOne(desk, way, org, id, taken)).finally(() => {
          underWay.delete(id)
          taken()
        }),
      )
    })
  return {
    async begin() {
      const taking: Promise<void>[] = []
      for (const one of await desk.db.asWorker((tx) => dueSends(tx, desk.now(), 16, hands.busy())))
        if (!underWay.has(one.id) && hands.isFree(one.org_id)) taking.push(take(one))
      await Promise.all(taking)
      return taking.length
    },
    idle: hands.idle,
  }
}

/** Lets some of what is due leave, and waits until it has. Answers how much there was. */
export async function sendNotices(desk: Desk, way: WayOut): Promise<number> {
  const sending = openNoticeSending(desk, way)
  const begun = await sending.begin()
  await sending.idle()
  return begun
}

async function sendOne(desk: Desk, way: WayOut, org: string, id: string, taken: () => void): Promise<void> {
  const now = desk.now()
  const send = await desk.db.withOrg(org, (tx) => takeSend(tx, id, now, now.add(lease)))
  taken()
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

async function attempt(desk: Desk, way: WayOut, org: string, send: SendRow): Promise<SendEnd> {
  if (send.way !== 'receipt' && send.is_answered)
    return { state: 'withdrawn', because: 'Somebody has answered.' }
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
    case 'receipt':
      return mailReceipt(desk, way, org, send)
  }
}

async function push(desk: Desk, org: string, send: NoticeSend): Promise<SendEnd> {
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

async function mail(desk: Desk, way: WayOut, org: string, send: NoticeSend): Promise<SendEnd> {
  const { content, id } = send
  const { to, name } = await desk.db.withOrg(org, async (tx) => ({
    to: (send.member === null ? undefined : await readMember(tx, send.member))?.email ?? null,
    name: (await thisOrganisation(tx)).name,
  }))
  if (to === null) return { state: 'refused', because: 'No e-mail of theirs is known.' }
  return handOverNotice(desk, way, org, {
    name: `${name} (Evenhand)`,
    to,
    subject: content.title,
    text: await textOf(desk, org, send),
    id,
    date: send.made_at,
    isUrgent: content.isUrgent,
    // Sent again it is the same mail, and says so: better twice than never for whoever is called to a danger.
    beforeData: async () => undefined,
  })
}

async function textOf(desk: Desk, org: string, { content }: NoticeSend): Promise<string> {
  const base = await publicAddressOf(desk, org)
  const { lines, path, language, call } = content
  const said = wordsIn(language)
  const link =
    base !== null ? ['', `${said.open}: ${base}${path}`] : call ? ['', said.pageWithoutLink(call.case)] : []
  return [...(lines.length > 1 ? lines.map((line) => `- ${line}`) : lines), ...link, ''].join('\n')
}

async function ring(desk: Desk, org: string, send: NoticeSend): Promise<SendEnd> {
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
