import type { Answer } from '../line.ts'
import type { Facts } from '../fact.ts'

/** The faults that a policy is searched for. */
export const faultKinds = [
  'gap',
  'overlap',
  'masked',
  'unstaffed',
  'endless',
  'unlawful',
  'not-monotone',
  'visibility-leak',
  'below-floor',
  'deletion-condition',
  'social-only',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** What a proof came to: a fault with its counter-example, or that the question could not be settled in the time given. */
export type Finding = {
  readonly kind: FaultKind | 'not-proved'
  /** The table it concerns; null where it concerns the ladder. */
  readonly table: string | null
  readonly rows: readonly string[]
  /** Facts which, asked of the policy, run into the fault. Empty where the fault depends on none. */
  readonly facts: Facts
  /** Of a fault between two complaints: the facts in which the other one differs from `facts`. */
  readonly instead: Facts | null
  /** What the fault hangs on: no one of them can be left out, and none can be said more widely. */
  readonly where: readonly Named[]
  readonly saying: Saying
}

/** One fact, raw or given by a table, and the values for which something is true, as the cell that says so. */
export type Named = { readonly fact: string; readonly cell: string }

/** What there is to say of a finding, for whoever puts it into a language. */
type Saying =
  | { readonly says: 'nothing-answered'; readonly output: string }
  | { readonly says: 'rows-disagree' }
  | { readonly says: 'never-fits' }
  | { readonly says: 'never-first'; readonly behind: readonly string[] }
  | { readonly says: 'nobody-there'; readonly rung: string; readonly holes: readonly WeekHole[] }
  | { readonly says: 'climbs-in-circles'; readonly rungs: readonly string[] }
  | { readonly says: 'leads-nowhere'; readonly rung: string; readonly to: string }
  | { readonly says: 'ends-twice'; readonly rungs: readonly string[] }
  | { readonly says: 'no-such-rung'; readonly rung: string }
  | {
      readonly says: 'too-late'
      readonly output: string
      readonly answer: Answer
      readonly against: Limit
      readonly late: Lateness
    }
  | {
      readonly says: 'too-little'
      readonly output: string
      readonly answer: Answer
      readonly floor: Answer
    }
  | ({ readonly says: 'falls' } & Moved)
  | ({
      readonly says: 'is-seen'
      /** The tables along which the fact reaches the outcome. */
      readonly path: readonly string[]
    } & Moved)
  | { readonly says: 'nobody-signs'; readonly remedy: string; readonly upTo: Answer }
  | { readonly says: 'asks-for-deletion'; readonly output: string; readonly answer: Answer }
  | ({ readonly says: 'hangs-on-deletion' } & Moved)
  | {
      readonly says: 'only-on-social'
      readonly fact: string
      readonly answers: Readonly<Record<string, Answer>>
    }
  | { readonly says: 'not-settled'; readonly about: FaultKind }
  | { readonly says: 'no-such-regime'; readonly regime: string }
  | { readonly says: 'no-such-calendar'; readonly calendar: string }

/** An answer that changes where it must not, when one fact goes from some values to others. */
type Moved = {
  readonly fact: string
  readonly from: string
  readonly to: string
  readonly output: string
  readonly before: Answer
  readonly after: Answer
}

/** What sets the latest date: a regime's clock, or the floor of the policy. */
export type Limit =
  | { readonly by: 'law'; readonly regime: string; readonly clock: string }
  | { readonly by: 'floor'; readonly term: string }

/** A complaint that arrives then is promised this moment, and the limit is that one; all are ISO 8601 instants. */
type Lateness = { readonly start: string; readonly promised: string; readonly latest: string }

/** A stretch of the week without anybody, in minutes after Monday 00:00 on the rung's clock; it may run over Sunday's end. */
export type WeekHole = { readonly from: number; readonly until: number }
