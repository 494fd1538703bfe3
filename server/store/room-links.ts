import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** What has to be shown beside a link: the address that it was sent to, or the handle where everybody can read it. */
export type Needs = 'address' | 'handle'

export type RoomLinkRow = {
  id: string
  room_id: string
  message_id: string
  needs: Needs
  made_at: Temporal.Instant
  until_at: Temporal.Instant
  wrong: number
  used_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
}

/** Keeps a link of a room by its digest; those that led there before lead nowhere any more. */
export async function saveRoomLink(
  tx: OrgTx,
  link: {
    id: string
    room: string
    digest: Buffer
    message: string
    needs: Needs
    at: string
    until: string
  },
): Promise<void> {
  await tx.rows(
    sql`with old as (
      update room_links set ended_at = $7 where org_id = $1 and room_id = $3 and ended_at is null and used_at is null
    )
    insert into room_links (org_id, id, room_id, digest, message_id, needs, made_at, until_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.org, link.id, link.room, link.digest, link.message, link.needs, link.at, link.until],
  )
}

/** Whose link it is, of all organisations; asked as the worker. */
export async function roomLinkOwner(tx: Tx, digest: Buffer): Promise<string | undefined> {
  const rows = await tx.rows<{ org_id: string }>(sql`select org_id from room_links where digest = $1`, [
    digest,
  ])
  return rows[0]?.org_id
}

/** A link by its digest, as it stands: whoever only looks at a door holds nobody up who is about to come in. */
export async function readRoomLink(tx: OrgTx, digest: Buffer): Promise<RoomLinkRow | undefined> {
  const rows = await tx.rows<RoomLinkRow>(
    sql`select id, room_id, message_id, needs, made_at, until_at, wrong, used_at, ended_at
    from room_links where org_id = $1 and digest = $2`,
    [tx.org, digest],
  )
  return rows[0]
}

/** A link by its id, held until the transaction ends: two who follow it at once follow it one after the other. */
export async function holdRoomLinkOf(tx: OrgTx, id: string): Promise<RoomLinkRow | undefined> {
  const rows = await tx.rows<RoomLinkRow>(
    sql`select id, room_id, message_id, needs, made_at, until_at, wrong, used_at, ended_at
    from room_links where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** The newest link of a room. */
export async function newestRoomLink(tx: OrgTx, room: string): Promise<RoomLinkRow | undefined> {
  const rows = await tx.rows<RoomLinkRow>(
    sql`select id, room_id, message_id, needs, made_at, until_at, wrong, used_at, ended_at
    from room_links where org_id = $1 and room_id = $2 order by made_at desc, id desc limit 1`,
    [tx.org, room],
  )
  return rows[0]
}

/** The link that a message carries. */
export async function roomLinkOfMessage(tx: OrgTx, message: string): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from room_links where org_id = $1 and message_id = $2 limit 1`,
    [tx.org, message],
  )
  return rows[0]?.id
}

/**
 * It was never given: it leads nowhere, the one that it took the place of leads there again, and a room that was made for it
 * is closed.
 */
export async function takeRoomLinkBack(tx: OrgTx, link: string, at: string): Promise<void> {
  await tx.rows(
    sql`with taken as (
      update room_links set ended_at = $3 where org_id = $1 and id = $2 returning room_id, made_at
    ), before as (
      update room_links l set ended_at = null from taken where l.org_id = $1 and l.room_id = taken.room_id
        and l.id <> $2 and l.ended_at = taken.made_at and l.used_at is null
    )
    update rooms r set closed_at = $3 from taken where r.org_id = $1 and r.id = taken.room_id
      and r.closed_at is null
      and not exists (select from room_links o where o.org_id = $1 and o.room_id = r.id and o.id <> $2)`,
    [tx.org, link, at],
  )
}

/** It has led somebody in, and leads nobody any more. */
export async function useRoomLink(tx: OrgTx, link: string, at: string): Promise<void> {
  await tx.rows(sql`update room_links set used_at = $3 where org_id = $1 and id = $2 and used_at is null`, [
    tx.org,
    link,
    at,
  ])
}

/** Another address than the right one was named; after so many it leads nowhere any more. */
export async function countWrong(tx: OrgTx, link: string, most: number, at: string): Promise<void> {
  await tx.rows(
    sql`update room_links set wrong = wrong + 1, ended_at = case when wrong + 1 >= $3 then $4::timestamptz else ended_at end
    where org_id = $1 and id = $2`,
    [tx.org, link, most, at],
  )
}
