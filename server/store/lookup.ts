import type { SavedCase } from '#domain/case/read-case.ts'
import type { Sharing } from '#domain/people/sharing.ts'
import type { Sees } from '#domain/team.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** What is looked for, in the forms in which the desk keeps it; what was not typed is empty. */
export type Wanted = {
  keys: readonly string[]
  /** The last digits of a number that was typed without its country. */
  ending: string
  handle: string
  /** How that handle looks to the eye. */
  skeleton: string
  name: string
  caseNumber: number | null
}

export type FoundRow = {
  person_id: string
  by:
    | 'account'
    | 'number-ending'
    | 'signature'
    | 'words'
    | 'case'
    | 'whole-handle'
    | 'handle'
    | 'look-alike'
    | 'name'
  account_id: string | null
  sharing: Sharing | null
  message_id: string | null
  at: Temporal.Instant | null
}

const each = 8

/**
 * Whom what was typed leads to. Behind a shared account stand all who wrote by it; what more than three people name in their
 * letters leads to none of them.
 */
export const findWanted = (tx: OrgTx, { keys, ending, handle, skeleton, name, caseNumber }: Wanted) =>
  tx.rows<FoundRow>(
    sql`with mine as (
      select id, person_id, sharing from accounts
      where org_id = $1 and (address_key = any((select $2::text[])::text[]) or same_key = any((select $2::text[])::text[]))
      order by created_at limit $7::int
    )
    select person_id, 'account' as by, id as account_id, sharing, null::uuid as message_id, null::timestamptz as at from mine
    union all
    select w.person_id, 'account', m.id, m.sharing, null, null from mine m cross join lateral (
      select distinct c.person_id from (
        select case_id from messages where org_id = $1 and account_id = m.id and direction = 'in' limit 200
      ) wrote join cases c on c.org_id = $1 and c.id = wrote.case_id
      where c.person_id is not null and c.person_id <> m.person_id limit $7::int
    ) w where coalesce(m.sharing, 'one-person') <> 'one-person'
    union all
    select a.person_id, h.how, a.id, a.sharing, h.message_id, h.at from (
      select * from account_hints where org_id = $1 and key = any((select $2::text[])::text[]) limit 4
    ) h join accounts a on a.org_id = $1 and a.id = h.account_id
    where (select count(*) from (
      select 1 from account_hints where org_id = $1 and key = any((select $2::text[])::text[]) limit 4
    ) few) < 4
    union all
    select n.person_id, 'number-ending', null, null, null, null from numbers_ending($3, $7::int) n where $3 <> ''
    union all
    select person_id, case when is_whole then 'whole-handle' else 'handle' end, account_id, null, null, null
    from handles_beginning($4, $7::int) where $4 <> ''
    union all
    select person_id, 'look-alike', id, sharing, null, null from accounts
    where $8 <> '' and org_id = $1 and skeleton = $8 and lower(address) <> lower($4)
    union all
    select id, 'name', null, null, null, null from find_people($5, '', $7::int) as id where $5 <> ''
    union all
    select person_id, 'case', null, null, null, null from cases
    where org_id = $1 and number = $6::bigint and person_id is not null`,
    [tx.org, keys, ending, handle, name, caseNumber, each, skeleton],
  )

export type CardAccount = {
  id: string
  kind: string
  network: string
  address: string
  sharing: Sharing | null
  skeleton: string | null
  names: string[]
}

type CardCaseRow = { id: string; subject: string | null; owner_name: string | null; fold: SavedCase }

export type CardRow = {
  id: string
  name: string | null
  accounts: CardAccount[]
  cases: CardCaseRow[]
  /** Whether they have any case, also one that this colleague may not see. */
  has_cases: boolean
  /** Every open case, also those that this colleague may not see: on which who has looked at their reach. */
  open: { id: string; reachOpenedBy: string[] }[]
  links: { evidence: string; source: string; at: string; account: string }[]
  reach: { account: string; network: string; at: string; figures: unknown }[]
}

/**
 * Some people with what a card tells of each: accounts, the open and the newest cases that a colleague may see, confirmed
 * links, what was counted.
 */
export const cardsOf = (
  tx: OrgTx,
  people: readonly string[],
  { handle, sees }: { handle: string; sees: Sees },
) =>
  tx.rows<CardRow>(
    sql`select p.id, p.name,
      coalesce((select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'network', a.network, 'address', a.address,
          'sharing', a.sharing, 'skeleton', a.skeleton, 'names', array(
            select n.name from account_names n where n.org_id = $1 and n.account_id = a.id limit 20
          )) order by a.created_at) from (
        select * from accounts where org_id = $1 and person_id = p.id order by created_at limit 20
      ) a), '[]') as accounts,
      coalesce((select json_agg(json_build_object('id', c.id, 'subject', w.subject, 'fold', c.fold, 'owner_name', m.name) order by c.state = 'open' desc, c.number desc) from (
        select id, state, number, fold, owner from cases
        where org_id = $1 and person_id = p.id and state <> 'merged'
          and ($4::text[] is null or seen_by = any($4) or owner = $3 or offered_to = $3)
        order by state = 'open' desc, number desc limit 10
      ) c left join case_words w on w.org_id = $1 and w.case_id = c.id
      left join members m on m.org_id = $1 and m.handle = c.owner), '[]') as cases,
      exists (select 1 from cases where org_id = $1 and person_id = p.id and state <> 'merged') as has_cases,
      coalesce((select json_agg(json_build_object('id', c.id, 'reachOpenedBy', coalesce(c.fold->'reachOpenedBy', '[]'))) from (
        select id, fold from cases where org_id = $1 and person_id = p.id and state = 'open' order by id limit 200
      ) c), '[]') as open,
      coalesce((select json_agg(json_build_object('evidence', l.evidence, 'source', l.source, 'at', l.created_at,
          'account', l.subject)) from (
        select * from links where org_id = $1 and object = p.id and kind = 'account' and state = 'confirmed'
        order by created_at limit 10
      ) l), '[]') as links,
      coalesce((select json_agg(json_build_object('account', o.account_id, 'network', o.network, 'at', o.at,
          'figures', o.figures) order by o.at desc) from (
        select r.* from accounts a join reach_observations r on r.org_id = $1 and r.account_id = a.id
        where a.org_id = $1 and a.person_id = p.id and a.kind = 'handle'
        order by r.at desc limit 40
      ) o), '[]') as reach
    from persons p where p.org_id = $1 and p.id = any((select $2::uuid[])::uuid[]) and p.erased_at is null`,
    [tx.org, people, handle, sees && ['', ...sees]],
  )

/** What was promised, in the words of whoever gave it, on some cases. */
export const promisesOn = (tx: OrgTx, cases: readonly string[]) =>
  tx.rows<{ case_id: string; id: string; giver: string; giver_name: string | null; what: string | null }>(
    sql`select e.case_id, e.data->>'id' as id, e.data->>'giver' as giver, m.name as giver_name, r.body as what
    from events e
    left join remarks r on r.org_id = $1 and r.id = (e.data->>'remark')::uuid
    left join members m on m.org_id = $1 and m.handle = e.data->>'giver'
    where e.org_id = $1 and e.case_id = any((select $2::uuid[])::uuid[]) and e.type = 'promise-given'`,
    [tx.org, cases],
  )

/**
 * Writes down that somebody looked people up. What they typed is not kept. Whoever calls is on the line: the answer is not kept
 * waiting for the disk, and a machine that loses its power may lose the looks of its last second with it.
 */
export function noteLookup(
  tx: OrgTx,
  look: { id: string; at: string; by: string; readAs: string; persons: readonly string[] },
): void {
  tx.write(
    sql`with noted as (
      insert into lookups (org_id, id, at, by, read_as, persons) values ($1, $2, $3, $4, $5, $6)
    )
    select set_config('synchronous_commit', 'off', true)`,
    [tx.org, look.id, look.at, look.by, look.readAs, look.persons],
  )
}

/** The newest looks, of one person or of all, before one. Ids grow with time. */
export const newestLookups = (tx: OrgTx, person: string | null, before: string | null, limit: number) =>
  tx.rows<{
    id: string
    at: Temporal.Instant
    by: string
    by_name: string | null
    read_as: string
    persons: { id: string; name: string | null }[]
  }>(
    sql`select l.id, l.at, l.by, m.name as by_name, l.read_as,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name)) from persons p
        where p.org_id = $1 and p.id = any(l.persons)), '[]') as persons
    from lookups l left join members m on m.org_id = $1 and m.handle = l.by
    where l.org_id = $1 and ($2::uuid is null or l.persons @> array[$2::uuid]) and ($3::uuid is null or l.id < $3::uuid)
    order by l.id desc limit $4`,
    [tx.org, person, before, limit],
  )

/** Deletes looks from before then, some at a time. Their ids grow with time, and are what the index has. */
export async function forgetLookups(tx: OrgTx, before: Temporal.Instant, limit: number): Promise<number> {
  const rows = await tx.rows(
    sql`delete from lookups where org_id = $1 and id in (
      select id from lookups where org_id = $1 and id < $2 order by id limit $3
    ) returning 1`,
    [tx.org, firstIdAt(before), limit],
  )
  return rows.length
}

/** Not greater than any id that was made at this moment or later (UUID version 7, RFC 9562). */
function firstIdAt(at: Temporal.Instant): string {
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
