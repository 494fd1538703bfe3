import type { Provenance } from '#domain/craft/provenance.ts'
import type { Place } from './case-filter.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type NewMessage = {
  id: string
  caseId: string
  direction: 'out' | 'note'
  channel: string
  connection: string | null
  account: string | null
  member: string
  isPublic: boolean
  at: string
  subject: string
  body: string
  salt: Buffer
  keys: readonly string[]
  /** Whose hands it went through, where it goes out under the name of somebody who approved it. */
  provenance?: SentProvenance | undefined
}

type SentProvenance = Provenance & { sent: string }

/** Writes down a message of ours, with its words. */
export async function saveMessage(tx: OrgTx, message: NewMessage): Promise<void> {
  await tx.rows(
    sql`with m as (
      insert into messages (org_id, id, case_id, direction, channel, connection_id, account_id, member, is_public, at, provenance)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $15)
    ), k as (
      insert into thread_keys (org_id, key, message_id) select $1, key, $2 from unnest($14::text[]) key
    )
    insert into message_words (org_id, message_id, subject, body, salt, shelf)
    select $1, $2, $11, $12, $13, shelf_of(number) from cases where org_id = $1 and id = $3`,
    [
      tx.org,
      message.id,
      message.caseId,
      message.direction,
      message.channel,
      message.connection,
      message.account,
      message.member,
      message.isPublic,
      message.at,
      message.subject,
      message.body,
      message.salt,
      message.keys,
      message.provenance ? JSON.stringify(message.provenance) : null,
    ],
  )
}

/** The cases of the messages that have one of these keys and that we sent. */
export const sentWithKey = (tx: OrgTx, keys: readonly string[]) =>
  tx.rows<{ message_id: string; case_id: string }>(
    sql`select m.id as message_id, m.case_id from thread_keys k
    join messages m on m.org_id = k.org_id and m.id = k.message_id
    where k.org_id = $1 and k.key = any($2::text[]) and m.direction = 'out' limit 5`,
    [tx.org, keys],
  )

export type ShownMessage = {
  id: string
  case_id: string
  item_id: string | null
  direction: 'in' | 'out' | 'note'
  channel: string
  account_id: string | null
  member: string | null
  is_public: boolean
  at: Temporal.Instant
  subject: string | null
  body: string | null
  html: string | null
  person_name: string | null
  address: string | null
  /** Of words that came with a name and no address: the beginning of what was handed over, and whose case they came to. */
  head: Buffer | null
  case_person_name: string | null
  delivery_state: 'queued' | 'doing' | 'done' | 'refused' | 'in-doubt' | 'withdrawn' | null
  delivery_because: string | null
  /** A colleague gives it: the desk only writes it down. */
  is_by_hand: boolean
  /** When a reply that nobody has begun to send leaves. */
  waits_until: Temporal.Instant | null
  post: { url: string | null; state: 'there' | 'edited' | 'deleted'; changedAt: string | null } | null
  /** The colleagues whom a note names. */
  mentions: string[]
  provenance: SentProvenance | null
  attachments: { part: number; name: string; type: string; size: number }[]
  /** It was said in a room: its words lie under the key of its person. */
  is_sealed: boolean
}

/** The newest messages of some cases, or the newest before one of them, oldest first; of one account where that is asked for. */
export const messagesOf = (
  tx: OrgTx,
  caseIds: readonly string[],
  limit: number,
  { before = null, account = null }: { before?: Place | null; account?: string | null } = {},
) =>
  tx.rows<ShownMessage>(
    sql`select * from (
      select m.id, m.case_id, m.item_id, m.direction, m.channel, m.account_id, m.member, m.is_public, m.at, m.provenance,
        w.subject, w.body, w.html, p.name as person_name, a.address,
        case when m.account_id is null and m.direction = 'in' then (select substring(b.bytes for 20000) from item_bytes b
          where b.org_id = m.org_id and b.item_id = m.item_id and b.form = 'json') end as head,
        case when m.account_id is null and m.direction = 'in' then (select u.name from cases c
          join persons u on u.org_id = c.org_id and u.id = c.person_id
          where c.org_id = m.org_id and c.id = m.case_id) end as case_person_name,
        exists (select 1 from sealed_words s where s.org_id = m.org_id and s.message_id = m.id) as is_sealed,
        k.state as delivery_state, k.because as delivery_because,
        coalesce(k.kind = 'give-reply', false) as is_by_hand,
        case when k.state = 'queued' and k.attempts = 0 then k.due_at end as waits_until,
        (select json_build_object('url', o.url, 'state', o.state, 'changedAt', o.changed_at)
          from posts o where o.org_id = m.org_id and o.message_id = m.id) as post,
        coalesce((select json_agg(n.member order by n.member)
          from mentions n where n.org_id = m.org_id and n.message_id = m.id), '[]') as mentions,
        coalesce((select json_agg(json_build_object('part', part, 'name', name, 'type', type, 'size', size) order by part)
          from attachments f where f.org_id = m.org_id and f.message_id = m.id), '[]') as attachments
      from (
        -- First which they are: what belongs to them is looked up for these alone.
        select n.* from unnest($2::uuid[]) chain (id) cross join lateral (
          select * from messages where org_id = $1 and case_id = chain.id and ($4::timestamptz is null or (at, id) < ($4, $5::uuid))
            and ($6::uuid is null or account_id = $6)
          order by at desc, id desc limit $3
        ) n
        order by n.at desc, n.id desc limit $3
      ) m
      left join message_words w on w.org_id = m.org_id and w.message_id = m.id
      left join accounts a on a.org_id = m.org_id and a.id = m.account_id
      left join persons p on p.org_id = m.org_id and p.id = a.person_id
      left join work k on k.org_id = m.org_id and k.message_id = m.id
    ) newest order by at, id`,
    [tx.org, caseIds, limit, before?.at ?? null, before?.id ?? null, account],
  )

export type ReplyToSend = {
  message_id: string
  case_id: string
  case_number: number
  member: string
  member_name: string | null
  connection_id: string
  at: Temporal.Instant
  subject: string
  body: string
  address: string | null
  /** The kind of its account: only an e-mail account is written to by mail. */
  kind: string | null
  person_name: string | null
  /** The connection's own address, or the one that the customer wrote to, or else any that the house has. */
  from_address: string | null
  organisation: string
  /** Its Message-ID, as it was chosen when it was written. */
  message_key: string | null
  /** Keys of the thread, oldest first: what References names. */
  thread: string[]
}

/** A reply with all that its mail is made of. */
export async function replyToSend(tx: OrgTx, messageId: string): Promise<ReplyToSend | undefined> {
  const rows = await tx.rows<ReplyToSend>(
    sql`select m.id as message_id, m.case_id, c.number as case_number, m.member, b.name as member_name, m.connection_id, m.at,
      w.subject, w.body, a.address, a.kind, p.name as person_name, o.name as organisation,
      coalesce(n.address, (select i.recipient from messages t join items i on i.org_id = t.org_id and i.id = t.item_id
        where t.org_id = m.org_id and t.case_id = m.case_id and t.account_id = m.account_id and t.connection_id = m.connection_id
        order by t.at desc limit 1),
        (select d.address from connections d
        where d.org_id = m.org_id and d.channel = 'email' and d.ended_at is null and d.address is not null
        order by d.is_default desc, d.created_at, d.id limit 1)) as from_address,
      (select k.key from thread_keys k where k.org_id = m.org_id and k.message_id = m.id) as message_key,
      coalesce((select json_agg(k.key order by t.at, t.id) from messages t
        join thread_keys k on k.org_id = t.org_id and k.message_id = t.id
        where t.org_id = m.org_id and t.case_id = m.case_id and t.connection_id = m.connection_id
          and t.direction in ('in', 'out') and t.account_id = m.account_id and (t.at, t.id) < (m.at, m.id)), '[]') as thread
    from messages m
    join cases c on c.org_id = m.org_id and c.id = m.case_id
    join message_words w on w.org_id = m.org_id and w.message_id = m.id
    join connections n on n.org_id = m.org_id and n.id = m.connection_id
    join organisations o on o.id = m.org_id
    left join accounts a on a.org_id = m.org_id and a.id = m.account_id
    left join persons p on p.org_id = m.org_id and p.id = a.person_id
    left join members b on b.org_id = m.org_id and b.handle = m.member
    where m.org_id = $1 and m.id = $2`,
    [tx.org, messageId],
  )
  return rows[0]
}

export type Writer = { account_id: string; connection_id: string; channel: string }

/** The account of this person that wrote last in these cases, and the connection it wrote by. */
export async function lastWriter(
  tx: OrgTx,
  caseIds: readonly string[],
  person: string,
): Promise<Writer | undefined> {
  const rows = await tx.rows<Writer>(
    sql`select m.account_id, m.connection_id, m.channel from messages m
    join accounts a on a.org_id = m.org_id and a.id = m.account_id and a.person_id = $3
    where m.org_id = $1 and m.case_id = any($2::uuid[]) and m.direction = 'in' order by m.at desc, m.id desc limit 1`,
    [tx.org, caseIds, person],
  )
  return rows[0]
}

export type CaseWords = { subject: string; thread_subject: string | null }

/** What the case is called, and the subject of the newest message of an account in it. */
export async function subjectOf(
  tx: OrgTx,
  caseId: string,
  account: string | null,
): Promise<CaseWords | undefined> {
  const rows = await tx.rows<CaseWords>(
    sql`select w.subject, (select mw.subject from messages m join message_words mw on mw.org_id = m.org_id and mw.message_id = m.id
      where m.org_id = $1 and m.case_id = $2 and m.account_id = $3 and m.direction = 'in' order by m.at desc limit 1) as thread_subject
    from case_words w where w.org_id = $1 and w.case_id = $2`,
    [tx.org, caseId, account],
  )
  return rows[0]
}

export type OwnWords = { member: string | null; is_public: boolean; body: string; files: number }

/** What a message of ours says, and how many files go with it. */
export async function readOwnWords(tx: OrgTx, messageId: string): Promise<OwnWords | undefined> {
  const rows = await tx.rows<OwnWords>(
    sql`select m.member, m.is_public, w.body,
      (select count(*) from attachments f where f.org_id = m.org_id and f.message_id = m.id)::int as files
    from messages m join message_words w on w.org_id = m.org_id and w.message_id = m.id
    where m.org_id = $1 and m.id = $2 and m.direction = 'out'`,
    [tx.org, messageId],
  )
  return rows[0]
}

/** Leaves of a message only that it was there: its words, and the key by which somebody could have answered it, go. */
export async function takeWordsBack(tx: OrgTx, messageId: string): Promise<void> {
  await tx.rows(
    sql`with k as (delete from thread_keys where org_id = $1 and message_id = $2),
      p as (delete from posts where org_id = $1 and message_id = $2)
    delete from message_words where org_id = $1 and message_id = $2`,
    [tx.org, messageId],
  )
}

/** The files of a message, in their order, with their bytes. */
export const filesToSend = (tx: OrgTx, messageId: string) =>
  tx.rows<{ name: string; type: string; bytes: Buffer }>(
    sql`select name, type, bytes from attachments where org_id = $1 and message_id = $2 order by part`,
    [tx.org, messageId],
  )

/** The customer's newest message on some cases. */
export async function newestFromCustomer(tx: OrgTx, cases: readonly string[]): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from messages where org_id = $1 and case_id = any($2::uuid[]) and direction = 'in'
    order by at desc, id desc limit 1`,
    [tx.org, cases],
  )
  return rows[0]?.id
}

/** Writes down a colleague's words beside an event. */
export async function saveRemark(
  tx: OrgTx,
  remark: { id: string; caseId: string; body: string; salt: Buffer },
): Promise<void> {
  await tx.rows(sql`insert into remarks (org_id, id, case_id, body, salt) values ($1, $2, $3, $4, $5)`, [
    tx.org,
    remark.id,
    remark.caseId,
    remark.body,
    remark.salt,
  ])
}

/** A file that came with a message. */
export async function readAttachment(tx: OrgTx, messageId: string, part: number) {
  const rows = await tx.rows<{
    part: number
    name: string
    type: string
    bytes: Buffer
    is_sealed: boolean
  }>(
    sql`select part, name, type, bytes, is_sealed from attachments where org_id = $1 and message_id = $2 and part = $3`,
    [tx.org, messageId, part],
  )
  return rows[0]
}

/** Moves the messages of some items to another case: a split refers to items. */
export const moveMessages = (tx: OrgTx, items: readonly string[], from: string, to: string) =>
  tx.rows<{
    id: string
    item_id: string
    account_id: string | null
    connection_id: string
    channel: string
    is_public: boolean
    at: Temporal.Instant
  }>(
    sql`with moved as (
      update messages set case_id = $4 where org_id = $1 and case_id = $3 and item_id = any($2::uuid[])
      returning id, item_id, account_id, connection_id, channel, is_public, at
    ), settled as (
      update items set case_id = $4 where org_id = $1 and id = any($2::uuid[])
    )
    select * from moved order by at, id`,
    [tx.org, items, from, to],
  )

/** Whether the customer has written in a case, as far as it was not split off. */
export async function hasContacts(tx: OrgTx, caseId: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from messages where org_id = $1 and case_id = $2 and direction = 'in' limit 1`,
    [tx.org, caseId],
  )
  return rows.length > 0
}

/** The words of some messages, with their salts. */
export async function wordsOfMessages(tx: OrgTx, ids: readonly string[]) {
  const rows = await tx.rows<{ message_id: string; subject: string; body: string; salt: Buffer }>(
    sql`select message_id, subject, body, salt from message_words where org_id = $1 and message_id = any($2::uuid[])`,
    [tx.org, ids],
  )
  return new Map(rows.map((row) => [row.message_id, row]))
}

/** Writes down what a case is about. */
export async function saveCaseWords(
  tx: OrgTx,
  words: { caseId: string; number: number; subject: string; matter: readonly string[] },
): Promise<void> {
  await tx.rows(
    sql`insert into case_words (org_id, case_id, subject, matter, shelf) values ($1, $2, $3, $4, shelf_of($5))`,
    [tx.org, words.caseId, words.subject, words.matter, words.number],
  )
}
