import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** A link by which somebody may sign in with their network to show that an account is theirs. */
export type ClaimLinkRow = {
  id: string
  claim_id: string
  until_at: Temporal.Instant
  begun: number
  used_at: Temporal.Instant | null
}

/** Keeps a link by its digest. */
export async function saveClaimLink(
  tx: OrgTx,
  link: { id: string; claim: string; digest: Buffer; until: string },
): Promise<void> {
  await tx.rows(
    sql`insert into claim_links (org_id, id, claim_id, digest, until_at) values ($1, $2, $3, $4, $5)`,
    [tx.org, link.id, link.claim, link.digest, link.until],
  )
}

/** Whose link it is, of all organisations; asked as the worker. */
export async function claimLinkOwner(tx: Tx, digest: Buffer): Promise<string | undefined> {
  const rows = await tx.rows<{ org_id: string }>(sql`select org_id from claim_links where digest = $1`, [
    digest,
  ])
  return rows[0]?.org_id
}

/** A link by its digest. */
export async function claimLinkWith(tx: OrgTx, digest: Buffer): Promise<ClaimLinkRow | undefined> {
  const rows = await tx.rows<ClaimLinkRow>(
    sql`select id, claim_id, until_at, begun, used_at from claim_links where org_id = $1 and digest = $2`,
    [tx.org, digest],
  )
  return rows[0]
}

/** Counts a sign-in that begins by a link: false where so many have begun by it already. */
export async function countBegun(tx: OrgTx, id: string, most: number): Promise<boolean> {
  const rows = await tx.rows(
    sql`update claim_links set begun = begun + 1 where org_id = $1 and id = $2 and begun < $3 returning id`,
    [tx.org, id, most],
  )
  return rows.length === 1
}

/** Uses a link up: false where it was before. */
export async function useClaimLink(tx: OrgTx, id: string, at: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`update claim_links set used_at = $3 where org_id = $1 and id = $2 and used_at is null returning id`,
    [tx.org, id, at],
  )
  return rows.length === 1
}

export type SignInRow = {
  id: string
  link_id: string
  claim_id: string
  browser: Buffer
  until_at: Temporal.Instant
  secret: Buffer
  key: Buffer
}

/** Keeps a sign-in that is under way. The one before by the same link, and whatever never came back, is gone with it. */
export async function saveSignIn(
  tx: OrgTx,
  row: Omit<SignInRow, 'until_at'> & { state: Buffer; now: string; until: string },
): Promise<void> {
  const { id, link_id, claim_id, state, browser, now, until, secret, key } = row
  await tx.rows(
    sql`with old as (
      delete from claim_sign_ins where org_id = $1 and (link_id = $3 or until_at < $10)
    )
    insert into claim_sign_ins (org_id, id, link_id, claim_id, state, browser, until_at, secret, key)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.org, id, link_id, claim_id, state, browser, until, secret, key, now],
  )
}

/** Whose sign-in it is, of all organisations, by the digest of its state; asked as the worker. */
export async function signInOwner(tx: Tx, state: Buffer): Promise<string | undefined> {
  const rows = await tx.rows<{ org_id: string }>(sql`select org_id from claim_sign_ins where state = $1`, [
    state,
  ])
  return rows[0]?.org_id
}

/** Takes a sign-in out: whoever brings its state a second time finds none. */
export async function takeSignIn(tx: OrgTx, state: Buffer): Promise<SignInRow | undefined> {
  const rows = await tx.rows<SignInRow>(
    sql`delete from claim_sign_ins where org_id = $1 and state = $2
    returning id, link_id, claim_id, browser, until_at, secret, key`,
    [tx.org, state],
  )
  return rows[0]
}
