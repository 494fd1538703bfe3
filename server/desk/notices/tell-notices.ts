import { createHash } from 'node:crypto'
import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { redact } from '#domain/guard/redact.ts'
import { noticeKinds, type NoticeKind } from '#domain/notice/notice.ts'
import { noticeLine, wordsIn } from '#domain/notice/notice-words.ts'
import { stillStands } from '#domain/notice/still-stands.ts'
import { isAtWork, nextBegin, nextWork } from '#domain/notice/working-time.ts'
import { readFolds } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { isMentionSeen } from '#server/store/mentions.ts'
import {
  holdDueNotices,
  membersToTell,
  postponeNotices,
  saveDigest,
  settleNotices,
  toldSince,
  type NoticeRow,
} from '#server/store/notices.ts'
import { queueSend, type SendContent } from '#server/store/notice-sends.ts'
import type { Desk } from '../desk.ts'
import { howTold, type HowTold } from './how-told.ts'

/** What is told so soon after it happened is told by itself; whatever waited longer goes into a digest. */
const fresh = Temporal.Duration.from({ minutes: 10 })

/** So many single notices an hour at most: who is told more often stops looking. The rest waits for the digest. */
const mostAnHour = 12

/** Tells the colleagues of an organisation what they are to be told by now. Answers how many there were. */
export async function tellNotices(desk: Desk, org: string): Promise<number> {
  const members = await desk.db.withOrg(org, (tx) => membersToTell(tx, desk.now(), 100))
  for (const { member } of members) await desk.db.withOrg(org, (tx) => tellMember(desk, tx, member))
  return members.length
}

const ids = (notices: readonly NoticeRow[]) => notices.map(({ id }) => id)

/** Each colleague in a transaction: what is told is settled with what is to leave, or neither. */
async function tellMember(desk: Desk, tx: OrgTx, member: string): Promise<void> {
  const now = desk.now()
  const due = await holdDueNotices(tx, member, now, 5000)
  const how = await howTold(desk, tx, member)
  if (!how) {
    await settleNotices(tx, ids(due), { state: 'withdrawn', because: 'left', at: now.toString() })
    return
  }
  if (!isAtWork(now, how.working)) {
    const next = nextWork(now, how.working)?.from ?? now.add({ hours: 7 * 24 })
    await postponeNotices(tx, ids(due), next.toString())
    return
  }
  const standing = await thoseThatStand(tx, due, now)
  const { alone, together, later } = await inGroups(tx, standing, how, now)
  for (const notice of alone) await tellAlone(tx, notice, how, now)
  await settleNotices(tx, ids(alone), { state: 'telling', at: now.toString() })
  if (together.length > 0) await tellTogether(tx, together, how, now)
  const next = nextBegin(now, how.working) ?? now.add({ hours: 7 * 24 })
  await postponeNotices(tx, ids(later), next.toString())
}

type Stands = 'standing' | 'settled' | 'seen'

/** So many notices are looked at with their cases at once. */
const lookedAt = 500

/** What is still so; whatever others have settled or the colleague has seen meanwhile is withdrawn. */
async function thoseThatStand(
  tx: OrgTx,
  due: readonly NoticeRow[],
  now: Temporal.Instant,
): Promise<NoticeRow[]> {
  const found = await howTheyStand(tx, due)
  for (const because of ['settled', 'seen'] as const)
    await settleNotices(tx, ids(found[because]), { state: 'withdrawn', because, at: now.toString() })
  return found.standing
}

/** Which of some notices are still so, and which others have settled or the colleague has seen meanwhile. */
export async function howTheyStand(
  tx: OrgTx,
  due: readonly NoticeRow[],
): Promise<Record<Stands, NoticeRow[]>> {
  const found: Record<Stands, NoticeRow[]> = { standing: [], settled: [], seen: [] }
  for (let at = 0; at < due.length; at += lookedAt) {
    const some = due.slice(at, at + lookedAt)
    const cases = new Set(some.map(({ case_id }) => case_id))
    const folds = new Map((await readFolds(tx, [...cases])).map(({ id, fold }) => [id, readCase(fold)]))
    for (const notice of some) found[await howItStands(tx, notice, folds.get(notice.case_id))].push(notice)
  }
  return found
}

async function howItStands(tx: OrgTx, notice: NoticeRow, kase: Case | undefined): Promise<Stands> {
  const { member, about } = notice
  const kind = kindOf(notice)
  if (!kase || !stillStands({ member, kind, about }, kase)) return 'settled'
  return kind === 'mentioned' && (await isMentionSeen(tx, about.of, member)) ? 'seen' : 'standing'
}

/** What is told by itself, what is told together now, and what waits until they begin to work again. */
async function inGroups(
  tx: OrgTx,
  notices: readonly NoticeRow[],
  { member, subscriptions, onlyDigest }: HowTold,
  now: Temporal.Instant,
): Promise<Record<'alone' | 'together' | 'later', NoticeRow[]>> {
  const told = await toldSince(tx, member, now.subtract({ hours: 1 }))
  const isFresh = ({ happened_at: at }: NoticeRow) => Temporal.Duration.compare(at.until(now), fresh) <= 0
  const wantsAlone = (notice: NoticeRow) =>
    isFresh(notice) && !onlyDigest.some((kind) => kind === notice.kind)
  const single = notices.filter(wantsAlone)
  const alone = subscriptions.length > 0 ? single.slice(0, Math.max(0, mostAnHour - told)) : []
  return {
    alone,
    together: notices.filter((notice) => !isFresh(notice)),
    later: notices.filter((notice) => isFresh(notice) && !alone.includes(notice)),
  }
}

async function tellAlone(tx: OrgTx, notice: NoticeRow, how: HowTold, now: Temporal.Instant) {
  const said = wordsIn(how.language)
  const { about, case_id: caseId } = notice
  const line = noticeLine({ kind: kindOf(notice), about }, how)
  const content: SendContent = {
    title: said.case(about.number),
    lines: [redact(line)],
    path: `/cases/${caseId}`,
    tag: tagOf(caseId),
    isUrgent: notice.kind === 'danger',
    language: how.language,
  }
  for (const { id: subscription } of how.subscriptions)
    await queueSend(tx, {
      id: newId(now),
      key: `notice:${notice.id}:${subscription}`,
      way: 'push',
      member: how.member,
      subscription,
      notice: notice.id,
      content,
      at: now.toString(),
    })
}

/** One digest, however much has waited: by mail, and in each browser. Where there is no way out, the desk itself shows it. */
async function tellTogether(tx: OrgTx, notices: readonly NoticeRow[], how: HowTold, now: Temporal.Instant) {
  const digest = newId(now)
  const at = now.toString()
  const content = digestOf(notices, how)
  await saveDigest(tx, { id: digest, member: how.member, at, notices: notices.length })
  await settleNotices(
    tx,
    notices.map(({ id }) => id),
    { state: 'in-digest', at, digest },
  )
  const ways = [
    ...(how.byMail && how.email !== null ? [{ way: 'mail' as const }] : []),
    ...how.subscriptions.map(({ id }) => ({ way: 'push' as const, subscription: id })),
  ]
  for (const way of ways)
    await queueSend(tx, {
      id: newId(now),
      key: `digest:${digest}:${'subscription' in way ? way.subscription : 'mail'}`,
      member: how.member,
      content,
      at,
      ...way,
    })
}

/** Longer lists are read by nobody: the rest is on the desk. */
const mostLines = 40

function digestOf(notices: readonly NoticeRow[], how: HowTold): SendContent {
  const said = wordsIn(how.language)
  const inOrder = notices.toSorted((a, b) => noticeKinds.indexOf(kindOf(a)) - noticeKinds.indexOf(kindOf(b)))
  const lines = inOrder
    .slice(0, mostLines)
    .map((notice) => redact(noticeLine({ kind: kindOf(notice), about: notice.about }, how)))
  return {
    title: said.digest(notices.length),
    lines: notices.length > mostLines ? [...lines, said.more(notices.length - mostLines)] : lines,
    path: '/',
    tag: 'digest',
    isUrgent: false,
    language: how.language,
  }
}

/** What the database holds was written from these. */
const kindOf = ({ kind }: NoticeRow): NoticeKind => noticeKinds.find((one) => one === kind) ?? 'assigned'

/** A newer notice of a case takes the place of an older one. */
const tagOf = (caseId: string) =>
  createHash('sha256').update(`case ${caseId}`).digest('base64url').slice(0, 32)
