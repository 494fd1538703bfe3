import type { BusinessCalendar } from './business-calendar.ts'
import type { Regime } from './regime.ts'

/** The law as far as it has been written down for the desk. */
export type LawShelf = {
  readonly regimes: readonly Regime[]
  readonly calendars: readonly BusinessCalendar[]
}
