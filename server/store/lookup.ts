import type { SavedCase } from '#domain/case/read-case.ts'
import type { Sharing } from '#domain/people/sharing.ts'
import type { Sees } from '#domain/team.ts'
import { composedSql } from './composed.ts'
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
    | 'form'
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
 * letters leads to none of them. Only what was typed is asked, so that each way to ask is planned once a connection.
 */
export async function findWanted(tx: OrgTx, wanted: Wanted): Promise<FoundRow[]> {
  const values: unknown[] = [tx.org]
  const given = (value: unknown) => `$${values.push(value)}`
  const ways = waysTo(wanted, given)
  return ways.length === 0 ? [] : tx.rows<FoundRow>(composedSql(ways.join('\nunion all\n')), values)
}

/** A query for each form in which something was typed. */
function waysTo(wanted: Wanted, given: (value: unknown) => string): string[] {
  const { keys, ending, handle, skeleton, name, caseNumber } = wanted
  return [
    ...(keys.length > 0 ? [byKeys(given(keys))] : []),
    ...(ending === ''
      ? []
      : [
          `select person_id, 'number-ending' as by, ${nobody} from numbers_ending(${given(ending)}, ${each}) where ${asked}`,
        ]),
    ...(handle === '' ? [] : [byHandle(given(handle))]),
    ...(skeleton === '' ? [] : [lookingLike(given(skeleton), given(handle))]),
    ...(name === ''
      ? []
      : [
          `select id as person_id, 'name' as by, ${nobody} from find_people(${given(name)}, '', ${each}) as id where ${asked}`,
        ]),
    ...(caseNumber === null
      ? []
      : [
          `select person_id, 'case' as by, ${nobody} from cases
          where org_id = $1 and number = ${given(caseNumber)}::bigint and person_id is not null`,
        ]),
  ]
}

/** These functions know for whom they are asked. */
const asked = '$1::uuid is not null'

const nobody = `null::uuid as account_id, null::text as sharing, null::uuid as message_id, null::timestamptz as at`

const byKeys = (keys: string) => `(with mine as (
    select id, person_id, sharing from accounts
    where org_id = $1 and (address_key = any((select ${keys}::text[])::text[]) or same_key = any((select ${keys}::text[])::text[]))
    order by created_at limit ${each}
  )
  select person_id, 'account' as by, id as account_id, sharing, null::uuid as message_id, null::timestamptz as at from mine
  union all
  select w.person_id, 'account', m.id, m.sharing, null, null from mine m cross join lateral (
    select distinct c.person_id from (
      select case_id from messages where org_id = $1 and account_id = m.id and direction = 'in' limit 200
    ) wrote join cases c on c.org_id = $1 and c.id = wrote.case_id
    where c.person_id is not null and c.person_id <> m.person_id limit ${each}
  ) w where coalesce(m.sharing, 'one-person') <> 'one-person'
  union all
  select a.person_id, h.how, a.id, a.sharing, h.message_id, h.at from (
    select * from account_hints where org_id = $1 and key = any((select ${keys}::text[])::text[]) limit 4
  ) h join accounts a on a.org_id = $1 and a.id = h.account_id
  where (select count(*) from (
    select 1 from account_hints where org_id = $1 and key = any((select ${keys}::text[])::text[]) limit 4
  ) few) < 4)`

const byHandle = (handle: string) =>
  `select person_id, case when is_whole then 'whole-handle' else 'handle' end as by, account_id,
    null::text as sharing, null::uuid as message_id, null::timestamptz as at
  from handles_beginning(${handle}, ${each}) where ${asked}`

const lookingLike = (skeleton: string, handle: string) =>
  `select person_id, 'look-alike' as by, id as account_id, sharing, null::uuid as message_id, null::timestamptz as at
  from accounts where org_id = $1 and skeleton = ${skeleton} and lower(address) <> lower(${handle})`

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
