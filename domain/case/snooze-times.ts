/** A time until which a case may rest, and what it is called. */
export type SnoozeTime = {
  is: 'hour' | 'afternoon' | 'tomorrow' | 'monday' | 'before-next'
  until: Temporal.Instant
}

const morning = Temporal.PlainTime.from('09:00')
const afternoon = Temporal.PlainTime.from('14:00')
const sunday = 7

/**
 * The times that are offered for letting a case rest, the soonest first, on the wall clock of whoever looks. None lies
 * after the next date owed, because a case that rests is no excuse for being late; half an hour before it is offered too.
 */
export function snoozeTimes(
  now: Temporal.Instant,
  zone: string,
  nextDueAt: Temporal.Instant | null,
): SnoozeTime[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const at = (daysOn: number, plainTime: Temporal.PlainTime) =>
    today.add({ days: daysOn }).toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
  const offered: SnoozeTime[] = [
    { is: 'hour', until: now.add({ hours: 1 }) },
    { is: 'afternoon', until: at(0, afternoon) },
    { is: 'tomorrow', until: at(1, morning) },
    ...(today.dayOfWeek === sunday
      ? []
      : [{ is: 'monday' as const, until: at(8 - today.dayOfWeek, morning) }]),
    ...(nextDueAt ? [{ is: 'before-next' as const, until: nextDueAt.subtract({ minutes: 30 }) }] : []),
  ]
  return offered
    .filter(({ until }) => isAfter(until, now) && !(nextDueAt && isAfter(until, nextDueAt)))
    .toSorted((a, b) => Temporal.Instant.compare(a.until, b.until))
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
