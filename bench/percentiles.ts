/** How long things took, in milliseconds: half of them at most the median, and so on. */
export type Percentiles = { median: number; p95: number; p99: number; highest: number }

export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), highest: at(1) }
}

/** For people: `3.1 ms, p95 5.0, p99 7.2`. */
export const shownPercentiles = ({ median, p95, p99 }: Percentiles): string =>
  `${median.toFixed(2)} ms, p95 ${p95.toFixed(2)}, p99 ${p99.toFixed(2)}`

/** How long something takes, in milliseconds. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
