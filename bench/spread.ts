/** Rounds of one figure: what lies in the middle, and how far they were apart. */
export type Spread = { median: number; lowest: number; highest: number }

/** The median of some rounds and their range: on a shared machine a mean follows the worst round. */
export function spreadOf(rounds: readonly number[]): Spread {
  const sorted = rounds.toSorted((a, b) => a - b)
  const at = (place: number) => sorted[place] ?? Number.NaN
  const half = sorted.length / 2
  return {
    median: (at(Math.ceil(half) - 1) + at(Math.floor(half))) / 2,
    lowest: at(0),
    highest: at(sorted.length - 1),
  }
}

/** A spread for people, such as `212 [208-219]`. */
export const shownSpread = ({ median, lowest, highest }: Spread, digits = 0): string =>
  `${median.toFixed(digits)} [${lowest.toFixed(digits)}-${highest.toFixed(digits)}]`

/** To so many digits after the point: more would only look exact. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))
