import type { Duties } from '../policy/duties.ts'

/** Duties as an event can hold them: durations as ISO 8601 text. */
export type SavedDuties = Omit<Duties, 'clocks'> & {
  clocks: {
    acknowledgeWithin: string
    actWithin: string
    updateEvery: string
    followUpWithin: string
    always: boolean
  }
}

/** The form of duties that is written into the chain and compared with what was owed before. */
export const saveDuties = (duties: Duties): SavedDuties => ({
  ...duties,
  clocks: {
    acknowledgeWithin: duties.clocks.acknowledgeWithin.toString(),
    actWithin: duties.clocks.actWithin.toString(),
    updateEvery: duties.clocks.updateEvery.toString(),
    followUpWithin: duties.clocks.followUpWithin.toString(),
    always: duties.clocks.always,
  },
})
