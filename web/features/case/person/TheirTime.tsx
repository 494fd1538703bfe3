import { firstName } from '#web/marks/next-step.ts'
import { exactWords, hereZone, paperWords, timeOfDay } from '#web/ui/time-words.ts'
import { isOnPaper } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'

type Props = { at: Temporal.Instant; zone: string | null; name: string }

/** What the customer's clock showed, where it is known and is not ours: `09:12 for Carmen, Europe/Madrid`. */
export function TheirTime({ at, zone, name }: Props) {
  if (zone === null || offsetIn(at, zone) === offsetIn(at, hereZone())) return null
  const time = isOnPaper() ? paperWords(at, zone) : timeOfDay(at, zone)
  const said = { time, name: firstName(name), zone }
  return (
    <time dateTime={at.toString()} title={exactWords(at, zone)}>
      {say('{time} for {name}, {zone}', said)}
    </time>
  )
}

const offsetIn = (at: Temporal.Instant, zone: string) => at.toZonedDateTimeISO(zone).offset
