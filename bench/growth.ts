import { onDesk, type Bench } from './on-desk.ts'
import { readThrough } from './read-through.ts'
import { keptDesk, sizes } from './seed/kept-desk.ts'

/** What was measured at one size, and at how many cases. */
export type Grown<T> = { cases: number; found: T }

/**
 * Measures the same at each size, the largest last: what it answers says whether it grows with the desk. `EVENHAND_BENCH_CASES`
 * measures at one size alone.
 */
export async function atEachSize<T>(
  tell: (line: string) => void,
  measure: (bench: Bench, cases: number) => Promise<T>,
): Promise<[...Grown<T>[]]> {
  const only = Number(process.env['EVENHAND_BENCH_CASES'] ?? 0)
  const found: Grown<T>[] = []
  for (const cases of only > 0 ? [only] : sizes) {
    const folder = await keptDesk(cases, tell)
    await readThrough(folder)
    tell(`With ${cases} cases:`)
    found.push({ cases, found: await onDesk(folder, (bench) => measure(bench, cases)) })
  }
  return found
}

/** The largest size, which is what the benchmark's value is about. */
export function largest<T>(grown: readonly Grown<T>[]): T {
  const last = grown.at(-1)
  if (!last) throw new Error('Nothing was measured.')
  return last.found
}
