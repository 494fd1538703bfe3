import type { Hint } from './account-marks.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** A message's writer, as far as links to others are looked for. */
export type Writing = {
  account: string
  /** Its key, and what it is compared by. */
  keys: readonly string[]
  hints: readonly Hint[]
  message: string
  /** What was not known yet is looked for everywhere; of who is known only what this message names. */
  isNew: boolean
  at: string
}

/**
 * Proposes that accounts are one person's, where something speaks for it: the same mailbox or number in another spelling, a
 * way to be reached that one has named and another has, the same handle on another network. A pair that was once proposed,
 * whatever became of it, is not proposed again; nobody is found by an account that is shared, nor by what several people name
 * (that is more likely a number of ours); a name proposes nothing. `ids` are for the links, one for each at most.
 */
export function proposeLinks(tx: OrgTx, writing: Writing, ids: readonly string[]): void {
  const { account, keys, hints, message, isNew, at } = writing
  tx.write(
    sql`with mine as (
      select id, person_id, kind, network, address, skeleton from accounts
      where org_id = $1 and id = $2 and coalesce(sharing, 'one-person') = 'one-person'
    ), said as (
      select m.id as subject, b.person_id as object, 'desk' as source, 1 as place,
        case m.kind when 'email' then 'same-mailbox' when 'phone' then 'same-telephone' else 'same-handle' end as evidence
      from mine m join accounts b on b.org_id = $1 and b.id <> m.id
        and (b.address_key = any((select $3::text[])::text[]) or b.same_key = any((select $3::text[])::text[]))
      where $6 and coalesce(b.sharing, 'one-person') = 'one-person'
      union all
      select m.id, b.person_id, 'message:' || h.message_id, 2, word.kind || '-in-' || h.how
      from mine m cross join lateral (
        select case m.kind when 'email' then 'address' when 'phone' then 'number' else 'handle' end as kind
      ) word
      join account_hints h on h.org_id = $1 and h.key = any((select $3::text[])::text[])
      join accounts b on b.org_id = $1 and b.id = h.account_id
      where $6 and coalesce(b.sharing, 'one-person') = 'one-person' and (
        select count(*) from (select 1 from account_hints o where o.org_id = $1 and o.key = h.key limit 4) few
      ) < 4
      union all
      select case when $6 then m.id else b.id end, case when $6 then b.person_id else m.person_id end,
        'message:' || $7::text, 3,
        case b.kind when 'email' then 'address' when 'phone' then 'number' else 'handle' end || '-in-' || named.how
      from mine m cross join unnest($4::text[], $5::text[]) as named (key, how)
      join accounts b on b.org_id = $1 and (b.address_key = named.key or b.same_key = named.key)
      where coalesce(b.sharing, 'one-person') = 'one-person'
      union all
      select m.id, b.person_id, 'desk', 4, 'same-handle'
      from mine m join accounts b on b.org_id = $1 and b.skeleton = m.skeleton and b.network <> m.network
        and lower(b.address) = lower(m.address)
      where $6 and m.kind = 'handle' and coalesce(b.sharing, 'one-person') = 'one-person'
    ), proposed as (
      select distinct on (s.subject, s.object) s.subject, s.object, s.evidence, s.source, s.place
      from said s join accounts a on a.org_id = $1 and a.id = s.subject
      join persons p on p.org_id = $1 and p.id = s.object and p.erased_at is null
      where a.person_id <> s.object and not exists (
        select 1 from links l where l.org_id = $1 and l.kind = 'account' and l.subject = s.subject and l.object = s.object
      )
      order by s.subject, s.object, s.place
    ), counted as (
      select *, row_number() over (order by place, subject, object) as nth from proposed
    )
    insert into links (org_id, id, kind, subject, object, before, state, evidence, source, created_at)
    select $1, ($8::uuid[])[nth], 'account', subject, object, null, 'proposed', evidence, source, $9::timestamptz
    from counted where nth <= cardinality($8::uuid[])`,
    [
      tx.org,
      account,
      keys,
      hints.map(({ key }) => key),
      hints.map(({ how }) => how),
      isNew,
      message,
      ids,
      at,
    ],
  )
}

/** Whether a link of an account to a person was ever written down, whatever became of it. */
export async function isLinkKnown(tx: OrgTx, account: string, person: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from links where org_id = $1 and kind = 'account' and subject = $2 and object = $3 limit 1`,
    [tx.org, account, person],
  )
  return rows.length > 0
}

/** Whether a link of an account to a person stood and was undone: somebody found that it is not theirs. */
export async function wasUndone(tx: OrgTx, account: string, person: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from links where org_id = $1 and kind = 'account' and subject = $2 and object = $3 and state = 'undone' limit 1`,
    [tx.org, account, person],
  )
  return rows.length > 0
}
