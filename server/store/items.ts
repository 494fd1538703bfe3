import type { Sees } from '#domain/team.ts'
import type { Place } from './case-filter.ts'
import { composedSql } from './composed.ts'
import type { OrgTx, Tx } from './database.ts'
import type { WasCase } from './set-aside-cases.ts'
import { sql } from './statement.ts'

export type NewItem = {
  id: string
  connection: string
  channel: string
  externalId: string
  receivedAt: string
  recipient: string | null
  form: 'mail' | 'json' | 'headers'
  bytes: Uint8Array
}

/** Stores raw items, and with them ends the transaction. Answers which of them, by id, were not there already. */
export async function keepItems(tx: OrgTx, items: readonly NewItem[]): Promise<Set<string>> {
  const groups = [...together(items)]
  const kept = await Promise.all(
    groups.map((group, nth) => {
      const values = [tx.org, ...columnsOf(group)]
      return nth + 1 < groups.length
        ? tx.rows<{ id: string }>(keeping, values)
        : tx.last<{ id: string }>(keeping, values)
    }),
  )
  return new Set(kept.flat().map(({ id }) => id))
}

/** Stores a raw item together with what is made of it. False when the same item is there already. */
export async function keepItemAlong(tx: OrgTx, item: NewItem): Promise<boolean> {
  return (await tx.rows(keeping, [tx.org, ...columnsOf([item])])).length === 1
}

/** A value of many megabytes leaves as twice as many letters: such a one is given alone. */
const small = 65_536

/** Items that are small enough are given together. */
function together(items: readonly NewItem[]): NewItem[][] {
  const isSmall = ({ bytes }: NewItem) => bytes.byteLength <= small
  const few = items.filter(isSmall)
  return [...items.filter((item) => !isSmall(item)).map((item) => [item]), ...(few.length > 0 ? [few] : [])]
}

const keeping = sql`with kept as (
      insert into items (org_id, id, connection_id, channel, external_id, received_at, recipient)
      select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])
      on conflict (org_id, connection_id, external_id) do nothing returning id
    ), bytes as (
      insert into item_bytes (org_id, item_id, form, bytes)
      select $1, id, form, bytes from kept join unnest($2::uuid[], $8::text[], $9::bytea[]) as raw (id, form, bytes) using (id)
    ), counted as (
      insert into changes (org_id, case_id, first_seq, last_seq, adds)
      select $1, null, 0, 0, json_build_object('items', count(*))::jsonb from kept having count(*) > 0
    )
    select id from kept`

const columnsOf = (items: readonly NewItem[]) => [
  items.map(({ id }) => id),
  items.map(({ connection }) => connection),
  items.map(({ channel }) => channel),
  items.map(({ externalId }) => externalId),
  items.map(({ receivedAt }) => receivedAt),
  items.map(({ recipient }) => recipient),
  items.map(({ form }) => form),
  items.map(({ bytes }) => bytes),
]

/** The id of an item that is there, by what its source calls it. */
export async function itemKnownAs(tx: OrgTx, { connection, externalId }: NewItem): Promise<string> {
  const [there] = await tx.last<{ id: string }>(
    sql`select id from items where org_id = $1 and connection_id = $2 and external_id = $3`,
    [tx.org, connection, externalId],
  )
  if (!there) throw new Error('An item that conflicts is there.')
  return there.id
}

export type ItemRow = {
  id: string
  connection_id: string
  channel: string
  external_id: string
  received_at: Temporal.Instant
  outcome: 'opened' | 'joined' | 'set-aside' | 'quarantined' | null
  because: string | null
  case_id: string | null
  owner: string | null
  form: 'mail' | 'json' | 'headers'
  bytes: Buffer | null
}

/** An item with its raw bytes; these are gone once its person was erased. */
export async function readItem(tx: OrgTx, id: string): Promise<ItemRow | undefined> {
  const rows = await tx.rows<ItemRow>(
    sql`select i.id, i.connection_id, i.channel, i.external_id, i.received_at, i.outcome, i.because, i.case_id, i.owner,
      b.form, b.bytes
    from items i left join item_bytes b on b.org_id = i.org_id and b.item_id = i.id
    where i.org_id = $1 and i.id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Items that nobody has understood yet, of every organisation, the oldest first. */
export const waitingItems = (tx: Tx, before: Temporal.Instant, limit: number) =>
  tx.last<{ org_id: string; id: string }>(
    sql`select org_id, id from items where outcome is null and received_at <= $1 order by received_at limit $2`,
    [before.toString(), limit],
  )

export type ListedItem = {
  id: string
  channel: string
  received_at: Temporal.Instant
  outcome: 'set-aside' | 'quarantined'
  because: string
  owner: string | null
  was_case: WasCase | null
  form: 'mail' | 'json' | 'headers' | null
  head: Buffer | null
}

/**
 * Items with an outcome that opened no case, newest first, with the beginning of their raw bytes; of all connections, or of
 * those of some teams and of none, and whatever is in this colleague's own care. Many may have come at one moment.
 */
export const listItems = (
  tx: OrgTx,
  outcome: 'set-aside' | 'quarantined',
  { before, limit, sees, owner }: { before: Place | null; limit: number; sees: Sees; owner: string },
) => {
  const values = [tx.org, before?.at ?? null, before?.id ?? null, limit, sees, owner]
  return tx.rows<ListedItem>(listing[outcome], values)
}

/** The outcome in words, so that the planner sees which index holds these alone. */
const listingOf = (outcome: 'set-aside' | 'quarantined') =>
  composedSql(`select i.id, i.channel, i.received_at, i.outcome, i.because, i.owner, i.was_case, b.form, substring(b.bytes for 20000) as head
  from items i left join item_bytes b on b.org_id = i.org_id and b.item_id = i.id
  where i.org_id = $1 and i.outcome = '${outcome}'
    and ($2::timestamptz is null or (i.received_at <= $2 and (i.received_at, i.id) < ($2, $3::uuid)))
    and ($5::text[] is null or i.owner = $6 or exists (
      select 1 from connections c
      where c.org_id = $1 and c.id = i.connection_id and (c.team is null or c.team = any($5))
    ))
  order by i.received_at desc, i.id desc limit $4`)

const listing = { 'set-aside': listingOf('set-aside'), quarantined: listingOf('quarantined') }
