import type { Calendar } from '../deadline/calendar.ts'
import type { Exclusion } from './exclusion.ts'
import type { Fact } from './fact.ts'
import type { FloorTerm } from './floor.ts'
import type { Ladder } from './ladder.ts'
import type { Table } from './table.ts'

/** A policy that has been read and understood: every name in it is known and every cell can be read. */
export type Policy = {
  readonly name: string
  readonly facts: readonly Fact[]
  /** In an order in which each table reads only what stands before it. */
  readonly tables: readonly Table[]
  /** From the front line up to the named senior. */
  readonly ladder: Ladder
  /** The desk's hours, in which service deadlines are counted. */
  readonly hours: Calendar
  /** The days on which nobody is promised, but by hours that never close. */
  readonly holidays: readonly string[]
  /** The regimes of the law under which complaints fall, and the fact whose values say which one, if there is one. */
  readonly law: { readonly regimes: readonly string[]; readonly by: string | null }
  /** What nobody is given less than. */
  readonly floor: readonly FloorTerm[]
  /** What never comes together. */
  readonly impossible: readonly Exclusion[]
}
