import { exactWords, hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'

/** When something is due, and what that is on the clock of whom it is promised to, where theirs is known and goes otherwise. */
export function dueWords(at: Temporal.Instant, theirs: string | null, here = hereZone()): string {
  const offsetIn = (zone: string) => at.toZonedDateTimeISO(zone).offset
  if (theirs === null || offsetIn(theirs) === offsetIn(here)) return exactWords(at, here)
  return say('{here}. For them that is {there}.', {
    here: exactWords(at, here),
    there: exactWords(at, theirs),
  })
}
