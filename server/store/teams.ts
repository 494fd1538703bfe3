import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

export type TeamRow = { id: string; name: string; sees: 'all' | 'own'; members: number }

/** The teams, each with how many colleagues it has. */
export const allTeams = (tx: OrgTx) =>
  tx.rows<TeamRow>(
    sql`select t.id, t.name, t.sees,
      (select count(*)::int from members m where m.org_id = t.org_id and t.id = any(m.teams) and m.ended_at is null) as members
    from teams t where t.org_id = $1 order by t.name, t.id limit 500`,
    [tx.org],
  )

export type MemberInTeams = { handle: string; role: string; teams: { id: string; sees: 'all' | 'own' }[] }

/** The colleagues who are in teams, with what these see; one that there is not any more lets see its own. */
export const membersInTeams = (tx: OrgTx) =>
  tx.rows<MemberInTeams>(
    sql`select m.handle, m.role,
      (select json_agg(json_build_object('id', mine.id, 'sees', coalesce(t.sees, 'own')))
        from unnest(m.teams) mine (id) left join teams t on t.org_id = m.org_id and t.id = mine.id) as teams
    from members m where m.org_id = $1 and m.ended_at is null and m.teams <> '{}' order by m.handle limit 2000`,
    [tx.org],
  )

/** The team to which a case belongs. */
export async function teamOfCase(tx: OrgTx, id: string): Promise<string | null> {
  const rows = await tx.rowsOf<{ team: string | null }>(
    id,
    sql`select team from cases where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.team ?? null
}

/** The team to which whatever comes by a connection belongs. */
export async function teamOfConnection(tx: OrgTx, id: string): Promise<string | null> {
  const rows = await tx.rowsOf<{ team: string | null }>(
    id,
    sql`select team from connections where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.team ?? null
}

/** Makes a team, or says anew what it is called and sees. False where another has that name. */
export async function saveTeam(
  tx: OrgTx,
  team: { id: string; name: string; sees: 'all' | 'own'; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into teams (org_id, id, name, sees, created_at)
    select $1, $2, $3, $4, $5 where not exists (
      select 1 from teams where org_id = $1 and lower(name) = lower($3) and id <> $2
    )
    on conflict (org_id, id) do update set name = excluded.name, sees = excluded.sees returning id`,
    [tx.org, team.id, team.name, team.sees, team.at],
  )
  return rows.length === 1
}

/** How many connections are a team's. */
export async function connectionsOfTeam(tx: OrgTx, id: string): Promise<number> {
  const rows = await tx.rows<{ count: number }>(
    sql`select count(*)::int as count from connections where org_id = $1 and team = $2`,
    [tx.org, id],
  )
  return rows[0]?.count ?? 0
}

/** Takes a team away. Its cases stay apart: they are seen by whoever sees all. */
export async function removeTeam(tx: OrgTx, id: string): Promise<void> {
  await tx.rows(sql`delete from teams where org_id = $1 and id = $2`, [tx.org, id])
}

/** Puts exactly these colleagues into a team; those who are not asked about stay where they are. */
export async function setTeamMembers(
  tx: OrgTx,
  id: string,
  handles: readonly string[],
  notAsked: readonly string[],
): Promise<void> {
  await tx.rows(
    sql`update members set teams = case when handle = any($3) then array_append(teams, $2) else array_remove(teams, $2) end
    where org_id = $1 and ended_at is null and (handle = any($3)) <> ($2 = any(teams)) and handle <> all($4)`,
    [tx.org, id, [...handles], [...notAsked]],
  )
}
