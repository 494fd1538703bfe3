/** A day on which only hours that never close are kept, and what it is called where somebody has said so. */
export type Holiday = {
  /** An ISO date, such as `2026-12-25`. */
  readonly day: string
  readonly name: string | null
}

/** What the house says of a day, beside its policy: it is a holiday, or it is none. */
export type SaidHoliday = Holiday & { readonly isKept: boolean }

/**
 * The holidays that are kept, in order: those that the policy writes and the house has not taken back, and those that the
 * house has added. What the house says of a day counts, whatever version of the policy judges a case.
 */
export function holidaysKept(written: readonly string[], said: readonly SaidHoliday[]): Holiday[] {
  const days = new Map(written.map((day) => [day, { day, name: null, isKept: true } satisfies SaidHoliday]))
  const all = new Map<string, SaidHoliday>([...days, ...said.map((one) => [one.day, one] as const)])
  return [...all.values()]
    .filter(({ isKept }) => isKept)
    .map(({ day, name }) => ({ day, name }))
    .toSorted((a, b) => a.day.localeCompare(b.day))
}
