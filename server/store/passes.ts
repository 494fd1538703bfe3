import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type PassKind = 'token' | 'session' | 'link'

export type NewPass = {
  digest: Buffer
  kind: PassKind
  member: string
  role: string
  /** What a token is called, what a link is for, or what a session was opened by. */
  name: string | null
  scopes: readonly string[] | null
  createdAt: string
  expiresAt: string | null
  /** From where a session was opened, and by which browser and system. */
  client: { address: string; browser: string | null; system: string | null } | null
  /** Who made a token. */
  madeBy: string | null
}

/** Keeps the digest of a token, a session or a sign-in link; answers the id by which it is listed. */
export async function savePass(tx: OrgTx, pass: NewPass): Promise<string> {
  const rows = await tx.rows<{ id: string }>(
    sql`insert into passes (org_id, digest, kind, member, role, name, scopes, created_at, expires_at, address, browser, system,
      made_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      tx.org,
      pass.digest,
      pass.kind,
      pass.member,
      pass.role,
      pass.name,
      pass.scopes,
      pass.createdAt,
      pass.expiresAt,
      pass.client?.address ?? null,
      pass.client?.browser ?? null,
      pass.client?.system ?? null,
      pass.madeBy,
    ],
  )
  return rows[0]?.id ?? ''
}

export type PassHolder = {
  id: string
  kind: PassKind
  name: string | null
  scopes: string[] | null
  made_by: string | null
  created_at: Temporal.Instant
  last_used_at: Temporal.Instant | null
  member: string
  member_name: string
  role: string
  teams: { id: string; sees: 'all' | 'own' }[]
}

/** Who holds a pass that is neither ended nor expired, nor a session that nobody used since then. It ends the transaction. */
export async function holderOf(
  tx: OrgTx,
  digest: Buffer,
  kinds: readonly PassKind[],
  { now, usedSince }: { now: Temporal.Instant; usedSince: Temporal.Instant },
): Promise<PassHolder | undefined> {
  const rows = await tx.last<PassHolder>(
    sql`select p.id, p.kind, p.name, p.scopes, p.made_by, p.created_at, p.last_used_at, p.member, m.name as member_name, m.role,
      coalesce((
        -- Whoever is in a team that there is not any more sees its cases at most: nobody sees more for it.
        select json_agg(json_build_object('id', mine.id, 'sees', coalesce(t.sees, 'own')))
        from unnest(m.teams) mine (id) left join teams t on t.org_id = m.org_id and t.id = mine.id
      ), '[]') as teams
    from passes p
    join members m on m.org_id = p.org_id and m.handle = p.member and m.ended_at is null
    where p.org_id = $1 and p.digest = $2 and p.kind = any($3::text[]) and p.ended_at is null
      and (p.expires_at is null or p.expires_at > $4)
      and (p.kind <> 'session' or coalesce(p.last_used_at, p.created_at) > $5)`,
    [tx.org, digest, kinds, now.toString(), usedSince.toString()],
  )
  return rows[0]
}

/** Writes down that a pass was used. */
export async function touchPass(tx: OrgTx, id: string, at: string): Promise<void> {
  await tx.rows(sql`update passes set last_used_at = $3 where org_id = $1 and id = $2`, [tx.org, id, at])
}

/** Lets a pass that has not ended last until then. */
export async function prolongPass(tx: OrgTx, id: string, until: Temporal.Instant): Promise<void> {
  await tx.rows(sql`update passes set expires_at = $3 where org_id = $1 and id = $2 and ended_at is null`, [
    tx.org,
    id,
    until.toString(),
  ])
}

/** Ends a pass. Of two who end a one-time link at once, one is told that it did. */
export async function endPass(tx: OrgTx, digest: Buffer, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.rows<{ digest: Buffer }>(
    sql`update passes set ended_at = $3 where org_id = $1 and digest = $2 and ended_at is null returning digest`,
    [tx.org, digest, now.toString()],
  )
  return rows.length === 1
}

/** Ends a pass that was listed: a token, or a session of this colleague. False where there is none. */
export async function endListed(
  tx: OrgTx,
  ended: { id: string; kind: PassKind; member: string | null; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update passes set ended_at = $5 where org_id = $1 and id = $2 and kind = $3 and ended_at is null
      and ($4::text is null or member = $4) returning id`,
    [tx.org, ended.id, ended.kind, ended.member, ended.at],
  )
  return rows.length === 1
}

/** Ends every pass of these kinds that a colleague holds, but for one, and says how many that were. */
export async function endAll(
  tx: OrgTx,
  ended: { member: string; kinds: readonly PassKind[]; but: string | null; at: string },
): Promise<number> {
  const rows = await tx.rows(
    sql`update passes set ended_at = $5 where org_id = $1 and member = $2 and kind = any($3::text[]) and ended_at is null
      and id is distinct from $4::uuid returning id`,
    [tx.org, ended.member, ended.kinds, ended.but, ended.at],
  )
  return rows.length
}

export type SessionRow = {
  id: string
  name: string | null
  created_at: Temporal.Instant
  last_used_at: Temporal.Instant | null
  address: string | null
  browser: string | null
  system: string | null
}

/** The sessions of a colleague that last, the newest first. */
export const sessionsOf = (
  tx: OrgTx,
  member: string,
  { now, usedSince }: { now: Temporal.Instant; usedSince: Temporal.Instant },
) =>
  tx.rows<SessionRow>(
    sql`select id, name, created_at, last_used_at, address, browser, system from passes
    where org_id = $1 and member = $2 and kind = 'session' and ended_at is null and expires_at > $3
      and coalesce(last_used_at, created_at) > $4
    order by created_at desc limit 100`,
    [tx.org, member, now.toString(), usedSince.toString()],
  )

export type TokenRow = {
  id: string
  name: string | null
  member: string
  member_name: string
  role: string
  scopes: string[] | null
  created_at: Temporal.Instant
  last_used_at: Temporal.Instant | null
  expires_at: Temporal.Instant | null
}

/** The tokens that were not ended, the newest first; expired ones among them. */
export const listTokens = (tx: OrgTx, limit: number) =>
  tx.rows<TokenRow>(
    sql`select p.id, p.name, p.member, m.name as member_name, m.role, p.scopes, p.created_at, p.last_used_at, p.expires_at
    from passes p join members m on m.org_id = p.org_id and m.handle = p.member and m.ended_at is null
    where p.org_id = $1 and p.kind = 'token' and p.ended_at is null
    order by p.created_at desc, p.id limit $2`,
    [tx.org, limit],
  )

/** Whether anybody has ever signed in. */
export async function hasSessions(tx: OrgTx): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from passes where org_id = $1 and kind = 'session' limit 1`, [
    tx.org,
  ])
  return rows.length > 0
}
