import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type PolicyRow = { version: number; document: unknown }

/**
 * The number of the policy that is in force: of those in effect by now for which somebody answers, the one whose date came
 * last. The one that an organisation is born with gives way to every other.
 */
export async function versionInForce(tx: OrgTx, now: Temporal.Instant): Promise<number> {
  const rows = await tx.rows<{ version: number }>(
    sql`select p.version from policies p
    left join policy_versions v on v.org_id = p.org_id and v.version = p.version
    where p.org_id = $1 and coalesce(v.effective_at, p.effective_at) <= $2
      and (v.state is null or v.state = 'approved') and (v.until_at is null or v.until_at > $2)
    order by p.version > 1 desc, coalesce(v.effective_at, p.effective_at) desc, p.version desc limit 1`,
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

/** Publishes a document that had no draft as the next version: what an organisation begins with. */
export async function savePolicy(tx: OrgTx, document: unknown, effectiveAt: string): Promise<number> {
  const version = await nextVersion(tx)
  await publish(tx, version, document, effectiveAt)
  return version
}

/** The number that the next version gets. Asked under a lock by whoever may not be alone. */
export async function nextVersion(tx: OrgTx): Promise<number> {
  const rows = await tx.rows<{ version: number }>(
    sql`select greatest(
      (select coalesce(max(version), 0) from policies where org_id = $1),
      (select coalesce(max(version), 0) from policy_versions where org_id = $1)
    ) + 1 as version`,
    [tx.org],
  )
  return rows[0]?.version ?? 1
}

/** Writes a version down for good. */
export async function publish(
  tx: OrgTx,
  version: number,
  document: unknown,
  effectiveAt: string,
): Promise<void> {
  await tx.rows(
    sql`insert into policies (org_id, version, document, effective_at) values ($1, $2, $3, $4)
    on conflict (org_id, version) do nothing`,
    [tx.org, version, JSON.stringify(document), effectiveAt],
  )
}
