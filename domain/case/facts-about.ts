import { fittedTo, type Fact, type Facts, type FactValue } from '../policy/fact.ts'
import type { Case } from './case.ts'

/**
 * What policy may know about a case: what people entered, and what its history counts up to.
 * Nothing that a duty writes (owner, rung, deadlines) is among them, and nothing reads a clock,
 * so asking twice gives the same answer.
 */
export function factsAbout(kase: Case, declared: readonly Fact[]): Facts {
  const known: Record<string, FactValue> = {
    ...kase.facts,
    failures: kase.failures,
    missed: kase.missed,
    channel: kase.channel,
    public: kase.isPublic,
  }
  return Object.fromEntries(declared.map((fact) => [fact.name, fittedTo(fact, known[fact.name] ?? null)]))
}

/** The facts that the desk counts up itself: nobody enters them. */
export const countedFacts: ReadonlySet<string> = new Set(['failures', 'missed', 'channel', 'public'])
