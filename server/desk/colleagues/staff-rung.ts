import type { z } from 'zod'
import type { staffRung as contract } from '#contract/staffing.ts'
import { Hours } from '#domain/deadline/hours.ts'
import { holesIn, type Hole } from '#domain/policy/holes.ts'
import type { Rung } from '#domain/policy/ladder.ts'
import { staffedRung, type WrittenStaffing } from '#domain/policy/staffing.ts'
import { Refusal } from '#domain/refusal.ts'
import { roleTitle, worksOnCases } from '#domain/role.ts'
import type { OrgTx } from '#server/store/database.ts'
import { allMembers, programsAmongUs } from '#server/store/members.ts'
import { saveStaffing, staffingVersion } from '#server/store/staffing.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { roleFrom } from '../sign-in/passes.ts'
import { rungsInUse, type RungInUse } from '../policy/rungs-in-use.ts'
import { rungView } from './show-staffing.ts'

type Asked = z.output<typeof contract.input>

/** Changes the hours and the rota of a rung. It counts at once, whatever version of the policy judges a case. */
export async function staffRung(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> {
  const { rung: id, version, zone, hours, rota, anyway, key } = asked
  const kept = await once(desk, agent.org, { name: 'staff-rung', key, input: asked }, async (tx) => {
    const { rung, holidays, keptFor } = rungAmong(await rungsInUse(desk, tx), id)
    const known = await staffingVersion(tx, id)
    if (known !== version) throw new Refusal('conflict', changedMeanwhile(rung), { version: known })
    await refuseStrangers(tx, rung, rota)
    await refusePrograms(tx, rung, rota)
    await refuseIdle(tx, rung, rota)
    const staffed = readStaffed(rung, { zone, hours, rota }, holidays)
    const holes = holesIn(staffed, desk.now())
    if (holes.length > 0 && !anyway) throw holed(staffed, holes)
    const holeBecause = holes.length > 0 && anyway ? anyway.because : null
    const written = { zone, hours, rota }
    const at = desk.now().toString()
    const isSaved = await saveStaffing(tx, {
      rung: id,
      version: version + 1,
      written,
      at,
      by: agent.handle,
      holeBecause,
    })
    if (!isSaved) throw new Refusal('conflict', changedMeanwhile(rung))
    const saved = [{ rung: id, version: version + 1, hole_because: holeBecause }]
    return rungView({ rung: staffed, keptFor }, saved, desk.now())
  })
  desk.policies.lookAgain(agent.org)
  return kept
}

function rungAmong(rungs: readonly RungInUse[], id: string): RungInUse {
  const found = rungs.find(({ rung }) => rung.id === id)
  if (!found)
    throw new Refusal(
      'not-found',
      `There is no rung "${id}". The ladder has ${rungs.map(({ rung }) => rung.id).join(', ')}.`,
    )
  return found
}

const changedMeanwhile = ({ title }: Rung) =>
  `Somebody else has changed ${title} since you looked. Look at it again, then make your change.`

/** Everybody on a rota is with us: a name that nobody has is nobody. */
async function refuseStrangers(tx: OrgTx, { title, climbsTo }: Rung, rota: WrittenStaffing['rota']) {
  const known = new Set((await allMembers(tx)).map(({ handle }) => handle))
  const stranger = rota.find(({ who }) => !known.has(who))
  if (!stranger) return
  throw new Refusal(
    'invalid',
    climbsTo === undefined
      ? `There is no colleague "${stranger.who}" to stand on ${title}. The ladder ends there: it needs somebody by name.`
      : `There is no colleague "${stranger.who}" to stand on ${title}.`,
  )
}

/** Nobody waits for a program: what is newly put on a rota is a person. */
async function refusePrograms(tx: OrgTx, rung: Rung, rota: WrittenStaffing['rota']) {
  const programs = new Set(await programsAmongUs(tx))
  const fresh = rota.find(({ who }) => programs.has(who) && !rung.rota.some((row) => row.who === who))
  if (fresh)
    throw new Refusal(
      'invalid',
      `“${fresh.who}” is a program with a token. Only people stand on ${rung.title}: choose a colleague.`,
    )
}

/** What comes to a rung is a case to be opened: who is newly put there opens cases. */
async function refuseIdle(tx: OrgTx, rung: Rung, rota: WrittenStaffing['rota']) {
  const fresh = new Set(rota.map(({ who }) => who)).difference(new Set(rung.rota.map(({ who }) => who)))
  const idle = (await allMembers(tx)).find(({ handle, role }) => fresh.has(handle) && !worksOnCases(role))
  if (idle)
    throw new Refusal(
      'invalid',
      `${idle.name} is ${roleTitle[roleFrom(idle.role)]} and opens no cases: choose somebody else for ${rung.title}.`,
    )
}

function readStaffed(rung: Rung, written: WrittenStaffing, holidays: readonly string[]): Rung {
  const zone = Hours.shape.zone.safeParse(written.zone)
  if (!zone.success) throw new Refusal('invalid', `zone: ${zone.error.issues[0]?.message ?? ''}`)
  const backward = [...written.hours, ...written.rota].find(({ from, to }) => from >= to)
  if (backward)
    throw new Refusal(
      'invalid',
      `${backward.from} to ${backward.to} ends before it begins. Over midnight, say until 24:00, and from 00:00 on the next day.`,
    )
  return staffedRung(rung, written, holidays)
}

/** What is refused, with the stretches by name. */
function holed({ title, hours }: Rung, holes: readonly Hole[]): Refusal {
  const named = holes.slice(0, 5).map((hole) => `Nobody covers ${title} on ${stretchIn(hours.zone, hole)}.`)
  const more =
    holes.length > named.length ? [`There are ${holes.length - named.length} more such stretches.`] : []
  return new Refusal(
    'conflict',
    [...named, ...more, 'Put somebody there, promise fewer hours, or keep it and say why.'].join(' '),
    { holes: holes.map(({ from, until }) => ({ from: from.toString(), until: until.toString() })) },
  )
}

/** `Thursday 26 November, 12:00–14:00`, by the clock of the rung. */
function stretchIn(zone: string, { from, until }: Hole): string {
  const start = from.toZonedDateTimeISO(zone)
  const end = until.toZonedDateTimeISO(zone)
  const isSameDay = start.toPlainDate().equals(end.toPlainDate())
  const endsAtMidnight =
    end.toPlainDate().equals(start.toPlainDate().add({ days: 1 })) && end.hour + end.minute === 0
  const ends = isSameDay ? clock(end) : endsAtMidnight ? '24:00' : `${day(end)}, ${clock(end)}`
  return `${day(start)}, ${clock(start)}–${ends}`
}

const day = (at: Temporal.ZonedDateTime) =>
  at.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')

const clock = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })
