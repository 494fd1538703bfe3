import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type MemberRow = { handle: string; name: string; role: string }

/** The colleagues who are with us. */
export const allMembers = (tx: OrgTx) =>
  tx.rows<MemberRow>(
    sql`select handle, name, role from members where org_id = $1 and ended_at is null order by name, handle`,
    [tx.org],
  )

/** What those are called who have left, the last ones first: what they did is still theirs. */
export const formerMembers = (tx: OrgTx) =>
  tx.rows<{ handle: string; name: string }>(
    sql`select handle, name from members where org_id = $1 and ended_at is not null
    order by ended_at desc, handle limit 2000`,
    [tx.org],
  )

/** A colleague, made when not there yet. */
export async function saveMember(
  tx: OrgTx,
  member: MemberRow & { createdAt: string; email?: string | null; teams?: readonly string[] },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into members (org_id, handle, name, role, created_at, email, teams)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict (org_id, handle) do nothing returning handle`,
    [
      tx.org,
      member.handle,
      member.name,
      member.role,
      member.createdAt,
      member.email ?? null,
      member.teams ?? [],
    ],
  )
  return rows.length === 1
}

export type PersonRow = MemberRow & {
  email: string | null
  teams: string[]
  created_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  has_password: boolean
  has_second_step: boolean
  /** When they last did something while signed in. */
  seen_at: Temporal.Instant | null
  /** Whether they were ever given a token, and never signed in: a program. */
  is_program: boolean
  open: number
}

/** The colleagues with what administering them needs, those who left last; at most so many. */
export const listPeople = (tx: OrgTx, limit: number) =>
  tx.rows<PersonRow>(
    sql`select m.handle, m.name, m.role, m.email, m.teams, m.created_at, m.ended_at,
      c.password is not null as has_password, c.second_step_at is not null as has_second_step, s.seen_at,
      m.email is null and s.seen_at is null and exists (
        select 1 from passes p where p.org_id = m.org_id and p.member = m.handle and p.kind = 'token'
      ) as is_program,
      (select count(*)::int from (
        select 1 from cases k where k.org_id = m.org_id and k.owner = m.handle and k.state = 'open' limit 1001
      ) owned) as open
    from members m
    left join credentials c on c.org_id = m.org_id and c.member = m.handle
    left join lateral (
      select max(coalesce(p.last_used_at, p.created_at)) as seen_at from passes p
      where p.org_id = m.org_id and p.member = m.handle and p.kind = 'session'
    ) s on true
    where m.org_id = $1
    order by m.ended_at is not null, m.name, m.handle limit $2`,
    [tx.org, limit],
  )

/** Those among us who are programs: they were given a token, and nobody ever signed in as them. */
export async function programsAmongUs(tx: OrgTx): Promise<string[]> {
  const rows = await tx.rows<{ handle: string }>(
    sql`select m.handle from members m
    where m.org_id = $1 and m.ended_at is null and m.email is null
      and exists (select 1 from passes p where p.org_id = m.org_id and p.member = m.handle and p.kind = 'token')
      and not exists (select 1 from passes p where p.org_id = m.org_id and p.member = m.handle and p.kind = 'session')
    order by m.handle limit 2000`,
    [tx.org],
  )
  return rows.map(({ handle }) => handle)
}

/** The colleagues who were invited and have never come in: no password, no session, and an invitation. */
export async function membersNotHereYet(tx: OrgTx): Promise<string[]> {
  const rows = await tx.rows<{ handle: string }>(
    sql`select m.handle from members m
    where m.org_id = $1 and m.ended_at is null
      and exists (select 1 from passes p where p.org_id = m.org_id and p.member = m.handle and p.kind = 'link'
        and p.name = 'invitation')
      and not exists (select 1 from passes p where p.org_id = m.org_id and p.member = m.handle and p.kind = 'session')
      and not exists (
        select 1 from credentials c where c.org_id = m.org_id and c.member = m.handle and c.password is not null
      )
    order by m.handle limit 2000`,
    [tx.org],
  )
  return rows.map(({ handle }) => handle)
}

export type KnownMember = MemberRow & { email: string | null; teams: string[] }

/** A colleague who is with us. */
export async function readMember(tx: OrgTx, handle: string): Promise<KnownMember | undefined> {
  const rows = await tx.rows<KnownMember>(
    sql`select handle, name, role, email, teams from members where org_id = $1 and handle = $2 and ended_at is null`,
    [tx.org, handle],
  )
  return rows[0]
}

/** A colleague who is with us, held until the transaction ends. */
export async function holdMember(tx: OrgTx, handle: string): Promise<KnownMember | undefined> {
  const rows = await tx.rows<KnownMember>(
    sql`select handle, name, role, email, teams from members where org_id = $1 and handle = $2 and ended_at is null
    for update`,
    [tx.org, handle],
  )
  return rows[0]
}

/** Whether somebody who is with us has this e-mail, other than this colleague. */
export async function isEmailTaken(tx: OrgTx, email: string, but: string | null): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from members where org_id = $1 and lower(email) = lower($2) and ended_at is null
      and handle is distinct from $3`,
    [tx.org, email, but],
  )
  return rows.length > 0
}

/** Writes down who a colleague is by now. */
export async function changeMember(
  tx: OrgTx,
  { handle, name, role, email, teams }: KnownMember,
): Promise<void> {
  await tx.rows(
    sql`update members set name = $3, role = $4, email = $5, teams = $6 where org_id = $1 and handle = $2`,
    [tx.org, handle, name, role, email, teams],
  )
}

/** Writes down that a colleague has left. */
export async function endMember(tx: OrgTx, handle: string, at: string): Promise<void> {
  await tx.rows(
    sql`update members set ended_at = $3 where org_id = $1 and handle = $2 and ended_at is null`,
    [tx.org, handle, at],
  )
}

/** How many administrators there are who can sign in or hold a pass, held until the transaction ends. */
export async function holdAdministrators(tx: OrgTx): Promise<string[]> {
  const rows = await tx.rows<{ handle: string }>(
    sql`select handle from members where org_id = $1 and role = 'admin' and ended_at is null order by handle for update`,
    [tx.org],
  )
  return rows.map(({ handle }) => handle)
}

export type OwnedCase = { id: string; number: number; subject: string | null }

/** The open cases of an owner, in the order of their ids. */
export const openCasesOf = (tx: OrgTx, owner: string, limit: number) =>
  tx.rows<OwnedCase>(
    sql`select c.id, c.number, w.subject from cases c
    left join case_words w on w.org_id = c.org_id and w.case_id = c.id
    where c.org_id = $1 and c.owner = $2 and c.state = 'open' order by c.id limit $3`,
    [tx.org, owner, limit],
  )

/** Gives what is in quarantine in somebody's care to somebody else. */
export async function giveQuarantined(tx: OrgTx, from: string, to: string): Promise<void> {
  await tx.rows(
    sql`update items set owner = $3 where org_id = $1 and outcome = 'quarantined' and owner = $2`,
    [tx.org, from, to],
  )
}
