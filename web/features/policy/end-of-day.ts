/** The last second of a day, on the clock of whoever chose it: the day belongs to what ends with it. */
export const endOfDay = (day: string, zone = Temporal.Now.timeZoneId()): string =>
  Temporal.PlainDate.from(day)
    .add({ days: 1 })
    .toZonedDateTime(zone)
    .toInstant()
    .subtract({ seconds: 1 })
    .toString()
