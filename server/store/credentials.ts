import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type CredentialsRow = {
  password: string | null
  sealed_secret: Buffer | null
  wrapped_key: Buffer | null
  second_step_at: Temporal.Instant | null
}

/** Where somebody with this e-mail may sign in, the oldest organisation first; as the worker. */
export const whoSignsIn = (tx: Tx, email: string) =>
  tx.rows<{ org_id: string; handle: string }>(sql`select org_id, handle from who_signs_in($1)`, [email])

/** How a colleague signs in; undefined where they never set anything. */
export async function readCredentials(tx: OrgTx, member: string): Promise<CredentialsRow | undefined> {
  const rows = await tx.rows<CredentialsRow>(
    sql`select password, sealed_secret, wrapped_key, second_step_at from credentials where org_id = $1 and member = $2`,
    [tx.org, member],
  )
  return rows[0]
}

/** Keeps the digest of a password. */
export async function savePassword(tx: OrgTx, member: string, password: string, at: string): Promise<void> {
  await tx.rows(
    sql`insert into credentials (org_id, member, password, password_at) values ($1, $2, $3, $4)
    on conflict (org_id, member) do update set password = excluded.password, password_at = excluded.password_at`,
    [tx.org, member, password, at],
  )
}

/** Keeps a password's digest made anew, with no change of the password. */
export async function renewDigest(
  tx: OrgTx,
  member: string,
  { before, after }: { before: string; after: string },
): Promise<void> {
  await tx.rows(
    sql`update credentials set password = $4 where org_id = $1 and member = $2 and password = $3`,
    [tx.org, member, before, after],
  )
}

/** Keeps the secret of a second step that is not in use before a first code from it was given; false where one is in use. */
export async function beginSecondStep(
  tx: OrgTx,
  member: string,
  sealed: { secret: Buffer; key: Buffer },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into credentials (org_id, member, sealed_secret, wrapped_key) values ($1, $2, $3, $4)
    on conflict (org_id, member) do update set sealed_secret = excluded.sealed_secret,
      wrapped_key = excluded.wrapped_key, newest_step = 0
    where credentials.second_step_at is null returning member`,
    [tx.org, member, sealed.secret, sealed.key],
  )
  return rows.length === 1
}

/** Takes the code of a step of time once, also when two give it at the same moment: only newer ones are taken after it. */
export async function takeStep(tx: OrgTx, member: string, step: number): Promise<boolean> {
  const rows = await tx.rows(
    sql`update credentials set newest_step = $3 where org_id = $1 and member = $2 and newest_step < $3 returning member`,
    [tx.org, member, step],
  )
  return rows.length === 1
}

/** Turns the second step on, with new recovery codes. */
export async function turnSecondStepOn(
  tx: OrgTx,
  member: string,
  codes: readonly Buffer[],
  at: string,
): Promise<void> {
  await tx.rows(sql`delete from recovery_codes where org_id = $1 and member = $2`, [tx.org, member])
  await tx.rows(sql`insert into recovery_codes (org_id, member, digest) select $1, $2, unnest($3::bytea[])`, [
    tx.org,
    member,
    codes,
  ])
  await tx.rows(sql`update credentials set second_step_at = $3 where org_id = $1 and member = $2`, [
    tx.org,
    member,
    at,
  ])
}

/** Turns the second step off: secret and recovery codes are gone. */
export async function turnSecondStepOff(tx: OrgTx, member: string): Promise<void> {
  await tx.rows(sql`delete from recovery_codes where org_id = $1 and member = $2`, [tx.org, member])
  await tx.rows(
    sql`update credentials set second_step_at = null, sealed_secret = null, wrapped_key = null, newest_step = 0
    where org_id = $1 and member = $2`,
    [tx.org, member],
  )
}

/** Uses a recovery code up: once, also when two use it at the same moment. */
export async function spendRecoveryCode(
  tx: OrgTx,
  member: string,
  digest: Buffer,
  at: string,
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update recovery_codes set used_at = $4 where org_id = $1 and member = $2 and digest = $3 and used_at is null
    returning member`,
    [tx.org, member, digest, at],
  )
  return rows.length === 1
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(tx: OrgTx, member: string): Promise<number> {
  const rows = await tx.rows<{ left: number }>(
    sql`select count(*)::int as left from recovery_codes where org_id = $1 and member = $2 and used_at is null`,
    [tx.org, member],
  )
  return rows[0]?.left ?? 0
}
