import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type RoomVisitRow = {
  id: string
  room_id: string
  link_id: string
  digest: Buffer
  before: Buffer | null
  turned_at: Temporal.Instant
  settled_at: Temporal.Instant | null
  browser: Buffer
  began_at: Temporal.Instant
  seen_at: Temporal.Instant
  code_until: Temporal.Instant | null
  heard_at: Temporal.Instant | null
  heard_in: 'post' | 'direct-message' | null
  /** A program said that the code came, and we have not read it on the network ourselves. */
  is_told: boolean
  entered_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
}

/** Whose visit it is, of all organisations; asked as the worker. */
export async function roomVisitOwner(tx: Tx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ org_id: string }>(sql`select org_id from room_visits where id = $1`, [id])
  return rows[0]?.org_id
}

/** A visit, held until the transaction ends: its cookie is turned by one request at a time. */
export async function holdRoomVisit(tx: OrgTx, id: string): Promise<RoomVisitRow | undefined> {
  const rows = await tx.rows<RoomVisitRow>(
    sql`select id, room_id, link_id, digest, before, turned_at, settled_at, browser, began_at, seen_at, code_until, heard_at, heard_in, is_told,
      entered_at, ended_at
    from room_visits where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

type NewVisit = {
  id: string
  room: string
  link: string
  digest: Buffer
  browser: Buffer
  at: string
  /** At the door: the code that has to come, and until when. */
  code: { digest: Buffer; until: string } | null
}

/** A browser comes to the door, or in. */
export async function saveRoomVisit(tx: OrgTx, visit: NewVisit): Promise<void> {
  await tx.rows(
    sql`insert into room_visits (org_id, id, room_id, link_id, digest, browser, began_at, seen_at, turned_at, code, code_until,
      entered_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8, $9, case when $8::bytea is null then $7::timestamptz end)`,
    [
      tx.org,
      visit.id,
      visit.room,
      visit.link,
      visit.digest,
      visit.browser,
      visit.at,
      visit.code?.digest ?? null,
      visit.code?.until ?? null,
    ],
  )
}

/** How many browsers stand at the door of a room since then, and have not come in. */
export async function atTheDoor(tx: OrgTx, room: string, since: string): Promise<number> {
  const rows = await tx.rows<{ n: number }>(
    sql`select count(*)::int as n from room_visits
    where org_id = $1 and room_id = $2 and entered_at is null and began_at >= $3`,
    [tx.org, room, since],
  )
  return rows[0]?.n ?? 0
}

/** Of the browsers at the door of a room whose code has not come, so many of the newest stay; nothing is left of the others. */
export async function thinOutDoor(tx: OrgTx, room: string, most: number): Promise<void> {
  await tx.rows(
    sql`delete from room_visits where org_id = $1 and id in (
      select id from room_visits where org_id = $1 and room_id = $2 and entered_at is null and heard_at is null
      order by began_at desc, id desc offset $3
    )`,
    [tx.org, room, most],
  )
}

/** The visit whose code has one of these digests, with the account that its room is bound to. */
export async function visitWithCode(
  tx: OrgTx,
  digests: readonly Buffer[],
): Promise<{ id: string; account_id: string; case_id: string } | undefined> {
  const rows = await tx.rows<{ id: string; account_id: string; case_id: string }>(
    sql`select v.id, r.account_id, r.case_id from room_visits v join rooms r on r.org_id = v.org_id and r.id = v.room_id
    where v.org_id = $1 and v.code = any($2::bytea[]) limit 1`,
    [tx.org, digests],
  )
  return rows[0]
}

/** The code has come, from the account that the room is bound to; one that came too late is nothing. */
export function noteCodeHeard(
  tx: OrgTx,
  visit: string,
  { at, where, isTold }: { at: string; where: 'post' | 'direct-message'; isTold: boolean },
): void {
  tx.write(
    sql`update room_visits set heard_at = $3, heard_in = $4, is_told = $5 where org_id = $1 and id = $2 and heard_at is null
      and code_until >= $3 and ended_at is null`,
    [tx.org, visit, at, where, isTold],
  )
}

/** Whoever stands at the door comes in, by a cookie that nobody has seen; everybody else at this door goes. */
export async function enterRoom(
  tx: OrgTx,
  { visit, room, digest, at }: { visit: string; room: string; digest: Buffer; at: string },
): Promise<void> {
  await tx.rows(
    sql`with others as (
      update room_visits set ended_at = $5 where org_id = $1 and room_id = $3 and id <> $2 and entered_at is null and ended_at is null
    )
    update room_visits set entered_at = $5, seen_at = $5, turned_at = $5, digest = $4, before = null, settled_at = null
    where org_id = $1 and id = $2`,
    [tx.org, visit, room, digest, at],
  )
}

/** A visit was seen, by its newest cookie. */
export async function seeRoomVisit(tx: OrgTx, visit: string, at: string): Promise<void> {
  await tx.rows(
    sql`update room_visits set seen_at = $3, settled_at = coalesce(settled_at, $3) where org_id = $1 and id = $2`,
    [tx.org, visit, at],
  )
}

/** Gives a visit another cookie; the one before is heard a moment longer. */
export async function turnCookie(
  tx: OrgTx,
  { visit, digest, before, at }: { visit: string; digest: Buffer; before: Buffer; at: string },
): Promise<void> {
  await tx.rows(
    sql`update room_visits set before = $5, digest = $3, turned_at = $4, settled_at = null, seen_at = $4 where org_id = $1 and id = $2`,
    [tx.org, visit, digest, at, before],
  )
}

/** A visit is over. */
export async function endRoomVisit(tx: OrgTx, visit: string, at: string): Promise<void> {
  await tx.rows(
    sql`update room_visits set ended_at = $3 where org_id = $1 and id = $2 and ended_at is null`,
    [tx.org, visit, at],
  )
}
