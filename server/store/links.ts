import type { OrgTx } from './database.ts'
import { rowText } from './row-text.ts'
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
  /** Where it comes from: `message:…`, `claim:…`, `member:…`, or the desk. */
  source: string
}

/** Writes down that two things belong together, or may. */
export const saveLink = (
  tx: OrgTx,
  link: Omit<LinkRow, 'source'> & { source?: string; createdAt: string },
): void => tx.addRow(savingLinks, rowText(link))

const savingLinks = sql`insert into links (org_id, id, kind, subject, object, before, state, evidence, created_at, source)
  select $1, id, kind, subject, object, before, state, evidence, "createdAt", coalesce(source, 'desk')
  from json_to_recordset($2::json) as l (id uuid, kind text, subject uuid, object uuid, before uuid, state text,
    evidence text, "createdAt" timestamptz, source text)`

/** Locks a link until the transaction ends. */
export async function holdLink(tx: OrgTx, id: string): Promise<LinkRow | undefined> {
  const rows = await tx.rows<LinkRow>(
    sql`select id, kind, subject, object, before, state, evidence, source from links where org_id = $1 and id = $2 for update`,
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
    sql`update links l set state = $3, before = $4, decided_by = $5, decided_at = $6, nth = case when $3 = 'confirmed' then 1 + (
      select coalesce(max(o.nth), 0) from links o
      where o.org_id = $1 and o.subject = l.subject and o.kind = l.kind and o.state = 'confirmed' and o.id <> l.id
    ) else 0 end
    where org_id = $1 and id = $2`,
    [tx.org, id, decided.state, decided.before, decided.by, decided.at],
  )
}

/** Whether the same account was linked once more since, and that link still stands. */
export async function isLinkedSince(tx: OrgTx, { id, subject }: LinkRow): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from links l join links o on o.org_id = $1 and o.subject = l.subject and o.kind = l.kind
    where l.org_id = $1 and l.id = $2 and l.subject = $3 and o.state = 'confirmed' and o.nth > l.nth limit 1`,
    [tx.org, id, subject],
  )
  return rows.length > 0
}

export type ShownLink = LinkRow & {
  case_id: string | null
  case_number: number | null
  address: string | null
  created_at: Temporal.Instant
  /** The colleague whose word it is, where it is one's. */
  source_name: string | null
  /** What the person is called whose an account is by it. */
  object_name: string | null
}

/** The links of a case: to other cases, and of accounts to or from its person. */
export const linksOf = (tx: OrgTx, caseId: string, person: string | null, accounts: readonly string[]) =>
  tx.rows<ShownLink>(
    sql`select l.id, l.kind, l.subject, l.object, l.before, l.state, l.evidence, l.source, l.created_at,
      c.id as case_id, c.number as case_number, a.address, m.name as source_name, o.name as object_name
    from links l
    left join persons o on l.kind = 'account' and o.org_id = l.org_id and o.id = l.object
    left join members m on l.source like 'member:%' and m.org_id = l.org_id and m.handle = substr(l.source, 8)
    left join cases c on l.kind = 'case' and c.org_id = l.org_id and c.id = case when l.subject = $2 then l.object else l.subject end
    left join accounts a on l.kind = 'account' and a.org_id = l.org_id and a.id = l.subject
    where l.org_id = $1 and (l.state <> 'proposed' or a.sharing is null or a.sharing = 'one-person')
      and (l.subject = $2 or l.object = $2 or l.object = $3 or l.subject = any($4::uuid[]))
    order by l.created_at desc limit 50`,
    [tx.org, caseId, person, accounts],
  )
