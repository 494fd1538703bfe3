/** Reads the times of the sample stories, which are told relative to the day on which somebody looks at them. */
export type Moments = {
  /** `-15 09:12`: fifteen working days ago; `now -2h10m`; never in the future. */
  past(text: string): Temporal.Instant
  /** A date that was promised: also `+1 11:00`, the next working day. */
  due(text: string): Temporal.Instant
  /** A text with its `{day:-13}` written out as a person of that language writes a day. */
  told(text: string, language: string): string
}

const onDay = /^([+-]?\d+) (\d\d:\d\d)$/
const beforeNow = /^now -(?:(\d+)h)?\s*(?:(\d+)m)?$/

/** From this hour on, today counts as a day on which something has happened. */
const dayHasHappenedBy = 13

export function momentsBefore(now: Temporal.Instant, zone: string): Moments {
  const here = now.toZonedDateTimeISO(zone)
  const today = here.toPlainDate()
  const isTold = isWorkday(today) && here.hour >= dayHasHappenedBy
  const newest = isTold ? today : workdaysFrom(today, -1)

  const dayOf = (days: number) =>
    days > 0 ? workdaysFrom(today, days) : days === 0 ? newest : workdaysFrom(newest, days)

  const due = (text: string): Temporal.Instant => {
    const [, hours = '0', minutes = '0'] = beforeNow.exec(text) ?? []
    if (text.startsWith('now')) return now.subtract({ hours: Number(hours), minutes: Number(minutes) })
    const [, days, plainTime] = onDay.exec(text) ?? []
    if (days === undefined || plainTime === undefined)
      throw new Error(`"${text}" is not a time of a sample story.`)
    return dayOf(Number(days)).toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
  }
  return {
    due,
    past(text) {
      const at = due(text)
      return Temporal.Instant.compare(at, now) > 0 ? now : at
    },
    told: (text, language) =>
      text.replaceAll(/\{day:([+-]?\d+)\}/g, (_, days: string) =>
        dayOf(Number(days)).toLocaleString(language, { weekday: 'long', day: 'numeric', month: 'long' }),
      ),
  }
}

const isWorkday = (day: Temporal.PlainDate) => day.dayOfWeek <= 5

/** The working day so many before or after a day. */
function workdaysFrom(day: Temporal.PlainDate, days: number): Temporal.PlainDate {
  const step = Math.sign(days)
  let found = day
  for (let left = Math.abs(days); left > 0;) {
    found = found.add({ days: step })
    if (isWorkday(found)) left -= 1
  }
  return found
}
