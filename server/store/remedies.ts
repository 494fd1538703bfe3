import type { RemedyRules } from '#domain/remedy/caps.ts'
import type { LedgerLine } from '#domain/remedy/ledger.ts'
import type { SavedRemedy } from '#domain/remedy/read-remedy.ts'
import { composedSql } from './composed.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

type AskedRow = { of: string; by: string }

/** Keeps of which case a remedy is told, and who is asked to sign it. */
export function saveRemedy(
  tx: OrgTx,
  { id, caseId, asked }: { id: string; caseId: string; asked: AskedRow | null },
): void {
  tx.write(sql`insert into remedies (org_id, id, case_id, asked_of, sign_by) values ($1, $2, $3, $4, $5)`, [
    tx.org,
    id,
    caseId,
    asked?.of ?? null,
    asked?.by ?? null,
  ])
}

/** Somebody else is asked to sign. */
export const askToSign = (tx: OrgTx, id: string, { of, by }: AskedRow): void =>
  tx.write(sql`update remedies set asked_of = $3, sign_by = $4 where org_id = $1 and id = $2`, [
    tx.org,
    id,
    of,
    by,
  ])

/** Nobody is asked to sign any more. */
export const stopAsking = (tx: OrgTx, id: string): void =>
  tx.write(sql`update remedies set asked_of = null, sign_by = null where org_id = $1 and id = $2`, [
    tx.org,
    id,
  ])

/** The case on which a remedy was proposed. */
export async function caseOfRemedy(tx: OrgTx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ case_id: string }>(
    sql`select case_id from remedies where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.case_id
}

export type WaitingRow = {
  id: string
  case_id: string
  number: number
  subject: string | null
  remedies: SavedRemedy[]
  looked: string[] | null
  asked_of: string
  sign_by: Temporal.Instant
}

/** What waits for a signature, `$3` at most, each with the case that tells of it by now, however long the row of takings is. */
const waiting = (asked: string) => `with recursive waiting as (
    select id, case_id, asked_of, sign_by from remedies where org_id = $1 and ${asked} order by sign_by, id limit $3
  ), told (remedy, id, taker) as (
    select w.id, c.id, c.fold->>'mergedInto' from waiting w join cases c on c.org_id = $1 and c.id = w.case_id
    union all
    select t.remedy, c.id, c.fold->>'mergedInto' from told t join cases c on c.org_id = $1 and c.id = t.taker::uuid
  )`

const remediesAsked =
  composedSql(`${waiting('asked_of is not null and ($2::text[] is null or asked_of = any($2))')}
  select w.id, c.id as case_id, c.number::int as number, s.subject, c.fold->'remedies' as remedies,
    c.fold->'reachOpenedBy' as looked, w.asked_of, w.sign_by
  from waiting w join told t on t.remedy = w.id and t.taker is null
  join cases c on c.org_id = $1 and c.id = t.id
  left join case_words s on s.org_id = $1 and s.case_id = c.id
  order by w.sign_by, w.id`)

/** Remedies that wait for a signature, the one to be decided first on top; of one colleague, or of all. */
export const remediesWaiting = (tx: OrgTx, askedOf: readonly string[] | null, limit: number) =>
  tx.rows<WaitingRow>(remediesAsked, [tx.org, askedOf, limit])

const casesAsked = composedSql(
  `${waiting('asked_of = $2')} select id as case_id from told where taker is null`,
)

/** The cases of remedies that wait for the signature of a colleague. */
export const casesToSign = (tx: OrgTx, askedOf: string, most: number) =>
  tx.rows<{ case_id: string }>(casesAsked, [tx.org, askedOf, most])

/** The words that were written down with some remedies; none after an erasure. */
export const reasonsOf = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<{ id: string; body: string }>(
    sql`select id, body from remarks where org_id = $1 and id = any($2::uuid[])`,
    [tx.org, ids],
  )

/** Adds a line to the ledger. */
export function saveLedgerLine(tx: OrgTx, line: LedgerLine & { id: string; caseId: string }): void {
  tx.write(
    sql`insert into remedy_ledger (org_id, id, case_id, remedy_id, at, entry, sort, what, currency, committed, given, rung,
      authority, signer, policy, rule)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      tx.org,
      line.id,
      line.caseId,
      line.remedy,
      line.at.toString(),
      line.entry,
      line.sort,
      line.what,
      line.currency,
      line.committed,
      line.given,
      line.rung,
      line.authority,
      line.signer,
      line.rule?.policy ?? null,
      line.rule ? `${line.rule.table}/${line.rule.row}` : null,
    ],
  )
}

type RulesRow = RemedyRules & { by: string; at: Temporal.Instant }

/** The caps that hold; none while nobody has decided about them. */
export async function readRemedyRules(tx: OrgTx): Promise<RulesRow | undefined> {
  const rows = await tx.rows<RulesRow>(
    sql`select currency, gesture_month::float8 as "gestureMonth", gesture_member_month::float8 as "gestureMemberMonth",
      gesture_person::float8 as "gesturePerson", gesture_case::float8 as "gestureCase",
      owed_member_month::float8 as "owedMemberMonth", owed_person_alone::float8 as "owedPersonAlone", at, by
    from remedy_rules where org_id = $1 order by at desc, id desc limit 1`,
    [tx.org],
  )
  return rows[0]
}

/** The caps that held at some time since a moment, the newest first. */
export const remedyRulesSince = (tx: OrgTx, since: Temporal.Instant) =>
  tx.rows<RulesRow>(
    sql`select currency, gesture_month::float8 as "gestureMonth", gesture_member_month::float8 as "gestureMemberMonth",
      gesture_person::float8 as "gesturePerson", gesture_case::float8 as "gestureCase",
      owed_member_month::float8 as "owedMemberMonth", owed_person_alone::float8 as "owedPersonAlone", at, by
    from remedy_rules where org_id = $1 and (at > $2 or id = (
      select id from remedy_rules where org_id = $1 and at <= $2 order by at desc, id desc limit 1
    )) order by at desc, id desc limit 1000`,
    [tx.org, since.toString()],
  )

/** Keeps what the caps are from now on; what they were stays written down. */
export async function saveRemedyRules(
  tx: OrgTx,
  rules: RemedyRules & { id: string; at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into remedy_rules (org_id, id, at, by, currency, gesture_month, gesture_member_month, gesture_person, gesture_case,
      owed_member_month, owed_person_alone) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.org,
      rules.id,
      rules.at,
      rules.by,
      rules.currency,
      rules.gestureMonth,
      rules.gestureMemberMonth,
      rules.gesturePerson,
      rules.gestureCase,
      rules.owedMemberMonth,
      rules.owedPersonAlone,
    ],
  )
}

export type SpentRow = {
  scope: 'month' | 'person' | 'authority'
  authority: string | null
  sort: 'entitlement' | 'gesture'
  sum: number
}

/**
 * What has been signed and not taken back: gestures of the month, for a person since a year ago, and by some authorities in the
 * month. What is taken back is taken off where it was signed, so that it frees no other month's budget.
 */
export const spentSoFar = (
  tx: OrgTx,
  about: {
    person: string | null
    authorities: readonly string[]
    currency: string
    month: string
    year: string
  },
) =>
  tx.rows<SpentRow>(
    sql`with signed as (
      select l.authority, l.sort, l.committed from remedy_ledger l
      where l.org_id = $1 and l.at >= $5 and l.currency = $4 and (l.committed >= 0 or exists (
        select 1 from remedy_ledger f where f.org_id = $1 and f.remedy_id = l.remedy_id and f.committed > 0 and f.at >= $5))
    ), persons as (
      select l.sort, l.committed from cases c join remedy_ledger l on l.org_id = $1 and l.case_id = c.id
      where c.org_id = $1 and c.person_id = $2 and l.at >= $6 and l.currency = $4 and (l.committed >= 0 or exists (
        select 1 from remedy_ledger f where f.org_id = $1 and f.remedy_id = l.remedy_id and f.committed > 0 and f.at >= $6))
    )
    select 'month' as scope, null as authority, sort, sum(committed)::float8 as sum from signed where sort = 'gesture' group by sort
    union all
    select 'authority', authority, sort, sum(committed)::float8 from signed where authority = any($3::text[]) group by 2, 3
    union all
    select 'person', null, sort, sum(committed)::float8 from persons group by sort`,
    [tx.org, about.person, about.authorities, about.currency, about.month, about.year],
  )
