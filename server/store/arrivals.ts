import type { OrgTx } from './database.ts'
import { rowText } from './row-text.ts'
import { sql } from './statement.ts'

/** What the desk already knows about the writer and the thread of a message that has just arrived. */
export type Known = {
  item: { outcome: string | null; because: string | null; case_id: string | null } | null
  /** The accounts that are known by the keys asked for. */
  accounts: {
    id: string
    person_id: string
    address_key: string
    sharing: string | null
    /** What is known of the person: what a message says of it again need not be written down. */
    person: { name: string | null; language: string | null; zone: string | null }
  }[]
  /** Their persons who have yet another account, by which they may be writing at this moment. */
  elsewhere: string[]
  /** Where a telephone number without a country code is dialled, if anybody said so. */
  country: string | null
  /** A message of the same account with the very key and words of the new one: the same mail by another way. */
  twin: { message_id: string; case_id: string } | null
  /** Cases that it may belong to: those it refers to first, the nearest in its thread before the others. */
  candidates: {
    id: string
    state: 'open' | 'closed' | 'merged'
    merged_into: string | null
    person: string | null
    referred: boolean
    written: boolean
    matter: string[]
    last_contact_at: string
  }[]
}

/** What is asked about a message before a case is chosen for it. */
type Asked = {
  item: string
  /** Of the account that wrote, first; then of others that were given with it. */
  accountKeys: readonly string[]
  ownKeys: readonly string[]
  repliesTo: readonly string[]
  numbers: readonly number[]
  /** SHA-256, in hex, of its subject, a line feed and its body: a key may be used again, but not with the same words. */
  wordsDigest: string
}

/** Reads in one go all that choosing a case needs, and locks the item so that no other worker understands it too. */
export async function whatIsKnown(tx: OrgTx, asked: Asked): Promise<Known> {
  const [known] = await whatIsKnownOf(tx, [asked])
  if (!known) throw new Error('As much is answered as was asked.')
  return known
}

/** Whether one of these keys names a message of a case. */
export async function isKnownThread(tx: OrgTx, keys: readonly string[]): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from thread_keys where org_id = $1 and key = any($2) limit 1`, [
    tx.org,
    keys,
  ])
  return rows.length > 0
}

/** The same for several messages, each for itself, in their order. */
export async function whatIsKnownOf(tx: OrgTx, asked: readonly Asked[]): Promise<Known[]> {
  if (asked.length === 0) return []
  return tx.rows<Known>(everythingAsked, [tx.org, rowText(asked.map((one, nth) => ({ ...one, nth })))])
}

/**
 * Written so that it is planned once a connection and well: lists come out of what is asked, because a plan that depends
 * on their length is made anew each time, and what is found by what was found is asked row by row (`offset 0`).
 */
const everythingAsked = sql`select known.* from json_to_recordset($2::json) as q (nth int, item uuid, "accountKeys" text[],
  "ownKeys" text[], "repliesTo" text[], numbers bigint[], "wordsDigest" text)
cross join lateral (with item as (
  select outcome, because, case_id from items where org_id = $1 and id = q.item for update
), known as (
  select id, person_id, address_key, sharing, (
    select json_build_object('name', p.name, 'language', p.language, 'zone', p.zone)
    from persons p where p.org_id = $1 and p.id = a.person_id
  ) as person from accounts a where org_id = $1 and address_key = any(q."accountKeys")
), account as (
  select id, person_id from known where address_key = q."accountKeys"[1]
), referred as (
  -- The mail that it answers is nearer than what came before in the thread; a number may be quoted from anywhere.
  select (select m.case_id from messages m where m.org_id = $1 and m.id = k.message_id) as case_id,
    array_position(q."repliesTo", k.key) as distance
  from thread_keys k where k.org_id = $1 and k.key = any(q."repliesTo")
  union all
  select c.id, 1000 from cases c where c.org_id = $1 and c.number = any(q.numbers)
), theirs as (
  select c.id from known a cross join lateral (
    select c.id, c.number from cases c where c.org_id = $1 and c.person_id = a.person_id and c.state <> 'merged'
    order by c.number desc limit 50
  ) c
  order by c.number desc limit 50
), near as (
  select case_id as id, min(distance) as distance from (
    select case_id, distance from referred union all select id, null from theirs
  ) n group by case_id
)
select
  (select to_json(i) from item i) as item,
  (select country from home_country where org_id = $1) as country,
  coalesce((select json_agg(a) from known a), '[]') as accounts,
  coalesce((select json_agg(distinct o.person_id) from known a cross join lateral (
    select o.id, o.person_id from accounts o where o.org_id = $1 and o.person_id = a.person_id offset 0
  ) o where o.id not in (select id from known)), '[]') as elsewhere,
  (select json_build_object('message_id', m.id, 'case_id', m.case_id) from thread_keys k cross join lateral (
      select m.id, m.case_id from messages m
      where m.org_id = $1 and m.id = k.message_id and m.direction = 'in' and m.account_id = (select id from account) offset 0
    ) m
    where k.org_id = $1 and k.key = any(q."ownKeys")
      and q."wordsDigest" = (select encode(sha256(convert_to(w.subject || chr(10) || w.body, 'UTF8')), 'hex')
        from message_words w where w.org_id = $1 and w.message_id = m.id)
    limit 1) as twin,
  coalesce((select json_agg(json_build_object(
    'id', c.id, 'state', c.state, 'merged_into', c.fold->>'mergedInto', 'person', c.person_id,
    'referred', n.distance is not null,
    'written', exists (select 1 from messages m where m.org_id = $1 and m.case_id = c.id
      and m.account_id = (select id from account) and m.direction = 'in'),
    'matter', coalesce((select w.matter from case_words w where w.org_id = $1 and w.case_id = c.id), '{}'),
    'last_contact_at', c.fold->>'lastContactAt')
    order by n.distance, c.number)
    from near n cross join lateral (
      select c.id, c.state, c.number, c.person_id, c.fold from cases c where c.org_id = $1 and c.id = n.id and c.state <> 'taken-back' offset 0
    ) c), '[]') as candidates
) known order by q.nth`

type NewPerson = { id: string; name: string | null; language: string | null; zone: string | null }
type NewAccount = { id: string; person: string; kind: string; network: string; address: string; key: string }

export type Arrival = {
  item: { id: string; outcome: 'opened' | 'joined'; because: string }
  caseId: string
  caseNumber: number
  person: NewPerson | null
  account: NewAccount | null
  caseWords: { subject: string; matter: readonly string[] } | null
  message: {
    id: string
    channel: string
    connection: string
    account: string | null
    isPublic: boolean
    at: string
    subject: string
    body: string
    html: string | null
    salt: Buffer
    keys: readonly string[]
  }
  now: string
}

/** Writes an arrived message into its case, with its writer if new, its words and its keys, and settles the item. */
export function saveArrival(tx: OrgTx, arrival: Arrival): void {
  const { item, caseId, caseNumber, person, account, caseWords, message, now } = arrival
  const row = {
    person: person?.id ?? null,
    person_name: person?.name ?? null,
    language: person?.language ?? null,
    zone: person?.zone ?? null,
    account: account?.id ?? null,
    account_person: account?.person ?? null,
    kind: account?.kind ?? null,
    network: account?.network ?? null,
    address: account?.address ?? null,
    address_key: account?.key ?? null,
    case_id: caseId,
    number: caseNumber,
    title: caseWords?.subject ?? null,
    matter: caseWords?.matter ?? null,
    message: message.id,
    item: item.id,
    channel: message.channel,
    connection: message.connection,
    writer: message.account,
    is_public: message.isPublic,
    at: message.at,
    subject: message.subject,
    body: message.body,
    html: message.html,
    salt: message.salt.toString('hex'),
    keys: message.keys,
    outcome: item.outcome,
    because: item.because,
    now,
  }
  tx.addRow(savingArrivals, rowText(row))
}

const savingArrivals = sql`with arrived as materialized (
  select * from json_to_recordset($2::json) as a (person uuid, person_name text, language text, zone text, account uuid,
    account_person uuid, kind text, network text, address text, address_key text, case_id uuid, number bigint, title text, matter text[], message uuid,
    item uuid, channel text, connection uuid, writer uuid, is_public boolean, at timestamptz, subject text, body text,
    html text, salt text, keys text[], outcome text, because text, now timestamptz)
), p as (
  insert into persons (org_id, id, name, language, zone, created_at)
  select $1, person, person_name, language, zone, now from arrived where person is not null
), a as (
  insert into accounts (org_id, id, person_id, kind, network, address, address_key, created_at)
  select $1, account, account_person, kind, network, address, address_key, now from arrived where account is not null
), c as (
  insert into case_words (org_id, case_id, subject, matter, shelf)
  select $1, case_id, title, matter, shelf_of(number) from arrived where title is not null
  on conflict (org_id, case_id) do update set matter = excluded.matter
), m as (
  insert into messages (org_id, id, case_id, item_id, direction, channel, connection_id, account_id, is_public, at)
  select $1, message, case_id, item, 'in', channel, connection, writer, is_public, at from arrived
), w as (
  insert into message_words (org_id, message_id, subject, body, html, salt, shelf)
  select $1, message, subject, body, html, decode(salt, 'hex'), shelf_of(number) from arrived
), k as (
  insert into thread_keys (org_id, key, message_id)
  select $1, key, message from arrived cross join lateral unnest(keys) key
  on conflict do nothing
)
update items i set outcome = a.outcome, because = a.because, case_id = a.case_id, owner = null
from arrived a where i.org_id = $1 and i.id = a.item`

/** Settles an item that brought no new message. */
export async function settleItem(
  tx: OrgTx,
  item: {
    id: string
    outcome: string
    because: string
    caseId: string | null
    owner: string | null
    writer: Buffer | null
  },
): Promise<void> {
  await tx.rows(
    sql`update items set outcome = $3, because = $4, case_id = $5, owner = $6, writer = $7, attempts = attempts + 1
    where org_id = $1 and id = $2`,
    [tx.org, item.id, item.outcome, item.because, item.caseId, item.owner, item.writer],
  )
}

export type NewAttachment = {
  part: number
  name: string
  type: string
  size: number
  contentId: string | null
  bytes: Uint8Array
  /** Its bytes lie under the key of the person whose message it came with. */
  isSealed: boolean
}

/** Keeps one more account of a person. */
export function saveAccount(
  tx: OrgTx,
  made: { id: string; person: string; kind: string; network: string; address: string; key: string },
  now: string,
): void {
  tx.write(
    sql`insert into accounts (org_id, id, person_id, kind, network, address, address_key, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [tx.org, made.id, made.person, made.kind, made.network, made.address, made.key, now],
  )
}

/** Keeps a file that came with a message, outside the message's own row. */
export function saveAttachment(tx: OrgTx, messageId: string, file: NewAttachment): void {
  tx.write(
    sql`insert into attachments (org_id, message_id, part, name, type, size, content_id, bytes, is_sealed)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.org,
      messageId,
      file.part,
      file.name,
      file.type,
      file.size,
      file.contentId,
      file.bytes,
      file.isSealed,
    ],
  )
}
