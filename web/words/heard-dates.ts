import { locale } from './say.ts'

/**
 * The dates that the desk wrote into a sentence, in the language of who looks: moments (`2026-11-23T09:00:00Z`) by their own
 * clock, and days as English has them (`Thursday 26 November`). What is quoted, or shows how a date is written, stays.
 */
export const datesHeard = (sentence: string): string =>
  sentence
    .replaceAll(
      /(?<!["“`(]|\blike |\bwie )\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z(?!["”`)])/g,
      (moment) =>
        Temporal.Instant.from(moment).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' }),
    )
    .replaceAll(days, (english, weekday: string, day: string, month: string) => {
      const found = dayNamed(weekday, Number(day), month)
      return found?.toLocaleString(locale(), { weekday: 'long', day: 'numeric', month: 'long' }) ?? english
    })

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const days = new RegExp(`\\b(${weekdays.join('|')}) (\\d{1,2}) (${months.join('|')})\\b`, 'g')

/** Some day of this name: within twenty-eight years every day has fallen on every weekday. */
function dayNamed(weekday: string, day: number, month: string): Temporal.PlainDate | undefined {
  const named = { month: months.indexOf(month) + 1, day }
  return Array.from({ length: 28 }, (_, n) => Temporal.PlainDate.from({ year: 2000 + n, ...named })).find(
    (date) => date.dayOfWeek === weekdays.indexOf(weekday) + 1 && date.day === day,
  )
}
