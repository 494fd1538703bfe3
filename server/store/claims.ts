import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type ClaimRow = {
  id: string
  case_id: string
  said: string
  network: string | null
  handle: string | null
  account_key: string | null
  domain: string | null
}

/** Writes down what a customer says, in a row of its own: the event names it by its id and salted digest. */
export async function saveClaimWords(tx: OrgTx, claim: ClaimRow & { salt: Buffer }): Promise<void> {
  const { id, case_id, said, network, handle, account_key, domain, salt } = claim
  await tx.rows(
    sql`insert into claims (org_id, id, case_id, said, network, handle, account_key, domain, salt)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.org, id, case_id, said, network, handle, account_key, domain, salt],
  )
}

/** The words of a claim; none after an erasure. */
export async function readClaimWords(tx: OrgTx, id: string): Promise<ClaimRow | undefined> {
  const rows = await tx.rows<ClaimRow>(
    sql`select id, case_id, said, network, handle, account_key, domain from claims where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]
}

/** The words of some claims. */
export const claimWordsOf = (tx: OrgTx, ids: readonly string[]) =>
  tx.rows<ClaimRow>(
    sql`select id, case_id, said, network, handle, account_key, domain from claims where org_id = $1 and id = any($2::uuid[])`,
    [tx.org, ids],
  )

/** The key of an account that we know to be this person's, by the handle that they name. */
export async function keyOfHandle(
  tx: OrgTx,
  person: string,
  { network, handle }: { network: string; handle: string },
): Promise<string | null> {
  const rows = await tx.rows<{ address_key: string }>(
    sql`select address_key from accounts where org_id = $1 and person_id = $2 and kind = 'handle' and network = $3
      and lower(ltrim(address, '@')) = lower(ltrim($4, '@')) limit 1`,
    [tx.org, person, network, handle],
  )
  return rows[0]?.address_key ?? null
}

/** The account that is known by this key. */
export async function accountWithKey(tx: OrgTx, key: string): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from accounts where org_id = $1 and address_key = $2 limit 1`,
    [tx.org, key],
  )
  return rows[0]?.id
}

/**
 * The claims for which an account was shown to be theirs: by the link that was proposed then, or, where the account was theirs
 * already, by its name on their open cases. The newest twenty.
 */
export const claimsOfAccount = (tx: OrgTx, account: string) =>
  tx.rows<{ id: string; case_id: string }>(
    sql`with linked as (
      select substr(source, 7)::uuid as id from links
      where org_id = $1 and subject = $2 and kind = 'account' and source ~ '^claim:[0-9a-f-]{36}$'
    ), named as (
      select c.id from accounts a
      join cases k on k.org_id = a.org_id and k.person_id = a.person_id and k.state = 'open'
      join claims c on c.org_id = k.org_id and c.case_id = k.id and c.account_key = a.address_key
      where a.org_id = $1 and a.id = $2
    )
    select id, case_id from claims where org_id = $1 and id in (select id from linked union select id from named)
    order by id desc limit 20`,
    [tx.org, account],
  )

/** Keeps the digest of a code. */
export async function saveClaimCode(
  tx: OrgTx,
  code: { id: string; claim: string; digest: Buffer; until: string },
): Promise<void> {
  await tx.rows(
    sql`insert into claim_codes (org_id, id, claim_id, digest, until_at) values ($1, $2, $3, $4, $5)`,
    [tx.org, code.id, code.claim, code.digest, code.until],
  )
}

/** The newest of these codes that was issued and not used: by it a post or message speaks for a claim. */
export async function codeWithDigest(
  tx: OrgTx,
  digests: readonly Buffer[],
): Promise<{ id: string; claim_id: string } | undefined> {
  const rows = await tx.rows<{ id: string; claim_id: string }>(
    sql`select id, claim_id from claim_codes where org_id = $1 and digest = any($2::bytea[]) and used_at is null
    order by until_at desc limit 1`,
    [tx.org, digests],
  )
  return rows[0]
}

/** Uses a code up: false where somebody has already. */
export async function useClaimCode(tx: OrgTx, id: string, at: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update claim_codes set used_at = $3 where org_id = $1 and id = $2 and used_at is null returning id`,
    [tx.org, id, at],
  )
  return rows.length === 1
}

export type NewClaimCheck = {
  id: string
  claim: string
  how: 'code' | 'site'
  code: string | null
  network: string | null
  handle: string | null
  accountKey: string | null
  isPublic: boolean
  at: string
  due: string
}

/** Asks a worker to look at something for a claim. */
export function saveClaimCheck(tx: OrgTx, check: NewClaimCheck): void {
  const { id, claim, how, code, network, handle, accountKey, isPublic, at, due } = check
  tx.write(
    sql`insert into claim_checks (org_id, id, claim_id, how, code_id, network, handle, account_key, is_public, at, due_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [tx.org, id, claim, how, code, network, handle, accountKey, isPublic, at, due],
  )
}

/** Of some claims those whose site somebody has asked to be looked at. */
export async function sitesAsked(tx: OrgTx, claims: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ claim_id: string }>(
    sql`select claim_id from claim_checks where org_id = $1 and claim_id = any($2::uuid[]) and how = 'site'`,
    [tx.org, claims],
  )
  return new Set(rows.map(({ claim_id }) => claim_id))
}

/** What is to be looked at by now, of every organisation; asked as the worker. */
export const claimChecksDue = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from claim_checks where due_at <= $1 order by due_at limit $2`,
    [now.toString(), limit],
  )

export type ClaimCheckRow = {
  id: string
  claim_id: string
  how: 'code' | 'site'
  code_id: string | null
  network: string | null
  handle: string | null
  account_key: string | null
  is_public: boolean
  at: Temporal.Instant
  attempts: number
}

/** Takes what is to be looked at, unless another worker has it, and puts it off until then in case this one dies with it. */
export async function takeClaimCheck(
  tx: OrgTx,
  id: string,
  due: { by: string; again: string },
): Promise<ClaimCheckRow | undefined> {
  const rows = await tx.rows<ClaimCheckRow>(
    sql`update claim_checks set attempts = attempts + 1, due_at = $4
    where org_id = $1 and id = (
      select id from claim_checks where org_id = $1 and id = $2 and due_at <= $3 for update skip locked
    )
    returning id, claim_id, how, code_id, network, handle, account_key, is_public, at, attempts`,
    [tx.org, id, due.by, due.again],
  )
  return rows[0]
}

/** It was looked at. */
export async function dropClaimCheck(tx: OrgTx, id: string): Promise<void> {
  await tx.rows(sql`delete from claim_checks where org_id = $1 and id = $2`, [tx.org, id])
}
