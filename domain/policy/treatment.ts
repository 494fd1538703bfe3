import { askAll } from './ask.ts'
import type { CompiledPolicy } from './compile.ts'
import { fittedTo, type Facts, type FactValue } from './fact.ts'
import { lowestRung } from './ladder.ts'
import type { Answer } from './line.ts'
import type { Kind } from './table.ts'

/** Something that two policies may treat differently: an output of a table that always answers. */
export type Aspect = { readonly table: string; readonly output: string; readonly kind: Kind }

/** Says how a policy treats a complaint: one answer for each aspect, null where it says nothing of it. */
export type Treats = (known: Facts) => readonly Answer[]

/** The aspects in which two policies can be compared, those of the second first. Questions that are asked now and then are none. */
export function aspectsOf(one: CompiledPolicy, other: CompiledPolicy): Aspect[] {
  const all = [other, one].flatMap(({ policy }) =>
    policy.tables
      .filter(({ asked }) => !asked)
      .flatMap(({ id, kind, gives }) => gives.map(({ name }) => ({ table: id, output: name, kind }))),
  )
  return all.filter(({ output }, at) => all.findIndex((known) => known.output === output) === at)
}

/**
 * Makes a policy ready to treat what was known of past complaints. What it asks and was not recorded then is unknown to it,
 * or has its least value where it may not be unknown.
 */
export function treatsBy(compiled: CompiledPolicy, aspects: readonly Aspect[]): Treats {
  const { policy } = compiled
  const places = aspects.map(({ output }) => placeOf(compiled, output))
  const lowest = lowestRung(policy.ladder).id
  const rungs = aspects.map(({ output }) => output === 'rung')
  return (known) => {
    const { lines } = askAll(compiled, fitted(compiled, known))
    return places.map((place, at) => {
      const answer = place ? (lines[place.table]?.answers[place.output] ?? null) : null
      // Where nothing says which rung, the lowest one has the case.
      return answer === null && rungs[at] === true ? lowest : answer
    })
  }
}

function placeOf({ policy }: CompiledPolicy, name: string): { table: number; output: number } | undefined {
  const table = policy.tables.findIndex(
    ({ asked, gives }) => !asked && gives.some((output) => output.name === name),
  )
  if (table === -1) return undefined
  return { table, output: policy.tables[table]?.gives.findIndex((output) => output.name === name) ?? -1 }
}

function fitted({ policy }: CompiledPolicy, known: Facts): Facts {
  const facts: Record<string, FactValue> = {}
  for (const fact of policy.facts) {
    // What belongs to a question is asked with the question, and never of the past.
    if (fact.label !== null) facts[fact.name] = fittedTo(fact, known[fact.name] ?? null)
  }
  return facts
}

/** The facts of complaints that a policy reads whenever it is asked. */
export function factsRead({ policy }: CompiledPolicy): readonly string[] {
  const read = new Set(policy.tables.filter(({ asked }) => !asked).flatMap(({ reads }) => reads))
  return policy.facts.filter(({ name, label }) => label !== null && read.has(name)).map(({ name }) => name)
}
