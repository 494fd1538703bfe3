import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** The people who have one of these accounts, by the keys of the accounts. */
export const peopleByKeys = (tx: OrgTx, keys: readonly string[]) =>
  tx.rows<{ person_id: string; address_key: string; kind: string; address: string }>(
    sql`select person_id, address_key, kind, address from accounts
    where org_id = $1 and address_key = any((select $2::text[])::text[])`,
    [tx.org, keys],
  )

/** The people who named one of these in writing as how they are reached; what more than three name is nobody's. */
export async function peopleNaming(tx: OrgTx, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ person_id: string }>(
    sql`select a.person_id from (
      select distinct account_id from account_hints
      where org_id = $1 and key = any((select $2::text[])::text[]) and how in ('signature', 'form') limit 4
    ) h join accounts a on a.org_id = $1 and a.id = h.account_id`,
    [tx.org, keys],
  )
  return rows.length > 3 ? [] : rows.map(({ person_id: person }) => person)
}

/** The people whose name, or last name, begins so, or who have an e-mail address that does. */
export async function peopleLike(
  tx: OrgTx,
  { name, email }: { name: string; email: string },
  limit: number,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`select find_people($1, $2, $3) as id`, [name, email, limit])
  return rows.map(({ id }) => id)
}

export type FoundPerson = {
  id: string
  name: string | null
  addresses: { kind: string; address: string }[]
  cases: FoundCase[]
}

export type FoundCase = {
  id: string
  number: number
  state: 'open' | 'closed'
  subject: string | null
  matter: string[]
  lastContactAt: string
}

/** Some people, with their addresses and their newest cases that were not taken over by another. */
export const peopleWithCases = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<FoundPerson>(
    sql`select p.id, p.name,
      coalesce((select json_agg(json_build_object('kind', a.kind, 'address', a.address) order by a.created_at) from (
        select kind, address, created_at from accounts where org_id = $1 and person_id = p.id order by created_at limit 5
      ) a), '[]') as addresses,
      coalesce((select json_agg(json_build_object('id', c.id, 'number', c.number, 'state', c.state, 'subject', w.subject,
          'matter', coalesce(w.matter, '{}'), 'lastContactAt', c.last_contact_at) order by c.opened_at desc) from (
        select id, number, state, opened_at, fold->>'lastContactAt' as last_contact_at from cases
        where org_id = $1 and person_id = p.id and state <> 'merged' order by opened_at desc limit 20
      ) c left join case_words w on w.org_id = $1 and w.case_id = c.id), '[]') as cases
    from persons p where p.org_id = $1 and p.id = any($2::uuid[]) and p.erased_at is null`,
    [tx.org, ids],
  )
