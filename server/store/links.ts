import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type LinkState = 'proposed' | 'confirmed' | 'refused' | 'undone'

export type LinkRow = {
  id: string
  kind: 'account' | 'case'
  /** The account, or the newer case. */
  subject: string
  /** The person, or the older case. */
  object: string
  /** Whose the account was before the link was confirmed: an undo gives it back. */
  before: string | null
  state: LinkState
  evidence: string
}

/** Writes down that two things belong together, or may. */
export async function saveLink(tx: OrgTx, link: LinkRow & { createdAt: string }): Promise<void> {
  await tx.rows(
    sql`insert into links (org_id, id, kind, subject, object, before, state, evidence, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.org,
      link.id,
      link.kind,
      link.subject,
      link.object,
      link.before,
      link.state,
      link.evidence,
      link.createdAt,
    ],
  )
}

/** Locks a link until the transaction ends. */
export async function holdLink(tx: OrgTx, id: string): Promise<LinkRow | undefined> {
  const rows = await tx.rows<LinkRow>(
    sql`select id, kind, subject, object, before, state, evidence from links where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** Writes down how somebody decided about a link. */
export async function decideLink(
  tx: OrgTx,
  id: string,
  decided: { state: LinkState; before: string | null; by: string; at: string },
): Promise<void> {
  await tx.rows(
    sql`update links set state = $3, before = $4, decided_by = $5, decided_at = $6 where org_id = $1 and id = $2`,
    [tx.org, id, decided.state, decided.before, decided.by, decided.at],
  )
}

export type ShownLink = LinkRow & {
  case_id: string | null
  case_number: number | null
  address: string | null
}

/** The links of a case: to other cases, and of accounts to or from its person. */
export const linksOf = (tx: OrgTx, caseId: string, person: string | null, accounts: readonly string[]) =>
  tx.rows<ShownLink>(
    sql`select l.id, l.kind, l.subject, l.object, l.before, l.state, l.evidence,
      c.id as case_id, c.number as case_number, a.address
    from links l
    left join cases c on l.kind = 'case' and c.org_id = l.org_id and c.id = case when l.subject = $2 then l.object else l.subject end
    left join accounts a on l.kind = 'account' and a.org_id = l.org_id and a.id = l.subject
    where l.org_id = $1 and (l.subject = $2 or l.object = $2 or l.object = $3 or l.subject = any($4::uuid[]))
    order by l.created_at desc limit 50`,
    [tx.org, caseId, person, accounts],
  )
