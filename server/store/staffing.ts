import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

type StaffingRow = {
  rung: string
  version: number
  written: unknown
  since: string
  hole_because: string | null
}

type AbsenceRow = {
  id: string
  member: string
  from_at: string
  until_at: string
  stand_in: string | null
  note: string | null
}

type HolidayRow = { day: string; version: number; is_kept: boolean; name: string | null }

/**
 * Who stands where: each rung's newest staffing, the absences that count or will, who has left us, and what was last said
 * of each day that is or was a holiday.
 */
export type StaffingRows = {
  staffing: StaffingRow[]
  absences: AbsenceRow[]
  left: { member: string; at: string }[]
  holidays: HolidayRow[]
}

/** How a rung may be staffed by hundreds: no more absences than these count at a time. */
const most = 2000

/**
 * Who stands where, as one text: the same text means that nothing has changed. Absences that have ended count for a
 * month more, because whoever stood in still answers what was offered to them.
 */
export async function readStaffing(tx: OrgTx, now: Temporal.Instant): Promise<string> {
  const rows = await tx.rows<{ text: string }>(
    sql`select json_build_object(
      'staffing', coalesce((select json_agg(s order by s.rung) from (
        select distinct on (rung) rung, version, written, since, hole_because from staffing
        where org_id = $1 order by rung, version desc limit 100
      ) s), '[]'),
      'absences', coalesce((select json_agg(a) from (
        select id, member, from_at, until_at, stand_in, note from absences
        where org_id = $1 and withdrawn_at is null and until_at > $2::timestamptz - interval '30 days'
        order by until_at, member, id limit $3
      ) a), '[]'),
      'left', coalesce((select json_agg(l) from (
        select handle as member, ended_at as at from members
        where org_id = $1 and ended_at is not null order by handle limit $3
      ) l), '[]'),
      'holidays', coalesce((select json_agg(h order by h.day) from (
        select distinct on (day) day, version, is_kept, name from holidays
        where org_id = $1 order by day, version desc limit $3
      ) h), '[]')
    )::text as text`,
    [tx.org, now.toString(), most],
  )
  return rows[0]?.text ?? ''
}

/** The rungs on which the house has ever put people beside its policy. */
export async function rungsStaffed(tx: OrgTx): Promise<string[]> {
  const rows = await tx.rows<{ rung: string }>(
    sql`select distinct rung from staffing where org_id = $1 order by rung limit 100`,
    [tx.org],
  )
  return rows.map(({ rung }) => rung)
}

/** Writes down how a rung is staffed from now on, as the next version after the one that its author saw. */
export async function saveStaffing(
  tx: OrgTx,
  made: {
    rung: string
    version: number
    written: unknown
    at: string
    by: string
    holeBecause: string | null
  },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into staffing (org_id, rung, version, written, since, by, hole_because)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
    [tx.org, made.rung, made.version, JSON.stringify(made.written), made.at, made.by, made.holeBecause],
  )
  return rows.length === 1
}

/** The number of the newest staffing of a rung; 0 while its policy says who stands there. */
export async function staffingVersion(tx: OrgTx, rung: string): Promise<number> {
  const rows = await tx.rows<{ version: number }>(
    sql`select version from staffing where org_id = $1 and rung = $2 order by version desc limit 1`,
    [tx.org, rung],
  )
  return rows[0]?.version ?? 0
}

/** What was last said of a day: whether it is a holiday, and how often it was said; undefined where nobody has said anything. */
export async function saidOfDay(tx: OrgTx, day: string): Promise<HolidayRow | undefined> {
  const rows = await tx.rows<HolidayRow>(
    sql`select day::text, version, is_kept, name from holidays
    where org_id = $1 and day = $2 order by version desc limit 1`,
    [tx.org, day],
  )
  return rows[0]
}

/** Writes down what the house says of a day, after what it has said before; false when somebody was faster. */
export async function saveHoliday(
  tx: OrgTx,
  made: { day: string; version: number; isKept: boolean; name: string | null; at: string; by: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`insert into holidays (org_id, day, version, is_kept, name, since, by)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
    [tx.org, made.day, made.version, made.isKept, made.name, made.at, made.by],
  )
  return rows.length === 1
}

/** Writes an absence down. */
export async function saveAbsence(
  tx: OrgTx,
  made: {
    id: string
    member: string
    from: string
    until: string
    standIn: string | null
    note: string | null
    by: string
    at: string
  },
): Promise<void> {
  await tx.rows(
    sql`insert into absences (org_id, id, member, from_at, until_at, stand_in, note, by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.org, made.id, made.member, made.from, made.until, made.standIn, made.note, made.by, made.at],
  )
}

/** Whether somebody is written down as away at any moment of a stretch. */
export async function isAwayWithin(
  tx: OrgTx,
  member: string,
  { from, until }: { from: string; until: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from absences where org_id = $1 and member = $2 and withdrawn_at is null
    and from_at < $4 and until_at > $3 limit 1`,
    [tx.org, member, from, until],
  )
  return rows.length > 0
}

/** Whose absence it is, if it stands. */
export async function absentMember(tx: OrgTx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ member: string }>(
    sql`select member from absences where org_id = $1 and id = $2 and withdrawn_at is null`,
    [tx.org, id],
  )
  return rows[0]?.member
}

/** Takes an absence back. */
export async function withdrawAbsence(tx: OrgTx, id: string, now: string): Promise<void> {
  await tx.rows(
    sql`update absences set withdrawn_at = $3 where org_id = $1 and id = $2 and withdrawn_at is null`,
    [tx.org, id, now],
  )
}
