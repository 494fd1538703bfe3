import { faultInShape, shapeLimits, type OwnPattern, type ShapeFault } from '#domain/guard/own-pattern.ts'
import type { Known } from '#domain/guard/personal-data.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readGuardRules, saveGuardRules, type GuardRules } from '#server/store/guard-rules.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

/** What the guard of replies knows of the company. */
export const showGuard = (desk: Desk, { org }: Agent) => desk.db.withOrg(org, readGuardRules)

/** Keeps what the company says of its own numbers, hashtags and addresses; a pattern that cannot be used is refused. */
export function saveGuard(
  desk: Desk,
  agent: Agent,
  given: GuardRules & { key: string },
): Promise<GuardRules> {
  return once(desk, agent.org, { name: 'saveGuard', key: given.key, input: given }, async (tx) => {
    for (const pattern of given.patterns) refuseFaulty(pattern)
    const rules = {
      patterns: given.patterns,
      hashtags: given.hashtags.map((tag) => tag.replace(/^#/, '')),
      ours: given.ours,
    }
    await saveGuardRules(tx, { ...rules, at: desk.now().toString(), by: agent.handle })
    return rules
  })
}

function refuseFaulty({ name, shape }: OwnPattern) {
  const fault = faultInShape(shape)
  if (fault !== undefined) throw new Refusal('invalid', `${name}: ${faultSentence[fault]}`)
}

/** What of a text is the company's own, for looking at it with the guard. */
export async function knownToGuard(tx: OrgTx): Promise<Known & { hashtags: string[] }> {
  const { patterns, hashtags, ours, addresses } = await readGuardRules(tx)
  return { patterns, hashtags, ours: [...ours, ...addresses] }
}

const faultSentence: Readonly<Record<ShapeFault, string>> = {
  size: `a pattern has between 1 and ${shapeLimits.signs} signs.`,
  'too-short': 'a pattern matches at least four signs.',
  digits: 'a pattern asks for at least two digits, so that no ordinary word matches it.',
  repeats: 'a pattern repeats by ?, {3} or {3,6} only, and once in each place.',
  'too-often': `a pattern repeats a place at most ${shapeLimits.repeats} times.`,
  'choice-repeats': 'a choice in brackets may be left out, and not be repeated.',
  sign: 'a sign that means more than itself needs a backslash before it.',
  class: 'between square brackets stand letters, digits and ranges such as A-Z.',
  choice: 'between round brackets stand words with | between them, such as (AB|CD).',
  'choice-begins': 'no word of a choice may be the beginning of another.',
  'unclear-end': 'it must be clear where each place ends: what follows may not begin with the same signs.',
}
