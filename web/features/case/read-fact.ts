import type { z } from 'zod'
import type { policyInForce } from '#contract/desk.ts'
import type { FactValue } from '#domain/policy/fact.ts'

/** A fact as the policy in force declares it. */
export type DeclaredFact = z.output<typeof policyInForce.output>['facts'][number]

/** How what is not known stands in a form. */
export const notKnown = ''

/** What is known of a fact, as a form holds it. */
export const writeFact = (value: FactValue): string => (value === null ? notKnown : String(value))

/** What somebody chose or typed, as the fact's own kind of value; `undefined` where it is none. */
export function readFact({ type }: DeclaredFact, text: string): FactValue | undefined {
  const bare = text.trim()
  if (bare === notKnown) return null
  if (type === 'boolean') return bare === 'true'
  if (type !== 'integer' && type !== 'decimal') return bare
  const number = Number(bare.replace(',', '.'))
  return Number.isFinite(number) && (type === 'decimal' || Number.isInteger(number)) ? number : undefined
}
