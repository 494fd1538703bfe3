import { weekDays, type HoursLine } from '#domain/policy/staffing.ts'
import { locale, say } from '#web/words/say.ts'

type Day = (typeof weekDays)[number]

/** Any Monday: only the day's name is asked of it. */
const monday = Temporal.PlainDate.from('2026-11-23')

/** A day of the week by its name: `Monday`, `Mon` or `M`. */
export const dayName = (day: Day, style: 'long' | 'short' | 'narrow'): string =>
  monday.add({ days: weekDays.indexOf(day) }).toLocaleString(locale(), { weekday: style })

/** Days as people say them: `Mon–Fri`, `Mon, Wed`, `every day`. */
export function daysWords(days: readonly Day[]): string {
  const places = weekDays.flatMap((day, place) => (days.includes(day) ? [place] : []))
  if (places.length === 7) return say('every day')
  const runs: number[][] = []
  for (const place of places) {
    const run = runs.at(-1)
    if (run?.at(-1) === place - 1) run.push(place)
    else runs.push([place])
  }
  const parts = runs.flatMap((run) =>
    run.length > 2 ? [`${nameAt(run[0])}–${nameAt(run.at(-1))}`] : run.map((place) => nameAt(place)),
  )
  return parts.join(', ')
}

const nameAt = (place: number | undefined) => dayName(weekDays[place ?? 0] ?? 'mon', 'short')

/** Hours as people say them: `Mon–Fri 08:00–18:00, Sat 09:00–13:00`. */
export const hoursWords = (lines: readonly HoursLine[]): string =>
  lines.some(({ days, from, to }) => days.length === 7 && from === '00:00' && to === '24:00')
    ? say('Round the clock')
    : lines.map(({ days, from, to }) => `${daysWords(days)} ${from}–${to}`).join(', ')
