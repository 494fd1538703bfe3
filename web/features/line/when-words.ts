import { hereZone, momentWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'

/** A time to call back, and what it is called. */
export type Choice = { label: string; at: Temporal.Instant }

/** The times that one offers on the line: soon, and at the latest tomorrow before noon. */
export function timesToCallBack(now: Temporal.Instant, zone = hereZone()): Choice[] {
  const here = now.toZonedDateTimeISO(zone)
  const inHours = (hours: number) =>
    now.add({ hours }).round({ smallestUnit: 'minute', roundingIncrement: 10, roundingMode: 'ceil' })
  const tomorrow = here
    .add({ days: 1 })
    .with({ hour: 10, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  const times = [inHours(1), inHours(2), inHours(4), tomorrow.toInstant()]
  return times.map((at) => ({ at, label: momentWords(at, now, zone) }))
}

/** What buys time, said to the customer now: who calls, where it is not whoever speaks, and by when. */
export const sentenceToSay = (who: string | null, when: string): string =>
  who === null
    ? say('I will call you by {when}. If that does not happen, it is our failure, and it goes up.', { when })
    : say('{who} will call you by {when}. If that does not happen, it is our failure, and it goes up.', {
        who,
        when,
      })
