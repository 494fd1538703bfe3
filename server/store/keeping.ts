import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type RetentionRow = {
  words_months: number | null
  originals_months: number | null
  set_aside_months: number | null
  changed_at: Temporal.Instant
  changed_by: string
}

/** How long words are kept, if anybody has said. */
export async function readRetention(tx: OrgTx): Promise<RetentionRow | undefined> {
  const rows = await tx.rows<RetentionRow>(
    sql`select words_months, originals_months, set_aside_months, changed_at, changed_by from retention where org_id = $1`,
    [tx.org],
  )
  return rows[0]
}

/** Says how long words are kept. */
export async function saveRetention(
  tx: OrgTx,
  kept: { words: number | null; originals: number | null; setAside: number | null; at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into retention (org_id, words_months, originals_months, set_aside_months, changed_at, changed_by)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (org_id) do update set words_months = excluded.words_months, originals_months = excluded.originals_months,
      set_aside_months = excluded.set_aside_months, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [tx.org, kept.words, kept.originals, kept.setAside, kept.at, kept.by],
  )
}

/** Organisations that have said how long words are kept; asked as the worker. */
export const organisationsWithRetention = (tx: Tx) =>
  tx.rows<{ org_id: string }>(sql`select org_id from retention order by org_id`)

/** Closed cases that nothing happened to since then and that still hold words; none of which a reply is on its way. */
export const casesToForget = (tx: OrgTx, untouchedSince: Temporal.Instant, limit: number) =>
  tx.rows<{ id: string }>(
    sql`select c.id from cases c
    where c.org_id = $1 and c.state = 'closed' and c.words_erased_at is null and c.opened_at < $2
      and not exists (select 1 from events e where e.org_id = $1 and e.case_id = c.id and e.at >= $2)
      and not exists (
        select 1 from work w where w.org_id = $1 and w.case_id = c.id and w.state in ('queued', 'doing', 'in-doubt')
      )
    order by c.opened_at limit $3`,
    [tx.org, untouchedSince.toString(), limit],
  )

/** Whether something happened to one of some cases since then. */
export async function areTouched(
  tx: OrgTx,
  caseIds: readonly string[],
  since: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from events where org_id = $1 and case_id = any($2::uuid[]) and at >= $3 limit 1`,
    [tx.org, caseIds, since.toString()],
  )
  return rows.length > 0
}

/** Deletes the words of a case: messages, files, remarks, drafts, raw items, and with them the salts of their digests. */
export async function forgetWords(tx: OrgTx, caseId: string, at: string): Promise<void> {
  await tx.rows(
    sql`with mine as (
      select id, item_id from messages where org_id = $1 and case_id = $2
    ), i as (
      update items set bytes_erased_at = $3 where org_id = $1 and bytes_erased_at is null
        and (case_id = $2 or id in (select item_id from mine))
    ), b as (
      delete from item_bytes where org_id = $1 and item_id in (
        select id from items where org_id = $1 and case_id = $2
        union all select item_id from mine where item_id is not null
      )
    ), w as (
      delete from message_words where org_id = $1 and message_id in (select id from mine)
    ), sealed as (
      delete from sealed_words where org_id = $1 and message_id in (select id from mine)
    ), theirs as (
      select id from rooms where org_id = $1 and case_id = $2
    ), doors as (
      delete from room_links where org_id = $1 and room_id in (select id from theirs)
    ), visits as (
      delete from room_visits where org_id = $1 and room_id in (select id from theirs)
    ), rooms as (
      delete from rooms where org_id = $1 and id in (select id from theirs)
    ), f as (
      delete from attachments where org_id = $1 and message_id in (select id from mine)
    ), s as (
      delete from case_words where org_id = $1 and case_id = $2
    ), r as (
      delete from remarks where org_id = $1 and case_id = $2
    ), y as (
      delete from claim_checks where org_id = $1 and claim_id in (select id from claims where org_id = $1 and case_id = $2)
    ), x as (
      delete from claim_codes where org_id = $1 and claim_id in (select id from claims where org_id = $1 and case_id = $2)
    ), cl as (
      delete from claim_links where org_id = $1 and claim_id in (select id from claims where org_id = $1 and case_id = $2)
    ), cs as (
      delete from claim_sign_ins where org_id = $1 and claim_id in (select id from claims where org_id = $1 and case_id = $2)
    ), z as (
      delete from claims where org_id = $1 and case_id = $2
    ), g as (
      delete from drafts where org_id = $1 and case_id = $2
    ), u as (
      delete from draft_files where org_id = $1 and case_id = $2
    ), sg as (
      delete from signings where org_id = $1 and case_id = $2
    ), h as (
      delete from account_hints where org_id = $1 and message_id in (select id from mine)
    ), p as (
      delete from posts where org_id = $1 and message_id in (select id from mine)
    )
    update cases set words_erased_at = $3 where org_id = $1 and id = $2`,
    [tx.org, caseId, at],
  )
}

/** Raw items of cases, or those that were set aside. */
type Originals = 'of-cases' | 'set-aside'

/** Deletes the raw bytes of items that came before then, some at a time. Answers how many items were looked at. */
export async function forgetOriginals(
  tx: OrgTx,
  which: Originals,
  before: Temporal.Instant,
  at: string,
  limit: number,
): Promise<number> {
  const rows = await tx.rows(which === 'of-cases' ? forgetThoseOfCases : forgetThoseSetAside, [
    tx.org,
    before.toString(),
    limit,
    at,
  ])
  return rows.length
}

const forgetThoseOfCases = sql`with old as (
    select id from items
    where org_id = $1 and outcome in ('opened', 'joined') and bytes_erased_at is null and received_at < $2
    order by received_at limit $3 for update skip locked
  ), gone as (
    delete from item_bytes where org_id = $1 and item_id in (select id from old)
  )
  update items set bytes_erased_at = $4 where org_id = $1 and id in (select id from old) returning id`

const forgetThoseSetAside = sql`with old as (
    select id from items
    where org_id = $1 and outcome = 'set-aside' and bytes_erased_at is null and received_at < $2
    order by received_at limit $3 for update skip locked
  ), gone as (
    delete from item_bytes where org_id = $1 and item_id in (select id from old)
  )
  update items set bytes_erased_at = $4 where org_id = $1 and id in (select id from old) returning id`

/** How many raw items came before then, counted up to a limit. */
export async function countOriginals(
  tx: OrgTx,
  which: Originals,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const rows = await tx.rows(which === 'of-cases' ? thoseOfCases : thoseSetAside, [
    tx.org,
    before.toString(),
    limit,
  ])
  return rows.length
}

const thoseOfCases = sql`select 1 from items
  where org_id = $1 and outcome in ('opened', 'joined') and bytes_erased_at is null and received_at < $2 limit $3`

const thoseSetAside = sql`select 1 from items
  where org_id = $1 and outcome = 'set-aside' and bytes_erased_at is null and received_at < $2 limit $3`

type FoundPerson = {
  id: string
  name: string | null
  addresses: string[]
  cases: number
  open: { id: string; number: number }[]
}

/** People whose name, or last name, begins so, or who have exactly one of these addresses; at most twenty. */
export const findPersons = (tx: OrgTx, name: string, addressKeys: readonly string[]) =>
  tx.rows<FoundPerson>(
    sql`with found as (
      select find_people($2, '', 20) as id
      union
      select person_id from accounts where org_id = $1 and address_key = any($3::text[])
    )
    select p.id, p.name,
      array(select a.address from accounts a where a.org_id = $1 and a.person_id = p.id order by a.created_at limit 20)
        as addresses,
      (select count(*)::int from cases c where c.org_id = $1 and c.person_id = p.id) as cases,
      coalesce((select json_agg(json_build_object('id', c.id, 'number', c.number) order by c.number) from (
        select id, number from cases where org_id = $1 and person_id = p.id and state = 'open' order by number limit 20
      ) c), '[]') as open
    from found f join persons p on p.org_id = $1 and p.id = f.id
    where p.erased_at is null order by p.name nulls last, p.id limit 20`,
    [tx.org, name, addressKeys],
  )

/** The replies to a person, and on their cases, that wait to be sent. */
export const repliesWaitingFor = (tx: OrgTx, person: string) =>
  tx.rows<{ id: string; case_id: string; message_id: string }>(
    sql`select w.id, w.case_id, w.message_id from work w
    join messages m on m.org_id = w.org_id and m.id = w.message_id
    join cases c on c.org_id = w.org_id and c.id = w.case_id
    left join accounts a on a.org_id = m.org_id and a.id = m.account_id
    where w.org_id = $1 and w.state = 'queued' and (c.person_id = $2 or a.person_id = $2)
    order by w.case_id, w.id`,
    [tx.org, person],
  )

/** Who was erased, the newest first. */
export const newestErasures = (tx: OrgTx, limit: number) =>
  tx.rows<{
    person_id: string
    at: Temporal.Instant
    by: string
    cases: { id: string; number: number }[] | null
    withdrawn: number | null
  }>(
    sql`select e.person_id, e.at, e.by, e.withdrawn,
      case when e.case_ids is not null then
        coalesce((select json_agg(json_build_object('id', c.id, 'number', c.number) order by c.number)
          from cases c where c.org_id = e.org_id and c.id = any(e.case_ids)), '[]')
      end as cases
    from erasures e where e.org_id = $1 order by e.at desc limit $2`,
    [tx.org, limit],
  )

/** People whom the ledger says were erased and who are there all the same: a backup from before brought them back. */
export const erasedButThere = (tx: OrgTx, limit: number) =>
  tx.rows<{ person_id: string; by: string }>(
    sql`select e.person_id, e.by from erasures e join persons p on p.org_id = e.org_id and p.id = e.person_id
    where e.org_id = $1 and p.erased_at is null order by e.at limit $2`,
    [tx.org, limit],
  )
