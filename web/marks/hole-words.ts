import type { Hole } from '#domain/policy/holes.ts'
import { locale, say } from '#web/words/say.ts'

/** A hole in a sentence: `Nobody covers Customer relations on Thursday 26 November, 12:00–14:00.` */
export function holeWords(rung: string, hole: Hole, zone: string): string {
  const from = hole.from.toZonedDateTimeISO(zone)
  const until = hole.until.toZonedDateTimeISO(zone)
  const next = from.toPlainDate().add({ days: 1 })
  const values = { rung, day: dayWords(from), from: clockWords(from) }
  if (until.toPlainDate().equals(from.toPlainDate()))
    return say('Nobody covers {rung} on {day}, {from}–{until}.', { ...values, until: clockWords(until) })
  if (until.toPlainDate().equals(next) && until.hour + until.minute === 0)
    return say('Nobody covers {rung} on {day}, {from}–{until}.', { ...values, until: '24:00' })
  return say('Nobody covers {rung} from {day}, {from}, to {endDay}, {until}.', {
    ...values,
    endDay: dayWords(until),
    until: clockWords(until),
  })
}

/** `Thursday 26 November`, in the language of who looks; where that has a comma after the day, it stays. */
export function dayWords(at: Temporal.ZonedDateTime): string {
  const day = at.toLocaleString(locale(), { weekday: 'long', day: 'numeric', month: 'long' })
  return locale().startsWith('en') ? day.replace(',', '') : day
}

/** A day with its year, `Friday 25 December 2026`: from an ISO date. */
export function dateWords(day: string): string {
  const words = Temporal.PlainDate.from(day).toLocaleString(locale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return locale().startsWith('en') ? words.replace(',', '') : words
}

/** `12:00`. */
export const clockWords = (at: Temporal.ZonedDateTime): string =>
  at.toPlainTime().toString({ smallestUnit: 'minute' })
