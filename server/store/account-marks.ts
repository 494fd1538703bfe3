import type { Sharing } from '#domain/people/sharing.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** By what an account is compared beside its key, and how its handle looks. To be said anew when its address changes. */
export function saveMarks(
  tx: OrgTx,
  account: string,
  marks: { sameKey: string | null; skeleton: string | null },
): void {
  tx.write(sql`update accounts set same_key = $3, skeleton = $4 where org_id = $1 and id = $2`, [
    tx.org,
    account,
    marks.sameKey,
    marks.skeleton,
  ])
}

/** Keeps the name that somebody wrote under from an account, where it is not the name that its person has. */
export function noteName(tx: OrgTx, account: string, name: string, at: string): void {
  tx.write(
    sql`insert into account_names (org_id, account_id, name, at)
    select $1, a.id, $3, $4 from accounts a join persons p on p.org_id = a.org_id and p.id = a.person_id
    where a.org_id = $1 and a.id = $2 and p.name is distinct from $3 and p.erased_at is null
      and (select count(*) from account_names n where n.org_id = $1 and n.account_id = $2) < 20
    on conflict do nothing`,
    [tx.org, account, name, at],
  )
}

/** What a message names that its writer may be reached by, by the key of the account that this is or would be. */
export type Hint = { key: string; how: 'signature' | 'form' | 'words' }

/** Keeps what a message names: whoever writes or calls from there later is perhaps its writer. */
export function saveHints(
  tx: OrgTx,
  hints: readonly Hint[],
  from: { account: string; message: string; at: string },
): void {
  tx.write(
    sql`insert into account_hints (org_id, key, account_id, how, message_id, at)
    select $1, key, $2, how, $3, $4 from unnest($5::text[], $6::text[]) as named (key, how)
    on conflict do nothing`,
    [tx.org, from.account, from.message, from.at, hints.map(({ key }) => key), hints.map(({ how }) => how)],
  )
}

/** Telephone numbers that a person has given in a form and that are no account of theirs, the newest first. */
export const numbersGiven = (tx: OrgTx, person: string) =>
  tx.rows<{ address: string; message_id: string }>(
    sql`select substr(h.key, 8) as address, h.message_id from accounts a
    join account_hints h on h.org_id = $1 and h.account_id = a.id and h.how = 'form' and h.key like 'phone::%'
    where a.org_id = $1 and a.person_id = $2 and not exists (
      select 1 from accounts o where o.org_id = $1 and o.person_id = $2 and h.key in (o.address_key, o.same_key)
    )
    order by h.at desc limit 5`,
    [tx.org, person],
  )

/** Says whose an account is: a family's, an office's, others' who share it, or one person's. */
export async function saveSharing(
  tx: OrgTx,
  account: string,
  said: { sharing: Sharing; by: string; at: string },
): Promise<void> {
  await tx.rows(
    sql`update accounts set sharing = $3, sharing_by = $4, sharing_at = $5 where org_id = $1 and id = $2`,
    [tx.org, account, said.sharing, said.by, said.at],
  )
}
