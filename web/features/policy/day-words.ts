import { locale } from '#web/words/say.ts'

/** A day with its year on the clock of whoever looks: `12 Mar 2027`. */
export const dayWords = (instant: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toPlainDate()
    .toLocaleString(locale(), { day: 'numeric', month: 'short', year: 'numeric' })
