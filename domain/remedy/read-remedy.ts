import type { Saved } from '../case/saved.ts'
import type { Asked, Remedy } from './remedy.ts'

/** A remedy as JSON holds it. */
export type SavedRemedy = Saved<Remedy>

const instant = (text: string) => Temporal.Instant.from(text)

/** Reads back who was asked to sign, and by when. */
export const readAsked = ({ of, rung, by }: Saved<Asked>): Asked => ({ of, rung, by: instant(by) })

/** Reads a saved remedy back. */
export const readRemedy = (saved: SavedRemedy): Remedy => ({
  ...saved,
  asked: saved.asked && readAsked(saved.asked),
  proposedAt: instant(saved.proposedAt),
  at: instant(saved.at),
})

/** A remedy as JSON holds it: for an event, and for what is folded again. */
export const saveRemedy = (remedy: Remedy): SavedRemedy => {
  const saved: SavedRemedy = JSON.parse(JSON.stringify(remedy))
  return saved
}
