/** Whether a promise would lie beyond the coming year: nobody at a desk keeps what is due in another. */
export const isTooFarAhead = (dueAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(dueAt, now.add({ hours: 24 * 366 })) > 0
