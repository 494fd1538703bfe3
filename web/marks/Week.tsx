import type { Rung } from '#domain/policy/ladder.ts'
import { weekDays } from '#domain/policy/staffing.ts'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'
import { clockWords } from './hole-words.ts'
import { daysWords } from './week-days.ts'
import { weekPicture, type Bar } from './week-picture.ts'
import classes from './Week.module.css'

type Props = {
  rung: Rung
  now: Temporal.Instant
  /** Who of them was invited and is not here yet. */
  notYet: readonly string[]
  nameOf: (who: string) => string
}

/** The next seven days of a rung: who is there, who is away, and where nobody is. Drawn where there is room, else said. */
export function Week({ rung, now, notYet, nameOf }: Props) {
  const { days, people, holes } = weekPicture(rung, now, notYet)
  const waited = people.filter(({ who }) => notYet.includes(who)).map(({ who }) => nameOf(who))
  const zone = rung.hours.zone
  return (
    <>
      <div className={classes['picture']} aria-hidden="true">
        <div className={classes['heads']}>
          <span />
          {days.map((day, place) => (
            <span key={day.toString()} data-today={place === 0}>
              {day.toLocaleString(locale(), { weekday: 'short', day: 'numeric' })}
            </span>
          ))}
        </div>
        {people.map(({ who, bars }) => (
          <Row
            key={who}
            name={notYet.includes(who) ? say('{name}, not here yet', { name: nameOf(who) }) : nameOf(who)}
            bars={bars}
            zone={zone}
          />
        ))}
        {holes.length > 0 ? <Row name={say('Nobody')} bars={holes} zone={zone} /> : null}
      </div>
      <ul
        className={classes['list']}
        aria-label={say('{rung}, the next seven days', { rung: heard(rung.title) })}
      >
        {people.map(({ who, bars }) => (
          <li key={who}>
            <span className="medium">{nameOf(who)}</span>
            {daysOf(bars, 'there').map((bar) => (
              <span key={keyOf(bar)}>{barWords(bar, days, zone)}</span>
            ))}
            {daysOf(bars, 'away').map((bar) => (
              <span key={keyOf(bar)} data-kind="away">
                {say('away {stretch}', { stretch: barWords(bar, days, zone) })}
              </span>
            ))}
            {daysOf(bars, 'not-yet').map((bar) => (
              <span key={keyOf(bar)} data-kind="away">
                {say('not here yet {stretch}', { stretch: barWords(bar, days, zone) })}
              </span>
            ))}
          </li>
        ))}
        {holes.length > 0 ? (
          <li data-kind="hole">
            <span className="medium">{say('Nobody')}</span>
            {daysOf(holes, 'hole').map((bar) => (
              <span key={keyOf(bar)}>{barWords(bar, days, zone)}</span>
            ))}
          </li>
        ) : null}
      </ul>
      {waited.length > 0 ? (
        <p className="small waits">
          {say(
            '{count, plural, one {{names} was invited and has never signed in: their hours are not counted until they come.} other {{names} were invited and have never signed in: their hours are not counted until they come.}}',
            { count: waited.length, names: new Intl.ListFormat(locale()).format(waited) },
          )}
        </p>
      ) : null}
    </>
  )
}

function Row({ name, bars, zone }: { name: string; bars: readonly Bar[]; zone: string }) {
  return (
    <div className={classes['row']}>
      <span className="clip">{name}</span>
      <div className={classes['days']}>
        {bars.map((bar) => (
          <i
            key={`${bar.kind} ${bar.day} ${bar.from}`}
            data-kind={bar.kind}
            title={`${name}, ${stretchWords(bar, zone)}`}
            style={{
              left: `${((bar.day + bar.from) / 7) * 100}%`,
              width: `${((bar.to - bar.from) / 7) * 100}%`,
            }}
          />
        ))}
      </div>
    </div>
  )
}

const keyOf = ({ kind, day, from }: Bar) => `${kind} ${day} ${from}`

/** Bars of a kind at the same hours, with all of their days. */
function daysOf(bars: readonly Bar[], kind: Bar['kind']): (Bar & { days: number[] })[] {
  const same = new Map<string, Bar & { days: number[] }>()
  for (const bar of bars.filter((one) => one.kind === kind)) {
    const key = `${bar.from} ${bar.to}`
    same.set(key, { ...(same.get(key) ?? bar), days: [...(same.get(key)?.days ?? []), bar.day] })
  }
  return [...same.values()]
}

/** `Mon, Tue, Wed 09:00–17:00`: the days of the picture in their order, runs of them as one. */
function barWords(
  bar: Bar & { days: number[] },
  days: readonly Temporal.ZonedDateTime[],
  zone: string,
): string {
  const named = weekDays.filter((_, place) => bar.days.some((day) => days[day]?.dayOfWeek === place + 1))
  return `${daysWords(named)} ${stretchWords(bar, zone)}`
}

function stretchWords({ stretch, to }: Bar, zone: string) {
  const from = clockWords(stretch.from.toZonedDateTimeISO(zone))
  return `${from}–${to === 1 ? '24:00' : clockWords(stretch.until.toZonedDateTimeISO(zone))}`
}
