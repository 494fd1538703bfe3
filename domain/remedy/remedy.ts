import type { Rule } from './entitlement.ts'

/** Owed by policy, or goodwill that nobody is owed. The two have books of their own. */
export const sorts = ['entitlement', 'gesture'] as const
export type Sort = (typeof sorts)[number]

/** How far a remedy has come. What was declined, withdrawn or reversed is over. */
export const remedyStates = ['proposed', 'approved', 'given', 'declined', 'withdrawn', 'reversed'] as const
export type RemedyState = (typeof remedyStates)[number]

/** By which rung's authority it was signed, and whose that is: one's own, or that of whom one stands in for. */
export type Signed = { rung: string; of: string }

/** Who was asked to sign it, and by when they decide. */
export type Asked = { of: string; rung: string; by: Temporal.Instant }

/** Something that the customer gets, or is to get. Amounts are in the smallest unit of the currency. */
export type Remedy = {
  id: string
  sort: Sort
  /** The kind, as the policy names it: a refund, a repair. */
  what: string
  /** Null for a thing that has no amount. */
  amount: number | null
  /** What it counts for where amounts are bounded: its amount, or for a thing, the most that it may be worth. */
  weighs: number
  currency: string
  /** By which row of the policy it is owed; nobody owes a gesture. */
  rule: Rule | null
  state: RemedyState
  /** Everybody whose hand proposed it: a colleague, and whoever made the token that acts in their name. */
  hands: string[]
  asked: Asked | null
  signed: (Signed & { by: string }) | null
  proposedAt: Temporal.Instant
  /** When it became what it is. */
  at: Temporal.Instant
}

/** What may become of a remedy: nothing is given twice, and what is over stays over. */
const next: Readonly<Record<RemedyState, readonly RemedyState[]>> = {
  proposed: ['approved', 'given', 'declined', 'withdrawn'],
  approved: ['given', 'withdrawn'],
  given: ['reversed'],
  declined: [],
  withdrawn: [],
  reversed: [],
}

/** Whether a remedy may become that now. */
export const mayTurn = ({ state }: Pick<Remedy, 'state'>, to: RemedyState): boolean =>
  next[state].includes(to)

/**
 * Whether giving it is the action that the customer waits for: what is owed is. An apology alone is not, and no gesture: goodwill
 * puts nothing right.
 */
export const isDeed = ({ sort, what, weighs }: Pick<Remedy, 'sort' | 'what' | 'weighs'>): boolean =>
  sort === 'entitlement' && (what !== 'apology' || weighs > 0)

/** Whether it counts: it is signed, and has not been taken back. */
export const isCommitted = ({ state }: Pick<Remedy, 'state'>): boolean =>
  state === 'approved' || state === 'given'

/** What the committed remedies of one sort count for together. */
export const committed = (remedies: readonly Remedy[], sort: Sort, currency: string): number =>
  remedies
    .filter((one) => one.sort === sort && one.currency === currency && isCommitted(one))
    .reduce((sum, { weighs }) => sum + weighs, 0)

/** The first date by which somebody who was asked decides; null where nobody is. */
export function signBy(remedies: readonly Remedy[] = []): Temporal.Instant | null {
  const dates = remedies.flatMap(({ state, asked }) => (state === 'proposed' && asked ? [asked.by] : []))
  return dates.toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null
}
