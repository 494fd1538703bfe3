import type { Sharing } from '#domain/people/sharing.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type AccountRow = {
  id: string
  person_id: string
  kind: 'email' | 'phone' | 'handle' | 'name'
  network: string
  address: string
  name: string | null
  /** Whose it is, where somebody said so. */
  sharing: Sharing | null
}

/** An account with the name of its person. */
export async function readAccount(tx: OrgTx, id: string): Promise<AccountRow | undefined> {
  const rows = await tx.rows<AccountRow>(
    sql`select a.id, a.person_id, a.kind, a.network, a.address, a.sharing, p.name from accounts a
    left join persons p on p.org_id = a.org_id and p.id = a.person_id
    where a.org_id = $1 and a.id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** An account of a person, under which other names it has written, and how it looks. */
export type OwnAccountRow = AccountRow & { names: string[]; skeleton: string | null }

/** The person's name and accounts; and the shared one by which a case of theirs came, where it did. */
export const accountsOf = (tx: OrgTx, person: string, shared: string | null = null) =>
  tx.rows<OwnAccountRow>(
    sql`select a.id, a.person_id, a.kind, a.network, a.address, a.sharing, a.skeleton, p.name,
      array(select n.name from account_names n where n.org_id = $1 and n.account_id = a.id limit 20) as names
    from accounts a
    left join persons p on p.org_id = a.org_id and p.id = a.person_id
    where a.org_id = $1 and (a.person_id = $2 or (a.id = $3 and coalesce(a.sharing, 'one-person') <> 'one-person'))
    order by a.created_at limit 50`,
    [tx.org, person, shared],
  )

/** Locks people until the transaction ends, in the order of their ids. */
export async function holdPersons(tx: OrgTx, ids: readonly string[]): Promise<void> {
  await tx.rows(
    sql`select 1 from persons where org_id = $1 and id = any($2::uuid[]) order by id for update`,
    [tx.org, ids],
  )
}

/** Makes a person. */
export async function savePerson(
  tx: OrgTx,
  person: { id: string; name: string | null; createdAt: string },
): Promise<void> {
  await tx.rows(sql`insert into persons (org_id, id, name, created_at) values ($1, $2, $3, $4)`, [
    tx.org,
    person.id,
    person.name,
    person.createdAt,
  ])
}

/** Notes the language and the zone of a person where nobody has said them; what a colleague entered stays. */
export function noteTongue(
  tx: OrgTx,
  person: string,
  { language, zone }: { language?: string; zone?: string },
): void {
  tx.write(
    sql`update persons set language = coalesce(language, $3), zone = coalesce(zone, $4)
    where org_id = $1 and id = $2 and erased_at is null
      and ((language is null and $3::text is not null) or (zone is null and $4::text is not null))`,
    [tx.org, person, language ?? null, zone ?? null],
  )
}

export type PersonRow = {
  id: string
  name: string | null
  language: string | null
  zone: string | null
  good_to_know: string | null
  erased_at: Temporal.Instant | null
}

/** A person with what is good to know about them. */
export async function readPerson(tx: OrgTx, id: string): Promise<PersonRow | undefined> {
  const rows = await tx.rows<PersonRow>(
    sql`select id, name, language, zone, good_to_know, erased_at from persons where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** Writes down what is good to know about a person. */
export async function describePerson(
  tx: OrgTx,
  person: {
    id: string
    name: string | null
    language: string | null
    zone: string | null
    goodToKnow: string | null
  },
): Promise<void> {
  await tx.rows(
    sql`update persons set name = $3, language = $4, zone = $5, good_to_know = $6
    where org_id = $1 and id = $2 and erased_at is null`,
    [tx.org, person.id, person.name, person.language, person.zone, person.goodToKnow],
  )
}

export type CaseOfPerson = {
  id: string
  number: number
  subject: string | null
  state: string
  opened_at: Temporal.Instant
}

/** The newest cases of a person but one; merged ones are part of those that took them over. */
export const newestCasesOfPerson = (tx: OrgTx, person: string, but: string, limit: number) =>
  tx.rows<CaseOfPerson>(
    sql`select c.id, c.number, w.subject, c.state, c.opened_at from cases c
    left join case_words w on w.org_id = c.org_id and w.case_id = c.id
    where c.org_id = $1 and c.person_id = $2 and c.id <> $3 and c.state <> 'merged'
    order by c.opened_at desc, c.id desc limit $4`,
    [tx.org, person, but, limit],
  )

/** Gives an account to a person. */
export async function giveAccount(tx: OrgTx, account: string, person: string): Promise<void> {
  await tx.rows(sql`update accounts set person_id = $3 where org_id = $1 and id = $2`, [
    tx.org,
    account,
    person,
  ])
}

/** The cases in which an account alone has written, open or not, and those that a link of it has moved; by their ids. */
export const casesOfAccount = (tx: OrgTx, account: string, link: string) =>
  tx.rows<{ id: string }>(
    sql`with written as (
      select distinct case_id as id from messages where org_id = $1 and account_id = $2 and direction = 'in'
    )
    select id from written w
    where not exists (
      select 1 from messages m
      where m.org_id = $1 and m.case_id = w.id and m.direction = 'in' and m.account_id is distinct from $2
    ) or exists (
      select 1 from events e
      where e.org_id = $1 and e.case_id = w.id and e.type = 'person-changed' and e.data->>'link' = $3
    )
    order by id`,
    [tx.org, account, link],
  )

/** The newest cases in which an account has written, alone or not. */
export async function casesWrittenIn(tx: OrgTx, account: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`select case_id as id from messages where org_id = $1 and account_id = $2 and direction = 'in'
    group by case_id order by max(at) desc limit 200`,
    [tx.org, account],
  )
  return rows.map(({ id }) => id)
}

/** The open cases of a person, by their ids. */
export const openCasesOf = (tx: OrgTx, person: string, limit: number) =>
  tx.rows<{ id: string }>(
    sql`select id from cases where org_id = $1 and person_id = $2 and state = 'open' order by id limit $3`,
    [tx.org, person, limit],
  )

/** The person's cases. */
export const casesOfPerson = (tx: OrgTx, person: string) =>
  tx.rows<{ id: string }>(sql`select id from cases where org_id = $1 and person_id = $2 order by id`, [
    tx.org,
    person,
  ])

/**
 * Deletes a person's words, addresses, keys, files and raw items, and names them in the ledger that a restore applies again.
 * Events stay: they hold none of it, and the salts of the digests that they do hold are gone.
 */
export async function erasePerson(
  tx: OrgTx,
  person: string,
  erased: { by: string; at: string; writers: readonly Buffer[]; cases: readonly string[]; withdrawn: number },
): Promise<void> {
  await tx.rows(
    sql`with mine as (
      select m.id, m.item_id from messages m join cases c on c.org_id = m.org_id and c.id = m.case_id
      where m.org_id = $1 and c.person_id = $2
      union
      select m.id, m.item_id from messages m join accounts a on a.org_id = m.org_id and a.id = m.account_id
      where m.org_id = $1 and a.person_id = $2
    ), human as (
      -- Whose accounts these were before a link, or are to be by one, is the same human being.
      select $2::uuid as id
      union
      select x.person from links l join accounts a on a.org_id = l.org_id and a.id = l.subject
      cross join lateral (values (l.object), (l.before)) x (person)
      where l.org_id = $1 and l.kind = 'account' and l.state = 'confirmed' and a.person_id = $2 and x.person is not null
      union
      -- Known by name only, until a merge made their last case this person's.
      select b.person from cases c join events e on e.org_id = c.org_id and e.case_id = c.id
      cross join lateral (select (e.data->'merge'->>'before')::uuid as person) b
      where c.org_id = $1 and c.person_id = $2 and e.type = 'person-changed' and b.person is not null
        and not exists (select 1 from cases o where o.org_id = $1 and o.person_id = b.person)
    ), others as (
      -- Said by an account that was thought to be theirs, until its link was undone.
      select s.message_id, s.person_id from sealed_words s
      join messages m on m.org_id = s.org_id and m.id = s.message_id
      join accounts a on a.org_id = m.org_id and a.id = m.account_id
      where s.org_id = $1 and s.person_id in (select id from human) and a.person_id not in (select id from human)
        and s.message_id not in (select id from mine)
    ), gone as (
      select id from mine
      union
      select message_id from sealed_words where org_id = $1 and person_id in (select id from human)
        and message_id not in (select message_id from others)
    ), w as (
      delete from message_words where org_id = $1 and message_id in (select id from gone)
    ), sealed as (
      delete from sealed_words where org_id = $1 and message_id in (select id from gone)
    ), locks as (
      -- Under which words of somebody else lie, that key stays.
      delete from person_keys k where org_id = $1 and (
        person_id in (select id from human) and person_id not in (select person_id from others)
        -- The key of somebody erased before, which stayed for these words alone.
        or person_id in (
          select s.person_id from sealed_words s join persons p on p.org_id = s.org_id and p.id = s.person_id
          where s.org_id = $1 and s.message_id in (select id from gone) and p.erased_at is not null
        ) and not exists (
          select 1 from sealed_words s
          where s.org_id = $1 and s.person_id = k.person_id and s.message_id not in (select id from gone)
        )
      )
    ), theirs as (
      select id from rooms where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
      union
      select id from rooms where org_id = $1 and account_id in (select id from accounts where org_id = $1 and person_id = $2)
    ), doors as (
      delete from room_links where org_id = $1 and room_id in (select id from theirs)
    ), visits as (
      delete from room_visits where org_id = $1 and room_id in (select id from theirs)
    ), rooms as (
      delete from rooms where org_id = $1 and id in (select id from theirs)
    ), f as (
      delete from attachments where org_id = $1 and message_id in (select id from mine)
    ), k as (
      delete from thread_keys where org_id = $1 and message_id in (select id from mine)
    ), published as (
      delete from posts where org_id = $1 and message_id in (select id from mine)
    ), b as (
      -- One list of ids, which an index knows; three that are asked beside each other would be held against every item.
      delete from item_bytes where org_id = $1 and item_id in (
        select item_id from mine where item_id is not null
        union select id from items where org_id = $1 and writer = any($5::bytea[])
        union select i.id from items i join cases c on c.org_id = i.org_id and c.id = i.case_id
          where i.org_id = $1 and c.person_id = $2
      )
    ), d as (
      -- A relay's answer may repeat the address.
      update work set because = null where org_id = $1 and message_id in (select id from mine)
    ), n as (
      update persons set name = null, language = null, zone = null, good_to_know = null, erased_at = $4
      where org_id = $1 and id in (select id from human) and id <> $2
    ), c as (
      delete from case_words where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
    ), r as (
      delete from remarks where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
    ), g as (
      -- What is being written about them, and to them.
      delete from drafts where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
    ), u as (
      delete from draft_files where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
    ), sg as (
      delete from signings where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
    ), y as (
      delete from claim_checks where org_id = $1 and claim_id in (select l.id from claims l join cases c on c.org_id = l.org_id and c.id = l.case_id where l.org_id = $1 and c.person_id = $2)
    ), x as (
      delete from claim_codes where org_id = $1 and claim_id in (select l.id from claims l join cases c on c.org_id = l.org_id and c.id = l.case_id where l.org_id = $1 and c.person_id = $2)
    ), cl as (
      delete from claim_links where org_id = $1 and claim_id in (select l.id from claims l join cases c on c.org_id = l.org_id and c.id = l.case_id where l.org_id = $1 and c.person_id = $2)
    ), cs as (
      delete from claim_sign_ins where org_id = $1 and claim_id in (select l.id from claims l join cases c on c.org_id = l.org_id and c.id = l.case_id where l.org_id = $1 and c.person_id = $2)
    ), z as (
      delete from claims where org_id = $1 and case_id in (select id from cases where org_id = $1 and person_id = $2)
    ), o as (
      select id from accounts where org_id = $1 and person_id = $2
    ), h as (
      delete from account_hints where org_id = $1 and (key, account_id) in (
        select key, account_id from account_hints where org_id = $1 and account_id in (select id from o)
        union select key, account_id from account_hints where org_id = $1 and message_id in (select id from mine)
      )
    ), s as (
      delete from account_names where org_id = $1 and account_id in (select id from o)
    ), v as (
      delete from reach_observations where org_id = $1 and account_id in (select id from o)
    ), q as (
      delete from reach_wanted where org_id = $1 and account_id in (select id from o)
    ), t as (
      -- Who called, where they did.
      update calls set caller = null, caller_name = null, caller_key = null where org_id = $1 and caller_key in (
        select address_key from accounts where org_id = $1 and person_id = $2
      )
    ), a as (
      delete from accounts where org_id = $1 and person_id = $2
    ), e as (
      insert into erasures (org_id, person_id, at, by, case_ids, withdrawn) values ($1, $2, $4, $3, $6, $7)
      on conflict do nothing
    )
    update persons set name = null, language = null, zone = null, good_to_know = null, erased_at = $4 where org_id = $1 and id = $2`,
    [tx.org, person, erased.by, erased.at, erased.writers, erased.cases, erased.withdrawn],
  )
}

/** Whether there is such a person, erased or not. */
export async function isPerson(tx: OrgTx, id: string): Promise<boolean> {
  return (await tx.rows(sql`select 1 from persons where org_id = $1 and id = $2`, [tx.org, id])).length > 0
}

/** The keys under which a person's accounts are known. */
export async function keysOfPerson(tx: OrgTx, person: string): Promise<string[]> {
  const rows = await tx.rows<{ address_key: string }>(
    sql`select address_key from accounts where org_id = $1 and person_id = $2 order by address_key`,
    [tx.org, person],
  )
  return rows.map(({ address_key }) => address_key)
}
