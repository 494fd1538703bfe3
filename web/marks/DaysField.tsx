import { weekDays, type HoursLine } from '#domain/policy/staffing.ts'
import { say } from '#web/words/say.ts'
import classes from './DaysField.module.css'
import { dayName } from './week-days.ts'

type Days = HoursLine['days']

/** On which days a line of hours holds: a key for each day. */
export function DaysField({
  place,
  days,
  change,
}: {
  /** Which line it is, counted from one. */
  place: number
  days: Days
  change: (days: Days) => void
}) {
  return (
    <fieldset className={classes['days']} aria-label={say('Days, line {place}', { place })}>
      {weekDays.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={days.includes(day)}
          aria-label={dayName(day, 'long')}
          onClick={() =>
            change(weekDays.filter((one) => (one === day ? !days.includes(day) : days.includes(one))))
          }
        >
          {dayName(day, 'short').slice(0, 2)}
        </button>
      ))}
    </fieldset>
  )
}
