import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type ViewRow = {
  id: string
  owner: string | null
  name: string
  filter: Readonly<Record<string, unknown>>
  place: number
}

const most = 100

/** The views that somebody is offered: everybody's, then their own. */
export const viewsOf = (tx: OrgTx, member: string) =>
  tx.rows<ViewRow>(
    sql`select id, owner, name, filter, place from views
    where org_id = $1 and ended_at is null and (owner is null or owner = $2)
    order by owner nulls first, place, id limit 100`,
    [tx.org, member],
  )

/** Keeps a view below the others of its owner, unless there are too many to find one again. */
export async function saveView(
  tx: OrgTx,
  view: { id: string; owner: string | null; name: string; filter: unknown; by: string; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into views (org_id, id, owner, name, filter, place, made_by, made_at)
    select $1, $2, $3, $4, $5, coalesce(max(place) + 1, 0), $6, $7 from views
    where org_id = $1 and owner is not distinct from $3 and ended_at is null
    having count(*) < $8
    returning id`,
    [tx.org, view.id, view.owner, view.name, JSON.stringify(view.filter), view.by, view.at, most],
  )
  return rows.length === 1
}

export async function readView(tx: OrgTx, id: string): Promise<ViewRow | undefined> {
  const rows = await tx.rows<ViewRow>(
    sql`select id, owner, name, filter, place from views where org_id = $1 and id = $2 and ended_at is null for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** Puts views into this order. */
export const orderViews = (tx: OrgTx, ids: readonly string[]) =>
  tx.write(
    sql`update views v set place = ordered.place from unnest($2::uuid[]) with ordinality as ordered (id, place)
    where v.org_id = $1 and v.id = ordered.id`,
    [tx.org, ids],
  )

export const endView = (tx: OrgTx, id: string, at: string) =>
  tx.write(sql`update views set ended_at = $3 where org_id = $1 and id = $2`, [tx.org, id, at])
