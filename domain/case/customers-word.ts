import type { Stage } from './stage.ts'

/** What a customer says of how their matter stands. Two of them are two routes: our answer is wrong, or there is none. */
export const sayings = ['settled', 'not-settled', 'disagree', 'nobody-answers'] as const

export type Said = (typeof sayings)[number]

/** By which way they said it: their message on the case, a call, the room, the status page, or at the counter. */
export const ways = ['message', 'call', 'room', 'status-page', 'counter'] as const

export type Way = (typeof ways)[number]

/**
 * How the customer found us, apart from whether the fault is mended: told enough, treated with respect, believed, and
 * listened to by somebody with the power to help. What is absent was not said.
 */
export const feelings = ['informed', 'respected', 'believed', 'listened'] as const

export type Feeling = (typeof feelings)[number]
export type Feelings = Partial<Record<Feeling, boolean>>

/** The last thing that the customer said of it, and who wrote it down: they themselves, or a colleague who heard it. */
export type CustomersWord = {
  id: string
  says: Said
  way: Way
  at: Temporal.Instant
  by: 'customer' | 'colleague'
  /** How far the case had come when they said so: what takes the word back leaves it there. */
  stood: Stage
}

/** A try to get the customer's word that really went out: a reply that asks for it, or a call that nobody took. */
export type Attempt = { id: string; way: 'reply' | 'call'; at: Temporal.Instant }

/** A feeling, and whose account of it it is. */
export type Felt = { is: boolean; by: 'customer' | 'colleague' }

/** A no that the customer was told, with all of its parts. One that they dispute is told anew, by somebody else. */
export type ToldNo = {
  message: string
  decision: 'not-upheld' | 'out-of-scope'
  by: string
  at: Temporal.Instant
  /** How far the case had come when it was told: one that never arrived leaves it there. */
  stood: Stage
  /** What disputes it: the customer's word by its id, or that they have written since. */
  dispute?: string
  /** The case was opened again since: told anew it may close the case, and not before. */
  isPast?: true
}

/** Whether somebody said it themselves, in words that are on the case: then nobody stands between them and it. */
export const isTheirOwn = (way: Way): boolean => way !== 'call' && way !== 'counter'
