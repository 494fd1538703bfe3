import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** How somebody wants to hear of us. */
export type Wish = 'room' | 'email' | 'phone' | 'letter'

export type RoomRow = {
  id: string
  case_id: string
  account_id: string
  connection_id: string
  channel: string
  opened_at: Temporal.Instant
  opened_by: string
  wanted_at: Temporal.Instant | null
  entered_at: Temporal.Instant | null
  closed_at: Temporal.Instant | null
  language: string | null
  wish: Wish | null
  is_large: boolean
}

/** The room of some cases that is open, an account's own before another's; or else the one that was open last. */
export async function roomOfCases(
  tx: OrgTx,
  cases: readonly string[],
  account?: string,
): Promise<RoomRow | undefined> {
  const rows = await tx.rows<RoomRow>(
    sql`select id, case_id, account_id, connection_id, channel, opened_at, opened_by, wanted_at, entered_at, closed_at,
      language, wish, is_large
    from rooms where org_id = $1 and case_id = any($2::uuid[])
    order by closed_at is null desc, account_id is not distinct from $3::uuid desc, opened_at desc limit 1`,
    [tx.org, cases, account ?? null],
  )
  return rows[0]
}

/** The rooms of some cases that are open. */
export async function openRooms(tx: OrgTx, cases: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from rooms where org_id = $1 and case_id = any($2::uuid[]) and closed_at is null order by id`,
    [tx.org, cases],
  )
  return rows.map(({ id }) => id)
}

/** A room by its id. */
export async function readRoom(tx: OrgTx, id: string): Promise<RoomRow | undefined> {
  const rows = await tx.rows<RoomRow>(
    sql`select id, case_id, account_id, connection_id, channel, opened_at, opened_by, wanted_at, entered_at, closed_at,
      language, wish, is_large
    from rooms where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Makes a room. */
export async function saveRoom(
  tx: OrgTx,
  room: {
    id: string
    caseId: string
    account: string
    connection: string
    channel: string
    at: string
    by: string
    language: string | null
  },
): Promise<void> {
  await tx.rows(
    sql`insert into rooms (org_id, id, case_id, account_id, connection_id, channel, opened_at, opened_by, language)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.org,
      room.id,
      room.caseId,
      room.account,
      room.connection,
      room.channel,
      room.at,
      room.by,
      room.language,
    ],
  )
}

/** Somebody who was in it, or wants to be. */
export async function noteEntered(tx: OrgTx, room: string, at: string): Promise<void> {
  await tx.rows(sql`update rooms set entered_at = $3, wanted_at = null where org_id = $1 and id = $2`, [
    tx.org,
    room,
    at,
  ])
}

/** Somebody has asked for a new link. Answers whether that is new: asked again, it is asked already. */
export async function noteWanted(tx: OrgTx, room: string, at: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update rooms set wanted_at = $3 where org_id = $1 and id = $2 and wanted_at is null and closed_at is null
    returning id`,
    [tx.org, room, at],
  )
  return rows.length > 0
}

/** A new link is on its way: nobody waits for one. */
export async function noteOffered(tx: OrgTx, room: string): Promise<void> {
  await tx.rows(sql`update rooms set wanted_at = null where org_id = $1 and id = $2`, [tx.org, room])
}

/** Keeps what somebody wants: their language, how they want to hear of us, and how large the letters are. */
export async function saveWishes(
  tx: OrgTx,
  room: string,
  { language, wish, isLarge }: { language: string; wish: Wish | null; isLarge: boolean },
): Promise<void> {
  await tx.rows(sql`update rooms set language = $3, wish = $4, is_large = $5 where org_id = $1 and id = $2`, [
    tx.org,
    room,
    language,
    wish,
    isLarge,
  ])
}

/** Closes a room, with its links and with every visit: no key that was ever given opens it again. */
export async function closeRoom(tx: OrgTx, room: string, at: string): Promise<void> {
  await tx.rows(
    sql`with l as (
      update room_links set ended_at = $3 where org_id = $1 and room_id = $2 and ended_at is null
    ), v as (
      update room_visits set ended_at = $3 where org_id = $1 and room_id = $2 and ended_at is null
    )
    update rooms set closed_at = $3, wanted_at = null where org_id = $1 and id = $2 and closed_at is null`,
    [tx.org, room, at],
  )
}

export type RoomAccount = {
  id: string
  person_id: string
  kind: 'email' | 'phone' | 'handle' | 'name'
  network: string
  address: string
  address_key: string
  name: string | null
}

/** The account that a room is bound to, while it is known. */
export async function accountOfRoom(tx: OrgTx, account: string): Promise<RoomAccount | undefined> {
  const rows = await tx.rows<RoomAccount>(
    sql`select a.id, a.person_id, a.kind, a.network, a.address, a.address_key, p.name from accounts a
    left join persons p on p.org_id = a.org_id and p.id = a.person_id
    where a.org_id = $1 and a.id = $2`,
    [tx.org, account],
  )
  return rows[0]
}
