import type { Planted } from './a-fault.ts'
import { datesPlanted } from './in-dates.ts'
import { fairnessPlanted } from './in-fairness.ts'
import { laddersPlanted } from './in-ladders.ts'
import { rowsPlanted } from './in-rows.ts'

/** Forty-four policies, four of each kind of fault. */
export const planted: readonly Planted[] = [
  ...rowsPlanted,
  ...laddersPlanted,
  ...datesPlanted,
  ...fairnessPlanted,
]
