import { decimalsOf } from './money.ts'
import { committed, type Remedy, type Signed, type Sort } from './remedy.ts'
import { roundlyAEuro } from './roundly-a-euro.ts'

/**
 * How far remedies go beyond what policy says, in the smallest unit of the currency; null where nothing bounds them. Gestures
 * end at their caps. What is owed is never kept from anybody by one: its caps only say when somebody else has to sign.
 */
export type RemedyRules = {
  currency: string
  /** All gestures of a calendar month. */
  gestureMonth: number | null
  /** Gestures signed by the authority of one colleague in a calendar month. */
  gestureMemberMonth: number | null
  /** Gestures for one person in 365 days. */
  gesturePerson: number | null
  /** Gestures on one case. */
  gestureCase: number | null
  /** What one colleague signs in a calendar month of what is owed; the rest is signed by others. */
  owedMemberMonth: number | null
  /** What one person is owed and given in 365 days, above which a second colleague signs. */
  owedPersonAlone: number | null
}

/**
 * What holds in a currency until somebody has decided: small gestures, from a small budget, and nothing in the way of what is
 * owed. About a thousand euros a month, in round figures of that currency.
 */
export function rulesToBegin(currency: string): RemedyRules {
  const euro = roundlyAEuro(currency) * 10 ** decimalsOf(currency)
  return {
    currency,
    gestureMonth: 1000 * euro,
    gestureMemberMonth: 200 * euro,
    gesturePerson: 100 * euro,
    gestureCase: 50 * euro,
    owedMemberMonth: null,
    owedPersonAlone: null,
  }
}

/** What holds where nobody has said a currency either. */
export const rulesUnlessSaid: RemedyRules = rulesToBegin('EUR')

/** Of two sets of caps the lower ones, in the currency of the first. */
export function lowerCaps(one: RemedyRules, other: RemedyRules): RemedyRules {
  const lower = (cap: Exclude<keyof RemedyRules, 'currency'>) => {
    const least = Math.min(one[cap] ?? Infinity, other[cap] ?? Infinity)
    return least === Infinity ? null : least
  }
  return {
    currency: one.currency,
    gestureMonth: lower('gestureMonth'),
    gestureMemberMonth: lower('gestureMemberMonth'),
    gesturePerson: lower('gesturePerson'),
    gestureCase: lower('gestureCase'),
    owedMemberMonth: lower('owedMemberMonth'),
    owedPersonAlone: lower('owedPersonAlone'),
  }
}

/** What has been signed beside this case, in the currency of the rules and not taken back. */
export type Spent = {
  /** Gestures of this month. */
  month: number
  /** For this person in the last 365 days, this case among them. */
  person: Readonly<Record<Sort, number>>
  /** In this month by the authority of each colleague. */
  byAuthority: Readonly<Record<string, Readonly<Record<Sort, number>>>>
}

/** A cap that something would go beyond, and how much is left below it. */
export type Over = {
  cap: 'gesture-case' | 'gesture-person' | 'gesture-month' | 'member-month'
  left: number
}

/** The first cap that a gesture would go beyond, whoever signs it. */
export function overGestures(
  weighs: number,
  remedies: readonly Remedy[],
  rules: RemedyRules,
  spent: Spent,
): Over | null {
  const sums: readonly [Over['cap'], number | null, number][] = [
    ['gesture-case', rules.gestureCase, committed(remedies, 'gesture', rules.currency)],
    ['gesture-person', rules.gesturePerson, spent.person.gesture],
    ['gesture-month', rules.gestureMonth, spent.month],
  ]
  return sums.reduce<Over | null>((over, [cap, most, sum]) => over ?? beyond(cap, most, sum, weighs), null)
}

/** Whether whose authority it is has signed as much as they sign in a month. */
export function overMember(
  { of }: Signed,
  sort: Sort,
  weighs: number,
  rules: RemedyRules,
  spent: Spent,
): Over | null {
  const most = sort === 'gesture' ? rules.gestureMemberMonth : rules.owedMemberMonth
  return beyond('member-month', most, spent.byAuthority[of]?.[sort] ?? 0, weighs)
}

/** How much more of what is owed may be signed by one authority alone: within its month, and what a person has by one signature. */
export function leftAlone({ of }: Signed, rules: RemedyRules, { person, byAuthority }: Spent): number {
  const inMonth = (rules.owedMemberMonth ?? Infinity) - (byAuthority[of]?.entitlement ?? 0)
  const forPerson = (rules.owedPersonAlone ?? Infinity) - person.entitlement
  return Math.max(0, Math.min(inMonth, forPerson))
}

/** Whether a person has had so much of what they are owed that two sign for more. */
export const needsTwo = (
  weighs: number,
  { owedPersonAlone: most }: RemedyRules,
  { person }: Spent,
): boolean => most !== null && weighs > 0 && person.entitlement + weighs > most

const beyond = (cap: Over['cap'], most: number | null, sum: number, weighs: number): Over | null =>
  most === null || sum + weighs <= most ? null : { cap, left: Math.max(0, most - sum) }
