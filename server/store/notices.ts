import type { NoticeAbout } from '#domain/notice/notice.ts'
import type { OrgTx, Tx } from './database.ts'
import { rowText } from './row-text.ts'
import { sql } from './statement.ts'

/** The organisations with changes that nobody has read for notices yet; asked as the worker. Nobody is told of a sample. */
export const organisationsToHear = (tx: Tx, limit: number) =>
  tx.rows<{ org_id: string }>(
    sql`select c.org_id from counters c left join notice_cursors n on n.org_id = c.org_id
    where c.position > coalesce(n.position, 0)
      and c.org_id not in (select id from organisations where is_sample or is_loading)
    order by c.org_id limit $1`,
    [limit],
  )

/**
 * Holds how far the changes of this organisation have been read; null while another process reads them. Where nobody has
 * read any, it begins with those of the time given: what happened long before is nobody's news.
 */
export async function holdCursor(tx: OrgTx, since: Temporal.Instant): Promise<number | null> {
  await tx.rows(
    sql`insert into notice_cursors (org_id, position, at)
    select $1, coalesce((select f.position from feed f where f.org_id = $1 and f.at < $2 order by f.position desc limit 1), 0), $2
    where not exists (select 1 from notice_cursors where org_id = $1)
    on conflict do nothing`,
    [tx.org, since.toString()],
  )
  const rows = await tx.rows<{ position: number }>(
    sql`select position from notice_cursors where org_id = $1 for update skip locked`,
    [tx.org],
  )
  return rows[0]?.position ?? null
}

/** Writes down how far they have been read. */
export async function moveCursor(tx: OrgTx, position: number, at: Temporal.Instant): Promise<void> {
  await tx.rows(sql`update notice_cursors set position = $2, at = $3 where org_id = $1`, [
    tx.org,
    position,
    at.toString(),
  ])
}

export type HeardEvent = {
  position: number
  case_id: string
  seq: number
  type: string
  at: Temporal.Instant
  actor: string
  data: string
}

/**
 * The events of some types among the changes after a position, in order, and how far that goes. The first message of a case
 * is not among them: it answers nothing. Where there are more than are read at once, it goes as far as whole changes were
 * read, and what comes after is read the next time.
 */
export async function eventsToHear(
  tx: OrgTx,
  after: number,
  types: readonly string[],
  most: { changes: number; events: number },
): Promise<{ events: HeardEvent[]; position: number; isAll: boolean }> {
  const [end] = await tx.rows<{ position: number; changes: number }>(
    sql`select coalesce(max(position), $2) as position, count(*)::int as changes from (
      select position from feed where org_id = $1 and position > $2 order by position limit $3
    ) these`,
    [tx.org, after, most.changes],
  )
  const position = end?.position ?? after
  const events = await tx.rows<HeardEvent>(
    // Most of what happens is a case that comes in without a danger: that tells nobody, and is not read.
    sql`select position, case_id, seq, type, at, actor, data from (
      select f.position, e.case_id, e.seq, e.type, e.at, e.actor, e.data::text as data
      from feed f
      join events e on e.org_id = f.org_id and e.case_id = f.case_id and e.seq between f.first_seq and f.last_seq
      where f.org_id = $1 and f.position > $2 and f.position <= $3 and e.type = any($4)
        and (e.type <> 'message-received' or f.first_seq > 1)
        and (e.type not in ('case-opened', 'facts-entered') or e.data->'facts'->>'harm' is not null)
      order by f.position fetch first $5 rows with ties
    ) these order by position, seq`,
    [tx.org, after, position, types, most.events],
  )
  const last = events.at(-1)
  if (last && events.length >= most.events) return { events, position: last.position, isAll: false }
  return { events, position, isAll: (end?.changes ?? 0) < most.changes }
}

/** Who keeps the promises of a case, by their ids: whoever gave them, then those to whom they were passed on. */
export const giversOf = (tx: OrgTx, caseId: string) =>
  tx.rows<{ id: string; giver: string }>(
    sql`select data->>'id' as id, coalesce(data->>'to', data->>'giver') as giver from events
    where org_id = $1 and case_id = $2 and type in ('promise-given', 'promise-passed-on') order by seq limit 1000`,
    [tx.org, caseId],
  )

export type NewNotice = {
  id: string
  member: string
  caseId: string
  kind: string
  about: NoticeAbout
  key: string
  happenedAt: string
  dueAt: string
}

/** Writes down what somebody is to be told, once. */
export const saveNotice = (tx: OrgTx, made: NewNotice): void => tx.addRow(savingNotices, rowText(made))

const savingNotices = sql`insert into notices (org_id, id, member, case_id, kind, about, key, happened_at, due_at, state)
  select $1, id, member, "caseId", kind, about, key, "happenedAt", "dueAt", 'waiting'
  from json_to_recordset($2::json) as n (id uuid, member text, "caseId" uuid, kind text, about json, key text,
    "happenedAt" timestamptz, "dueAt" timestamptz)
  on conflict (org_id, key) do nothing`

/** The organisations in which somebody is to be told something by now; asked as the worker. */
export const organisationsToTell = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string }>(
    sql`select distinct org_id from notices where state = 'waiting' and due_at <= $1 order by org_id limit $2`,
    [now.toString(), limit],
  )

/** The colleagues who are to be told something by now. */
export const membersToTell = (tx: OrgTx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ member: string }>(
    sql`select member from notices where org_id = $1 and state = 'waiting' and due_at <= $2
    group by member order by min(due_at) limit $3`,
    [tx.org, now.toString(), limit],
  )

export type NoticeRow = {
  id: string
  member: string
  case_id: string
  kind: string
  about: NoticeAbout
  happened_at: Temporal.Instant
  due_at: Temporal.Instant
  state: 'waiting' | 'telling' | 'told' | 'in-digest' | 'withdrawn'
}

/** Holds what somebody is to be told by now, the oldest first; what another process tells is left to it. */
export const holdDueNotices = (tx: OrgTx, member: string, now: Temporal.Instant, limit: number) =>
  tx.rows<NoticeRow>(
    sql`select id, member, case_id, kind, about, happened_at, due_at, state from notices
    where org_id = $1 and member = $2 and state = 'waiting' and due_at <= $3
    order by happened_at, id limit $4 for update skip locked`,
    [tx.org, member, now.toString(), limit],
  )

/** What somebody is told now: by push, in a digest, or not at all any more. */
export async function settleNotices(
  tx: OrgTx,
  ids: readonly string[],
  settled: {
    state: 'telling' | 'told' | 'in-digest' | 'withdrawn'
    at: string
    because?: string
    digest?: string
  },
): Promise<void> {
  if (ids.length === 0) return
  await tx.rows(
    sql`update notices set state = $3, because = $4, digest_id = $5,
      settled_at = case when $3 = 'telling' then null else $6::timestamptz end
    where org_id = $1 and id = any($2::uuid[])`,
    [tx.org, ids, settled.state, settled.because ?? null, settled.digest ?? null, settled.at],
  )
}

/** A notice that reached nobody waits for a digest; one that another browser has shown, or will, does not. */
export async function waitAgain(tx: OrgTx, id: string, dueAt: string): Promise<void> {
  await tx.rows(
    sql`update notices set state = 'waiting', due_at = $3 where org_id = $1 and id = $2 and state = 'telling'
      and not exists (
        select 1 from notice_sends s where s.org_id = $1 and s.notice_id = $2 and s.state in ('queued', 'doing', 'sent')
      )`,
    [tx.org, id, dueAt],
  )
}

/** Writes down that what waited was told at once. */
export async function saveDigest(
  tx: OrgTx,
  made: { id: string; member: string; at: string; notices: number },
): Promise<void> {
  await tx.rows(sql`insert into digests (org_id, id, member, at, notices) values ($1, $2, $3, $4, $5)`, [
    tx.org,
    made.id,
    made.member,
    made.at,
    made.notices,
  ])
}

/** How many notices of single cases somebody was shown since a moment. */
export async function toldSince(tx: OrgTx, member: string, since: Temporal.Instant): Promise<number> {
  const rows = await tx.rows<{ told: number }>(
    sql`select count(*)::int as told from (
      select 1 from notices where org_id = $1 and member = $2 and happened_at > $3 and state in ('telling', 'told') limit 1000
    ) these`,
    [tx.org, member, since.toString()],
  )
  return rows[0]?.told ?? 0
}

/** What waits to be told somebody, what comes first first. */
export const waitingNotices = (tx: OrgTx, member: string, limit: number) =>
  tx.rows<NoticeRow>(
    sql`select id, member, case_id, kind, about, happened_at, due_at, state from notices
    where org_id = $1 and member = $2 and state = 'waiting' order by happened_at desc limit $3`,
    [tx.org, member, limit],
  )

/** Forgets what was told long ago. Answers how much there was. */
export async function forgetTold(tx: OrgTx, before: string): Promise<void> {
  await tx.rows(
    sql`with old as (
      delete from notices where org_id = $1 and settled_at < $2
    ), sent as (
      -- A receipt of which nobody knows whether it has left is never settled.
      delete from notice_sends where org_id = $1
        and (settled_at < $2 or state = 'doing' and doing_until is null and made_at < $2)
    )
    delete from digests where org_id = $1 and at < $2`,
    [tx.org, before],
  )
}

export type SettingsRow = {
  member: string
  hours: unknown
  only_digest: string[]
  by_mail: boolean
  language: 'en' | 'de'
}

/** How somebody wants to be told; undefined where they have said nothing. */
export async function noticeSettingsOf(tx: OrgTx, member: string): Promise<SettingsRow | undefined> {
  const rows = await tx.rows<SettingsRow>(
    sql`select member, hours, only_digest, by_mail, language from notice_settings where org_id = $1 and member = $2`,
    [tx.org, member],
  )
  return rows[0]
}

/** Writes down how somebody wants to be told. */
export async function saveNoticeSettings(tx: OrgTx, made: SettingsRow & { at: string }): Promise<void> {
  await tx.rows(
    sql`insert into notice_settings (org_id, member, hours, only_digest, by_mail, language, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (org_id, member) do update set hours = excluded.hours, only_digest = excluded.only_digest,
      by_mail = excluded.by_mail, language = excluded.language, changed_at = excluded.changed_at`,
    [
      tx.org,
      made.member,
      made.hours === null ? null : JSON.stringify(made.hours),
      made.only_digest,
      made.by_mail,
      made.language,
      made.at,
    ],
  )
}

/** Puts off what somebody is to be told. */
export async function postponeNotices(tx: OrgTx, ids: readonly string[], dueAt: string): Promise<void> {
  if (ids.length === 0) return
  await tx.rows(sql`update notices set due_at = $3 where org_id = $1 and id = any($2::uuid[])`, [
    tx.org,
    ids,
    dueAt,
  ])
}
