import type { z } from 'zod'
import type {
  changeAbsence as changing,
  enterAbsence as entering,
  withdrawAbsence as withdrawing,
} from '#contract/staffing.ts'
import { Refusal } from '#domain/refusal.ts'
import { roleTitle, worksOnCases } from '#domain/role.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import type { KnownMember } from '#server/store/members.ts'
import {
  absentMember,
  isAwayWithin,
  saveAbsence,
  withdrawAbsence as endAbsence,
} from '#server/store/staffing.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { isProgram, memberNamed } from './members.ts'
import { roleFrom } from '../sign-in/passes.ts'
import { staffs } from './show-staffing.ts'

/**
 * Writes down that somebody is away. What is new goes to whoever stands in, or to others who are there; what was
 * offered before stays offered, and climbs when nobody answers it.
 */
export async function enterAbsence(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof entering.input>,
): Promise<z.input<typeof entering.output>> {
  const { who, key } = asked
  refuseForOthers(agent, who)
  const entered = await once(desk, agent.org, { name: 'enter-absence', key, input: asked }, (tx) =>
    writeAbsence(desk, tx, agent, who, asked),
  )
  desk.policies.lookAgain(agent.org)
  return entered
}

/** Says an absence anew: what was written down is taken back, and what is said now counts instead. */
export async function changeAbsence(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof changing.input>,
): Promise<z.input<typeof changing.output>> {
  const { absenceId, key } = asked
  const changed = await once(desk, agent.org, { name: 'change-absence', key, input: asked }, async (tx) => {
    const who = await whoIsAway(tx, agent, absenceId)
    await endAbsence(tx, absenceId, desk.now().toString())
    return writeAbsence(desk, tx, agent, who, asked)
  })
  desk.policies.lookAgain(agent.org)
  return changed
}

type Away = Omit<z.output<typeof changing.input>, 'absenceId' | 'key'>

async function writeAbsence(desk: Desk, tx: OrgTx, agent: Agent, who: string, said: Away) {
  const { standIn = null, note = null } = said
  const stretch = readStretch(desk, said)
  const { name } = await memberNamed(tx, who)
  if (standIn === who) throw new Refusal('invalid', 'Nobody stands in for themselves.')
  if (standIn !== null) await refuseIdle(tx, await memberNamed(tx, standIn))
  if (await isAwayWithin(tx, who, stretch))
    throw new Refusal(
      'conflict',
      `${name} is already written down as away then. Change that absence instead.`,
    )
  const id = newId(desk.now())
  const at = desk.now().toString()
  await saveAbsence(tx, { id, member: who, ...stretch, standIn, note, by: agent.handle, at })
  return { id, who, ...stretch, standIn, note }
}

function readStretch(desk: Desk, said: { from: string; until: string }) {
  const from = Temporal.Instant.from(said.from)
  const until = Temporal.Instant.from(said.until)
  if (Temporal.Instant.compare(from, until) >= 0)
    throw new Refusal('invalid', 'An absence ends after it begins.')
  if (Temporal.Instant.compare(until, desk.now()) <= 0) throw new Refusal('invalid', 'This absence is over.')
  return { from: from.toString(), until: until.toString() }
}

/** Takes an absence back. */
export async function withdrawAbsence(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof withdrawing.input>,
): Promise<z.input<typeof withdrawing.output>> {
  const { absenceId: id, key } = asked
  const done = await once(desk, agent.org, { name: 'withdraw-absence', key, input: asked }, async (tx) => {
    await whoIsAway(tx, agent, id)
    await endAbsence(tx, id, desk.now().toString())
    return { id }
  })
  desk.policies.lookAgain(agent.org)
  return done
}

/** Whose absence it is; refused where it is not for this colleague to say. */
async function whoIsAway(tx: OrgTx, agent: Agent, absenceId: string): Promise<string> {
  const who = await absentMember(tx, absenceId)
  if (who === undefined) throw new Refusal('not-found', 'There is no such absence, or not any more.')
  refuseForOthers(agent, who)
  return who
}

function refuseForOthers(agent: Agent, who: string) {
  if (who !== agent.handle && !staffs(agent))
    throw new Refusal('not-allowed', 'You can say when you are away yourself. A lead can say it for others.')
}

/** What is new goes to whoever stands in: they have to open cases. */
async function refuseIdle(tx: OrgTx, { handle, name, role }: KnownMember) {
  if (!worksOnCases(role))
    throw new Refusal(
      'invalid',
      `${name} is ${roleTitle[roleFrom(role)]} and opens no cases: choose somebody else to stand in.`,
    )
  if (await isProgram(tx, handle))
    throw new Refusal('invalid', `“${name}” is a program with a token. Only people stand in.`)
}
