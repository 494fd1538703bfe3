/** The moment some calendar months before now, by the calendar of UTC: two months before 30 April is 28 February. */
export const monthsBefore = (now: Temporal.Instant, months: number): Temporal.Instant =>
  now.toZonedDateTimeISO('UTC').subtract({ months }).toInstant()
