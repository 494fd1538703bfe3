import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Who looked whom up, by what kind of thing, and from which case. */
type Look = {
  id: string
  at: string
  by: string
  readAs: string
  persons: readonly string[]
  caseId: string | null
}

/**
 * Writes down that somebody looked people up. What they typed is not kept. Whoever calls is on the line: the answer is not kept
 * waiting for the disk, and a machine that loses its power may lose the looks of its last second with it.
 */
export function noteLookup(tx: OrgTx, look: Look): void {
  tx.write(
    sql`with noted as (
      insert into lookups (org_id, id, at, by, read_as, persons, case_id) values ($1, $2, $3, $4, $5, $6, $7)
      on conflict do nothing
    )
    select set_config('synchronous_commit', 'off', true)`,
    [tx.org, look.id, look.at, look.by, look.readAs, look.persons, look.caseId],
  )
}

/** Which looks: at one person, by one colleague, from a moment on and before another; all where nothing is said. */
export type WantedLooks = {
  person: string | null
  by: string | null
  since: Temporal.Instant | null
  until: Temporal.Instant | null
  /** The oldest that is known already. */
  before: string | null
}

export type LookRow = {
  id: string
  at: Temporal.Instant
  by: string
  by_name: string | null
  read_as: string
  case_id: string | null
  case_number: number | null
  persons: { id: string; name: string | null }[]
}

/** The newest looks of those that are wanted. Their ids grow with time. */
export async function newestLooks(tx: OrgTx, wanted: WantedLooks, limit: number): Promise<LookRow[]> {
  const ids = await idsOf(tx, wanted, limit)
  return tx.rows<LookRow>(
    sql`select l.id, l.at, l.by, m.name as by_name, l.read_as, l.case_id, c.number as case_number,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name)) from persons p
        where p.org_id = $1 and p.id = any(l.persons)), '[]') as persons
    from lookups l
    left join members m on m.org_id = $1 and m.handle = l.by
    left join cases c on c.org_id = $1 and c.id = l.case_id
    where l.org_id = $1 and l.id = any((select $2::uuid[])::uuid[]) order by l.id desc`,
    [tx.org, ids.map(({ id }) => id)],
  )
}

/** Each question has an index of its own. */
function idsOf(tx: OrgTx, { person, by, since, until, before }: WantedLooks, limit: number) {
  const from = since ? firstIdAt(since) : leastId
  const end = [until ? firstIdAt(until) : greatestId, before?.toLowerCase() ?? greatestId].toSorted()[0]
  if (person !== null)
    return tx.rows<{ id: string }>(sql`select id from lookups_of($1, $2, $3, $4, $5)`, [
      person,
      by,
      from,
      end,
      limit,
    ])
  if (by !== null)
    return tx.rows<{ id: string }>(
      sql`select id from lookups where org_id = $1 and by = $2 and id >= $3 and id < $4 order by id desc limit $5`,
      [tx.org, by, from, end, limit],
    )
  return tx.rows<{ id: string }>(
    sql`select id from lookups where org_id = $1 and id >= $2 and id < $3 order by id desc limit $4`,
    [tx.org, from, end, limit],
  )
}

const leastId = '00000000-0000-0000-0000-000000000000'
const greatestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Deletes looks from before then, some at a time. Their ids grow with time, and are what the index has. */
export async function forgetLookups(tx: OrgTx, before: Temporal.Instant, limit: number): Promise<number> {
  const rows = await tx.rows(
    sql`delete from lookups where org_id = $1 and id in (
      select id from lookups where org_id = $1 and id < $2 order by id limit $3
    ) returning 1`,
    [tx.org, firstIdAt(before), limit],
  )
  return rows.length
}

/** Not greater than any id that was made at this moment or later (UUID version 7, RFC 9562). */
function firstIdAt(at: Temporal.Instant): string {
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
