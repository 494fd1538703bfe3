import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** Keeps the digest of a status link; the same link again is one. */
export async function saveStatusLink(
  tx: OrgTx,
  link: { digest: Buffer; item: string; language: string; at: string },
): Promise<void> {
  await tx.rows(
    sql`insert into status_links (org_id, digest, item_id, language, created_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing`,
    [tx.org, link.digest, link.item, link.language, link.at],
  )
}

/** Whose link it is, of all organisations; asked as the worker. */
export async function statusLinkOwner(tx: Tx, digest: Buffer): Promise<string | undefined> {
  const rows = await tx.rows<{ org_id: string }>(sql`select org_id from status_links where digest = $1`, [
    digest,
  ])
  return rows[0]?.org_id
}

export type StatusLinkRow = {
  item_id: string
  connection_id: string
  language: string
  outcome: 'opened' | 'joined' | 'set-aside' | 'quarantined' | null
  case_id: string | null
  received_at: Temporal.Instant
}

/** A status link, and what became of its item. */
export async function readStatusLink(tx: OrgTx, digest: Buffer): Promise<StatusLinkRow | undefined> {
  const rows = await tx.rows<StatusLinkRow>(
    sql`select l.item_id, l.language, i.connection_id, i.outcome, i.case_id, i.received_at
    from status_links l join items i on i.org_id = l.org_id and i.id = l.item_id
    where l.org_id = $1 and l.digest = $2`,
    [tx.org, digest],
  )
  return rows[0]
}

/** The account that sent an item, while it is known; none after an erasure. */
export async function senderOfItem(
  tx: OrgTx,
  { item_id: item, case_id: kase }: Pick<StatusLinkRow, 'item_id' | 'case_id'>,
): Promise<{ id: string; kind: string; address: string } | undefined> {
  const rows = await tx.rows<{ id: string; kind: string; address: string }>(
    sql`select a.id, a.kind, a.address from messages m join accounts a on a.org_id = m.org_id and a.id = m.account_id
    where m.org_id = $1 and m.case_id = $2 and m.item_id = $3 limit 1`,
    [tx.org, kase, item],
  )
  return rows[0]
}

/** When a case last changed. */
export async function lastChange(tx: OrgTx, caseId: string): Promise<Temporal.Instant | undefined> {
  const rows = await tx.rows<{ at: Temporal.Instant }>(
    sql`select at from events where org_id = $1 and case_id = $2 order by seq desc limit 1`,
    [tx.org, caseId],
  )
  return rows[0]?.at
}

/** When we wrote to the customer in private, and it left; the newest first. */
export async function writtenOn(
  tx: OrgTx,
  caseIds: readonly string[],
  limit: number,
): Promise<Temporal.Instant[]> {
  const rows = await tx.rows<{ at: Temporal.Instant }>(
    sql`select m.at from messages m
    where m.org_id = $1 and m.case_id = any($2::uuid[]) and m.direction = 'out' and not m.is_public
      and not exists (select 1 from work k where k.org_id = $1 and k.message_id = m.id and k.state <> 'done')
    order by m.at desc limit $3`,
    [tx.org, caseIds, limit],
  )
  return rows.map(({ at }) => at)
}
