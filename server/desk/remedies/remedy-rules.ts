import type { z } from 'zod'
import type { saveRemedyRules as saving, showRemedyRules as showing } from '#contract/remedies.ts'
import { rulesUnlessSaid } from '#domain/remedy/caps.ts'
import { newId } from '#server/store/id.ts'
import { readRemedyRules, saveRemedyRules as save } from '#server/store/remedies.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseUnknownHand } from '../colleagues/hands.ts'
import { signingLock } from './judging.ts'
import { namesOf } from '../names.ts'

/** The caps and budgets of remedies that are not policy. */
export const showRemedyRules = (desk: Desk, { org }: Agent): Promise<z.input<typeof showing.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const row = await readRemedyRules(tx)
    if (!row) return { ...rulesUnlessSaid, by: null, at: null }
    const names = await namesOf(tx)
    return { ...row, by: names(row.by), at: row.at.toString() }
  })

/**
 * Changes the caps; what is signed already stays signed. Where a program does it, it is written down as done by whoever made its
 * token.
 */
export function saveRemedyRules(
  desk: Desk,
  agent: Agent,
  given: z.output<typeof saving.input>,
): Promise<Record<string, never>> {
  refuseUnknownHand(agent)
  const { key, ...rules } = given
  const command = { name: 'saveRemedyRules', key, input: given, locks: [signingLock(agent.org)] }
  return once(desk, agent.org, command, async (tx) => {
    const now = desk.now()
    await save(tx, { ...rules, id: newId(now), at: now.toString(), by: agent.hand ?? agent.handle })
    return {}
  })
}
