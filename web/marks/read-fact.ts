import type { z } from 'zod'
import type { policyInForce } from '#contract/desk.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { locale } from '#web/words/say.ts'
import { readNumber } from './read-number.ts'

/** A fact as the policy in force declares it. */
export type DeclaredFact = z.output<typeof policyInForce.output>['facts'][number]

/** What is wrong with what somebody typed; nothing where it can be entered. */
type FactFault = 'no-number' | 'not-whole' | 'too-little' | 'too-much' | 'too-fine'

/** How what is not known stands in a form. */
export const notKnown = ''

/** What is known of a fact, as a form holds it: a number as it is read there. */
export function writeFact(value: FactValue): string {
  if (typeof value === 'number')
    return value.toLocaleString(locale(), { useGrouping: false, maximumFractionDigits: 20 })
  return value === null ? notKnown : String(value)
}

/** What somebody chose or typed, as the fact's own kind of value; `undefined` where it is none. */
export function readFact(
  { type, number }: DeclaredFact,
  text: string,
  language?: string,
): FactValue | undefined {
  const bare = text.trim()
  if (bare === notKnown) return null
  if (type === 'boolean') return bare === 'true'
  if (type !== 'integer' && type !== 'decimal') return bare
  const written = readNumber(bare, language)
  const most = type === 'integer' ? 0 : (number?.decimals ?? Infinity)
  return written !== null && written.decimals <= most ? written.value : undefined
}

/** Why what somebody typed cannot be entered, so that it is said before the desk has to refuse it. */
export function faultIn(fact: DeclaredFact, text: string): FactFault | undefined {
  const value = readFact(fact, text)
  if (value === undefined)
    return readNumber(text) === null ? 'no-number' : fact.type === 'integer' ? 'not-whole' : 'too-fine'
  if (typeof value !== 'number' || !fact.number) return undefined
  const { least, most } = fact.number
  if (least !== null && value < least) return 'too-little'
  return most !== null && value > most ? 'too-much' : undefined
}
