import type { z } from 'zod'
import type { policyInForce } from '#contract/desk.ts'
import type { FactValue } from '#domain/policy/fact.ts'

/** A fact as the policy in force declares it. */
export type DeclaredFact = z.output<typeof policyInForce.output>['facts'][number]

/** What is wrong with what somebody typed; nothing where it can be entered. */
type FactFault = 'no-number' | 'not-whole' | 'too-little' | 'too-much' | 'too-fine'

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

/** Why what somebody typed cannot be entered, so that it is said before the desk has to refuse it. */
export function faultIn(fact: DeclaredFact, text: string): FactFault | undefined {
  const value = readFact(fact, text)
  if (value === undefined) return isNumber(text) ? 'not-whole' : 'no-number'
  if (typeof value !== 'number' || !fact.number) return undefined
  const { least, most, decimals } = fact.number
  if (least !== null && value < least) return 'too-little'
  if (most !== null && value > most) return 'too-much'
  return Number(value.toFixed(Math.min(decimals, 100))) === value ? undefined : 'too-fine'
}

const isNumber = (text: string) => Number.isFinite(Number(text.trim().replace(',', '.')))
