import type { Calendar } from '../deadline/calendar.ts'
import type { Fact } from './fact.ts'
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
}
