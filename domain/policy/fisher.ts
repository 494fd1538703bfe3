/** So many of so many: how often something came about among those that were drawn. */
export type Share = { readonly hits: number; readonly of: number }

/**
 * Fisher's exact test: how likely shares as far apart as these are, or further, where there is no difference at all. Exact,
 * so that few cases never look like a proof. Two-sided by the sum of all tables that are no likelier than this one.
 */
export function fisherTwoSided(a: Share, b: Share): number {
  const hits = a.hits + b.hits
  const all = a.of + b.of
  const least = Math.max(0, hits - b.of)
  const most = Math.min(a.of, hits)
  const logs = logFactorials(all)
  const logOf = (k: number) => choose(logs, a.of, k) + choose(logs, b.of, hits - k) - choose(logs, all, hits)
  const seen = logOf(a.hits)
  let sum = 0
  for (let k = least; k <= most; k++) {
    const log = logOf(k)
    // A little more than equal is equal: the sums of logarithms are not exact.
    if (log <= seen + 1e-7) sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

/** Fisher's exact test, one side: how likely so many hits among the first, or more, are where there is no difference. */
export function fisherMore(a: Share, b: Share): number {
  const hits = a.hits + b.hits
  const all = a.of + b.of
  const logs = logFactorials(all)
  let sum = 0
  for (let k = a.hits; k <= Math.min(a.of, hits); k++)
    sum += Math.exp(choose(logs, a.of, k) + choose(logs, b.of, hits - k) - choose(logs, all, hits))
  return Math.min(1, sum)
}

function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let k = 2; k <= n; k++) logs[k] = (logs[k - 1] ?? 0) + Math.log(k)
  return logs
}

const choose = (logs: Float64Array, n: number, k: number) =>
  (logs[n] ?? 0) - (logs[k] ?? 0) - (logs[n - k] ?? 0)

/**
 * The 95 % interval of the difference of two shares (first less second), by Newcombe's hybrid score (Statistics in Medicine
 * 17 (1998) 873, method 10): it stays within what is possible, for few cases too.
 */
export function newcombe(a: Share, b: Share): { low: number; high: number } {
  const [pa, pb] = [a.hits / a.of, b.hits / b.of]
  const [wa, wb] = [wilson(a), wilson(b)]
  const difference = pa - pb
  return {
    low: difference - Math.hypot(pa - wa.low, wb.high - pb),
    high: difference + Math.hypot(wa.high - pa, pb - wb.low),
  }
}

/** Wilson's score interval of one share, 95 %. */
function wilson({ hits, of: n }: Share): { low: number; high: number } {
  const z = 1.959964
  const p = hits / n
  const middle = p + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  return { low: (middle - reach) / (1 + z ** 2 / n), high: (middle + reach) / (1 + z ** 2 / n) }
}
