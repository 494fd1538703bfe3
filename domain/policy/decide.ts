import { askAll } from './ask.ts'
import type { CompiledPolicy } from './compile.ts'
import type { Facts } from './fact.ts'
import type { Answer, Fired } from './line.ts'
import type { Kind } from './table.ts'

declare const of: unique symbol

/** The answers of all tables of one kind. The kinds are different types, so that attention never passes for an outcome. */
export type Answers<K extends Kind> = { readonly [output: string]: Answer } & { readonly [of]?: K }

/** What a policy says about some facts. */
export type Decision = {
  readonly measure: Answers<'measure'>
  readonly attention: Answers<'attention'>
  readonly permission: Answers<'permission'>
  readonly outcome: Answers<'outcome'>
  /** The rows that gave the answers, table by table. */
  readonly fired: readonly Fired[]
  /** The tables that were not asked: they answer only when all facts of their question are given. */
  readonly skipped: readonly string[]
}

/**
 * Asks a policy. A fact that is not given is unknown where the policy allows that; where it does not,
 * or where a value is none that the fact can have, the Refusal names the fact. Facts that the policy does
 * not speak of are left aside. A permission table, or one marked `asked`, is skipped until its facts are given.
 */
export function decide(compiled: CompiledPolicy, facts: Facts): Decision {
  const { lines } = askAll(compiled, facts)
  const { tables } = compiled.policy
  const said: Record<Kind, Record<string, Answer>> = {
    measure: {},
    attention: {},
    permission: {},
    outcome: {},
  }
  tables.forEach(({ kind, gives }, at) =>
    gives.forEach(({ name }, output) => {
      const answer = lines[at]?.answers[output]
      if (answer !== undefined) said[kind][name] = answer
    }),
  )
  return {
    ...said,
    fired: lines.flatMap((line) => line?.fired ?? []),
    skipped: tables.flatMap(({ id }, at) => (lines[at] ? [] : [id])),
  }
}
