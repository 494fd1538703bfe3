import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type PassKind = 'token' | 'session' | 'link'

export type PassHolder = { member: string; name: string; role: string; expires_at: Temporal.Instant | null }

/** Keeps the digest of a token, a session or a sign-in link. */
export async function savePass(
  tx: OrgTx,
  pass: {
    digest: Buffer
    kind: PassKind
    member: string
    role: string
    createdAt: string
    expiresAt: string | null
  },
): Promise<void> {
  await tx.rows(
    sql`insert into passes (org_id, digest, kind, member, role, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.org, pass.digest, pass.kind, pass.member, pass.role, pass.createdAt, pass.expiresAt],
  )
}

/** Who holds a pass that is neither ended nor expired. */
export async function holderOf(
  tx: OrgTx,
  digest: Buffer,
  kinds: readonly PassKind[],
  now: Temporal.Instant,
): Promise<PassHolder | undefined> {
  const rows = await tx.rows<PassHolder>(
    sql`select p.member, m.name, p.role, p.expires_at from passes p
    join members m on m.org_id = p.org_id and m.handle = p.member and m.ended_at is null
    where p.org_id = $1 and p.digest = $2 and p.kind = any($3::text[]) and p.ended_at is null
      and (p.expires_at is null or p.expires_at > $4)`,
    [tx.org, digest, kinds, now.toString()],
  )
  return rows[0]
}

/** Ends a pass. Of two who end a one-time link at once, one is told that it did. */
export async function endPass(tx: OrgTx, digest: Buffer, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.rows<{ digest: Buffer }>(
    sql`update passes set ended_at = $3 where org_id = $1 and digest = $2 and ended_at is null returning digest`,
    [tx.org, digest, now.toString()],
  )
  return rows.length === 1
}

/** Whether anybody has ever signed in. */
export async function hasSessions(tx: OrgTx): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from passes where org_id = $1 and kind = 'session' limit 1`, [
    tx.org,
  ])
  return rows.length > 0
}

export type MemberRow = { handle: string; name: string; role: string }

/** The colleagues who are with us. */
export const allMembers = (tx: OrgTx) =>
  tx.rows<MemberRow>(
    sql`select handle, name, role from members where org_id = $1 and ended_at is null order by name, handle`,
    [tx.org],
  )

/** A colleague, made when not there yet. */
export async function saveMember(tx: OrgTx, member: MemberRow & { createdAt: string }): Promise<void> {
  await tx.rows(
    sql`insert into members (org_id, handle, name, role, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [tx.org, member.handle, member.name, member.role, member.createdAt],
  )
}

/** The answer that this command got before, if its key was used. */
export async function answerOf(tx: OrgTx, key: string) {
  const rows = await tx.rows<{ digest: Buffer; answer: unknown }>(
    sql`select digest, answer from commands where org_id = $1 and key = $2`,
    [tx.org, key],
  )
  return rows[0]
}

/** Remembers what a command was answered. */
export async function rememberAnswer(
  tx: OrgTx,
  command: { key: string; digest: Buffer; answer: unknown; at: string },
): Promise<void> {
  await tx.rows(sql`insert into commands (org_id, key, digest, answer, at) values ($1, $2, $3, $4, $5)`, [
    tx.org,
    command.key,
    command.digest,
    JSON.stringify(command.answer),
    command.at,
  ])
}
