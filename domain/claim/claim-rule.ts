import type { CompiledPolicy } from '../policy/compile.ts'
import { decide } from '../policy/decide.ts'
import { codeOf, fittedTo, isWait } from '../policy/fact.ts'
import { lowestRung } from '../policy/ladder.ts'
import type { Answer } from '../policy/line.ts'
import { silences, type ClaimKind, type Silence } from './claim.ts'

/** How policy has a claim verified: how, by when, by whom, what holds meanwhile, and what if nobody brings anything. */
export type ClaimRule = {
  /** What an agent is told to begin with: `code`, `sign-in`, `our-records`, `a-colleague`, `their-word`. */
  verifiedBy: string
  verifyWithin: Temporal.Duration
  ifSilent: Silence
  /** The lowest rung whose people may say by themselves that it is so, or not so. A code needs nobody. */
  decidedBy: string
  countsMeanwhile: boolean
  /** How long what was shown is gone by. */
  holdsFor: Temporal.Duration
}

/** What holds where a policy does not say: shown by a code within a quarter of an hour, else set aside; for ninety days. */
const unlessSaid = {
  verifiedBy: 'code',
  verifyWithin: 'PT15M',
  ifSilent: 'set-aside',
  meanwhile: 'attention',
  holdsFor: 'P90D',
} as const

/**
 * What the policy says of a kind of claim, asked by the fact `claim`. A kind that the policy does not know is asked for as
 * `other`. It reads no other fact: how a claim is verified is the same for everybody.
 */
export function claimRule(compiled: CompiledPolicy, kind: ClaimKind): ClaimRule {
  const answers = answersTo(compiled, kind)
  const ifSilent = answers['ifSilent']
  return {
    verifiedBy: textIn(answers['verifiedBy'], unlessSaid.verifiedBy),
    verifyWithin: waitIn(answers['verifyWithin'], unlessSaid.verifyWithin),
    ifSilent: silences.find((known) => known === ifSilent) ?? unlessSaid.ifSilent,
    decidedBy: textIn(answers['decidedBy'], lowestRung(compiled.policy.ladder).id),
    countsMeanwhile: textIn(answers['meanwhile'], unlessSaid.meanwhile) === 'attention',
    holdsFor: waitIn(answers['holdsFor'], unlessSaid.holdsFor),
  }
}

function answersTo(compiled: CompiledPolicy, kind: ClaimKind): Readonly<Record<string, Answer>> {
  const { facts } = compiled.policy
  const fact = facts.find(({ name }) => name === 'claim')
  const asked = [kind, 'other'].find((word) => fact && codeOf(word, fact.domain) !== null)
  if (asked === undefined) return {}
  const unknown = Object.fromEntries(facts.map((each) => [each.name, fittedTo(each, null)]))
  return decide(compiled, { ...unknown, claim: asked }).outcome
}

const textIn = (answer: Answer | undefined, otherwise: string) =>
  typeof answer === 'string' ? answer : otherwise

const waitIn = (answer: Answer | undefined, otherwise: string) => {
  const text = textIn(answer, otherwise)
  return Temporal.Duration.from(isWait(text) ? text : otherwise)
}
