import { codeOf, fittedTo, wordsFor, type Fact, type Facts, type FactValue } from '../policy/fact.ts'
import { claimedFacts } from '../claim/claimed-facts.ts'
import type { Case } from './case.ts'

/**
 * What policy may know about a case: what people entered, and what its history counts up to.
 * Nothing that a duty writes (owner, rung, deadlines) is among them, and nothing reads a clock,
 * so asking twice gives the same answer.
 */
export function factsAbout(kase: Case, declared: readonly Fact[]): Facts {
  const claimed: Record<string, FactValue> = claimedFacts(kase.claims, kase.facts)
  const known: Record<string, FactValue> = {
    ...kase.facts,
    failures: kase.failures,
    missed: kase.missed,
    refusals: kase.refusals,
    disagreed: kase.disagreed,
    days: kase.days,
    channel: kase.channel,
    public: kase.isPublic,
  }
  return Object.fromEntries(
    declared.map((fact) => {
      const { name, label } = fact
      // What somebody only says says who is looking; where a policy gives such a name to anything else, it says nothing.
      const value =
        label === 'visibility' ? (claimed[name] ?? known[name]) : (proposed(kase, fact) ?? known[name])
      return [name, fittedTo(fact, value ?? null)]
    }),
  )
}

/** The harm that words of danger speak of, while nobody has looked: a danger to safety, where a policy knows that. */
const proposed = ({ danger }: Case, { name, domain }: Fact): FactValue =>
  danger && name === 'harm' && codeOf('safety', domain) !== null ? 'safety' : null

/** The facts that the desk counts up itself: nobody enters them. */
const counted: ReadonlySet<string> = new Set([
  'failures',
  'missed',
  'refusals',
  'disagreed',
  'days',
  'channel',
  'public',
])

/** Whether a person reads this fact out of the complaint and enters it. */
export const isEntered = ({ name, label }: Fact): boolean =>
  !counted.has(name) && (label === 'matter' || label === 'need' || label === 'visibility')

/** What is wrong with facts that somebody gives, in a sentence; nothing where all of them can be entered. */
export function faultInFacts(
  declared: readonly Fact[],
  given: Readonly<Record<string, FactValue>>,
): string | undefined {
  for (const [name, value] of Object.entries(given)) {
    const fact = declared.find((known) => known.name === name && isEntered(known))
    if (!fact) return `"${name}" is not a fact that can be entered.`
    if (value !== null && codeOf(value, fact.domain) === null)
      return `${name}: ${JSON.stringify(value)} is not ${wordsFor(fact.domain)}.`
  }
  return undefined
}

/** Of the facts that were given with an item those that this policy can hold: the chain takes nobody's free text. */
export const enteredOf = (
  declared: readonly Fact[],
  given: Readonly<Record<string, FactValue>>,
): Record<string, FactValue> =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !faultInFacts(declared, { [name]: value })),
  )
