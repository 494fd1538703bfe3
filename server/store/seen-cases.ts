import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type SightRow = { id: string; team: string | null; owner: string; offered_to: string | null }

/** Of some cases what decides who sees them. */
export const sightOf = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<SightRow>(
    sql`select id, team, owner, fold->'offer'->>'to' as offered_to from cases where org_id = $1 and id = any($2::uuid[])`,
    [tx.org, ids],
  )

type ItemSight = { case_id: string | null; team: string | null; owner: string | null }

/** Of an item what decides who sees it: the case that it became, or the team whose connection it came by. */
export async function sightOfItem(tx: OrgTx, id: string): Promise<ItemSight | undefined> {
  const rows = await tx.rows<ItemSight>(
    sql`select i.case_id, c.team, i.owner from items i
    left join connections c on c.org_id = i.org_id and c.id = i.connection_id
    where i.org_id = $1 and i.id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** The case that a message belongs to. */
export async function caseOfMessage(tx: OrgTx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ case_id: string }>(
    sql`select case_id from messages where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.case_id
}
