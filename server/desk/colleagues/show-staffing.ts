import { z } from 'zod'
import type { showStaffing as contract } from '#contract/staffing.ts'
import { callOfDanger } from '#domain/notice/call-of-danger.ts'
import { holesIn } from '#domain/policy/holes.ts'
import { withoutThose } from '#domain/policy/not-here-yet.ts'
import { owedAtAnyHour } from '#domain/policy/owed-at-any-hour.ts'
import { onDuty } from '#domain/policy/rota.ts'
import { writtenOf } from '#domain/policy/staffing.ts'
import { membersNotHereYet } from '#server/store/members.ts'
import { readStaffing, type StaffingRows } from '#server/store/staffing.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { rungsInUse, type RungInUse } from '../policy/rungs-in-use.ts'

type RungView = z.input<typeof contract.output>['rungs'][number]

/** Who stands where, as the house has it now. What somebody wrote about an absence is for leads and for themselves. */
export const showStaffing = (desk: Desk, agent: Agent): Promise<z.input<typeof contract.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const now = desk.now()
    const told = Told.parse(JSON.parse(await readStaffing(tx, now)))
    const { policy, holidays, house } = await desk.policies.inForce(tx)
    const rungs = await rungsInUse(desk, tx)
    const notYet = await membersNotHereYet(tx)
    return {
      now: now.toString(),
      rungs: rungs.map(({ rung, keptFor }) =>
        rungView({ rung: withoutThose(rung, notYet), keptFor }, told.staffing, now),
      ),
      notYet,
      absences: told.absences
        .filter(({ until_at }) => Temporal.Instant.compare(until_at, now) > 0)
        .map(({ id, member, from_at, until_at, stand_in, note }) => ({
          id,
          who: member,
          from: Temporal.Instant.from(from_at).toString(),
          until: Temporal.Instant.from(until_at).toString(),
          standIn: stand_in,
          note: staffs(agent) || member === agent.handle ? note : null,
        })),
      owedAtAnyHour: owedAtAnyHour(policy),
      danger: callOfDanger(house, now),
      holidays: [...holidays],
    }
  })

const Told: z.ZodType<Pick<StaffingRows, 'staffing' | 'absences'>> = z.object({
  staffing: z.array(
    z.object({
      rung: z.string(),
      version: z.int(),
      written: z.unknown(),
      since: z.string(),
      hole_because: z.string().nullable(),
    }),
  ),
  absences: z.array(
    z.object({
      id: z.string(),
      member: z.string(),
      from_at: z.string(),
      until_at: z.string(),
      stand_in: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
})

/** A rung as the screens need it. */
export function rungView(
  { rung, keptFor }: Pick<RungInUse, 'rung' | 'keptFor'>,
  staffing: readonly { rung: string; version: number; hole_because: string | null }[],
  now: Temporal.Instant,
): RungView {
  const changed = staffing.find((row) => row.rung === rung.id)
  return {
    id: rung.id,
    title: rung.title,
    version: changed?.version ?? 0,
    ...writtenOf(rung),
    isTop: rung.climbsTo === undefined,
    onDuty: onDuty(rung, now),
    holes: holesIn(rung, now).map(({ from, until }) => ({ from: from.toString(), until: until.toString() })),
    holeBecause: changed?.hole_because ?? null,
    keptFor,
  }
}

/** Those who say who stands where. */
export const staffs = ({ role }: Agent): boolean => role === 'admin' || role === 'lead'
