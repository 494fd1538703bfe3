import type { Hint } from './account-marks.ts'
import type { OrgTx } from './database.ts'
import { rowText } from './row-text.ts'
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
export function proposeLinks(tx: OrgTx, { hints, ...writing }: Writing, ids: readonly string[]): void {
  const named = { names: hints.map(({ key }) => key), hows: hints.map(({ how }) => how) }
  tx.addRow(proposing, rowText({ ...writing, ...named, ids }), 'last')
}

const proposing = sql`with wrote as materialized (
  select * from json_to_recordset($2::json) as w (account uuid, keys text[], names text[], hows text[], message uuid,
    "isNew" boolean, at timestamptz, ids uuid[])
), mine as (
  select m.*, w.keys, w.names, w.hows, w.message, w."isNew" as is_new, w.ids, w.at,
    case m.kind when 'email' then 'address' when 'phone' then 'number' else 'handle' end as word
  from wrote w cross join lateral (
    select id, person_id, kind, network, address, skeleton from accounts
    where org_id = $1 and id = w.account and coalesce(sharing, 'one-person') = 'one-person' offset 0
  ) m
), said as (
  select m.id as mine, m.person_id as my_person, m.is_new, o.* from mine m cross join lateral (
    select b.id as other, b.person_id as their_person, 'desk' as source, 1 as place,
      case m.kind when 'email' then 'same-mailbox' when 'phone' then 'same-telephone' else 'same-handle' end as evidence
    from accounts b
    where m.is_new and b.org_id = $1 and b.id <> m.id and (b.address_key = any(m.keys) or b.same_key = any(m.keys))
      and coalesce(b.sharing, 'one-person') = 'one-person'
    union all
    select b.id, b.person_id, 'message:' || h.message_id, 2, m.word || '-in-' || h.how
    from account_hints h join accounts b on b.org_id = $1 and b.id = h.account_id
    where m.is_new and h.org_id = $1 and h.key = any(m.keys) and coalesce(b.sharing, 'one-person') = 'one-person' and (
      select count(*) from (select 1 from account_hints o where o.org_id = $1 and o.key = h.key limit 4) few
    ) < 4
    union all
    select b.id, b.person_id, 'message:' || m.message::text, 3,
      case b.kind when 'email' then 'address' when 'phone' then 'number' else 'handle' end || '-in-' || named.how
    from unnest(m.names, m.hows) as named (key, how)
    join accounts b on b.org_id = $1 and (b.address_key = named.key or b.same_key = named.key)
    where coalesce(b.sharing, 'one-person') = 'one-person'
    union all
    select b.id, b.person_id, 'desk', 4, 'same-handle' from accounts b
    where m.is_new and m.kind = 'handle' and b.org_id = $1 and b.skeleton = m.skeleton and b.network <> m.network
      and lower(b.address) = lower(m.address) and coalesce(b.sharing, 'one-person') = 'one-person'
    offset 0
  ) o
), pairs as (
  -- Of two that are new at once, the later one may be whom the earlier one is.
  select mine, evidence, source, place, case when is_new then mine else other end as subject,
    case when is_new then their_person else my_person end as object
  from said s where my_person <> their_person
    and not exists (select 1 from wrote w where w.account = s.other and w.account > s.mine and w."isNew" and s.is_new)
), proposed as (
  select distinct on (s.subject, s.object) s.mine, s.subject, s.object, s.evidence, s.source, s.place
  from pairs s join persons p on p.org_id = $1 and p.id = s.object and p.erased_at is null
  where not exists (
    select 1 from links l where l.org_id = $1 and l.kind = 'account' and l.subject = s.subject and l.object = s.object
  )
  order by s.subject, s.object, s.place
), counted as (
  select *, row_number() over (partition by mine order by place, subject, object) as nth from proposed
)
insert into links (org_id, id, kind, subject, object, before, state, evidence, source, created_at)
select $1, m.ids[c.nth], 'account', c.subject, c.object, null, 'proposed', c.evidence, c.source, m.at
from counted c join mine m on m.id = c.mine where c.nth <= cardinality(m.ids)`

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
