import type { z } from 'zod'
import type { enterAbsence as entering, withdrawAbsence as withdrawing } from '#contract/staffing.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { programsAmongUs } from '#server/store/members.ts'
import {
  absentMember,
  isAwayWithin,
  saveAbsence,
  withdrawAbsence as endAbsence,
} from '#server/store/staffing.ts'
import { once, type Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { memberNamed } from './members.ts'
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
  const { who, standIn = null, note = null, key } = asked
  refuseForOthers(agent, who)
  const from = Temporal.Instant.from(asked.from)
  const until = Temporal.Instant.from(asked.until)
  if (Temporal.Instant.compare(from, until) >= 0)
    throw new Refusal('invalid', 'An absence ends after it begins.')
  if (Temporal.Instant.compare(until, desk.now()) <= 0) throw new Refusal('invalid', 'This absence is over.')
  if (standIn === who) throw new Refusal('invalid', 'Nobody stands in for themselves.')
  const entered = await once(desk, agent.org, { name: 'enter-absence', key, input: asked }, async (tx) => {
    const { name } = await memberNamed(tx, who)
    if (standIn !== null) await refuseProgram(tx, await memberNamed(tx, standIn))
    const stretch = { from: from.toString(), until: until.toString() }
    if (await isAwayWithin(tx, who, stretch))
      throw new Refusal(
        'conflict',
        `${name} is already written down as away then. Take that absence back first.`,
      )
    const id = newId(desk.now())
    const at = desk.now().toString()
    await saveAbsence(tx, { id, member: who, ...stretch, standIn, note, by: agent.handle, at })
    return { id, who, ...stretch, standIn, note }
  })
  desk.policies.lookAgain(agent.org)
  return entered
}

/** Takes an absence back. */
export async function withdrawAbsence(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof withdrawing.input>,
): Promise<z.input<typeof withdrawing.output>> {
  const { absenceId: id, key } = asked
  const done = await once(desk, agent.org, { name: 'withdraw-absence', key, input: asked }, async (tx) => {
    const who = await absentMember(tx, id)
    if (who === undefined) throw new Refusal('not-found', 'There is no such absence, or not any more.')
    refuseForOthers(agent, who)
    await endAbsence(tx, id, desk.now().toString())
    return { id }
  })
  desk.policies.lookAgain(agent.org)
  return done
}

function refuseForOthers(agent: Agent, who: string) {
  if (who !== agent.handle && !staffs(agent))
    throw new Refusal('not-allowed', 'You can say when you are away yourself. A lead can say it for others.')
}

async function refuseProgram(tx: OrgTx, { handle, name }: { handle: string; name: string }) {
  if ((await programsAmongUs(tx)).includes(handle))
    throw new Refusal('invalid', `“${name}” is a program with a token. Only people stand in.`)
}
