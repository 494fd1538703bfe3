import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type PolicyRow = { version: number; document: unknown }

/** The number of the newest policy that is in effect by now. */
export async function versionInForce(tx: OrgTx, now: Temporal.Instant): Promise<number> {
  const rows = await tx.rows<{ version: number }>(
    sql`select max(version)::int as version from policies where org_id = $1 and effective_at <= $2`,
    [tx.org, now.toString()],
  )
  return rows[0]?.version ?? 1
}

/** A policy by its version. */
export async function policyVersion(tx: OrgTx, version: number): Promise<PolicyRow> {
  const rows = await tx.rows<PolicyRow>(
    sql`select version, document from policies where org_id = $1 and version = $2`,
    [tx.org, version],
  )
  const [row] = rows
  if (!row) throw new Error('A case keeps the policy under which it was opened.')
  return row
}

/** Publishes a document as the next version. */
export async function savePolicy(tx: OrgTx, document: unknown, effectiveAt: string): Promise<number> {
  const rows = await tx.rows<{ version: number }>(
    sql`insert into policies (org_id, version, document, effective_at)
    select $1, coalesce(max(version), 0) + 1, $2, $3 from policies where org_id = $1 returning version`,
    [tx.org, JSON.stringify(document), effectiveAt],
  )
  return rows[0]?.version ?? 0
}
