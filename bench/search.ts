import { searchQuery } from '#domain/text/found-words.ts'
import { searchCases } from '#server/store/case-list.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { atEachSize, largest } from './growth.ts'
import type { Bench } from './on-desk.ts'
import { cpuFigures, shownCpu, withCpu, type CpuEach } from './per-operation.ts'
import { percentilesOf, shownPercentiles, timed, type Percentiles } from './percentiles.ts'
import { seededWords } from './seed/spoken-words.ts'
import { diceFrom } from './seeded.ts'
import { rounded } from './spread.ts'

const perKind = 100

/** As many as the search field asks for at first. */
const pageSize = 30

/** What people look for, by how often it is said; each word is another one, so that no answer is still warm. */
const kinds: Readonly<Record<string, (words: readonly string[], nth: number) => string>> = {
  rare: (words, nth) => words[words.length - 1 - nth * 37] ?? '',
  'no hit': (_, nth) => `unsaid${'abcdefghij'[nth % 10]}${nth}`,
  'two words': (words, nth) => `${words[40 + nth] ?? ''} ${words[400 + nth * 3] ?? ''}`,
  common: (words, nth) => words[nth % 30] ?? '',
  prefix: (words, nth) => (words[300 + nth * 11] ?? '').slice(0, 4),
}

type Found = { kinds: Record<string, Percentiles>; alone: Percentiles; slowest: string; cpu: CpuEach }

/** Search in what was said, over HTTP as the search field asks, beside the statement alone. */
export const search: Benchmark = {
  measures:
    'milliseconds to find a rare word, none, two, a common one or a beginning among a million messages',
  async run(tell) {
    const grown = await atEachSize(tell, (bench) => measure(bench, tell))
    const { kinds: found, alone, slowest, cpu } = largest(grown)
    const worst = found[slowest]
    if (!worst) throw new Error('Nothing was looked for.')
    return {
      name: 'search',
      ratio: rounded(worst.median / alone.median, 2),
      baseline: `the search statement alone as the application role, kind "${slowest}", medians`,
      unit: 'ms',
      value: rounded(worst.p95, 2),
      n: perKind * Object.keys(kinds).length,
      slowest,
      median: rounded(worst.median, 2),
      p99: rounded(worst.p99, 2),
      baselineMs: rounded(alone.median, 2),
      ...cpuFigures(cpu),
      ...Object.fromEntries(Object.entries(found).map(([name, { p95 }]) => [`p95 ${name}`, rounded(p95, 2)])),
      ...Object.fromEntries(
        grown.map(({ cases, found: at }) => [`p95At${cases}`, rounded(at.kinds[at.slowest]?.p95 ?? 0, 2)]),
      ),
    } satisfies Result
  },
}

const path = (q: string) => `/cases?state=any&limit=${pageSize}&q=${encodeURIComponent(q)}`

async function measure(bench: Bench, tell: (line: string) => void): Promise<Found> {
  const words = seededWords(diceFrom(1935))
  for (let nth = 0; nth < 20; nth += 1)
    for (const [name, make] of Object.entries(kinds))
      await bench.get(path(make(words, perKind + nth + name.length)))
  const times: Record<string, number[]> = {}
  const { cpu } = await withCpu(bench, perKind * Object.keys(kinds).length, async () => {
    for (let nth = 0; nth < perKind; nth += 1)
      for (const [name, make] of Object.entries(kinds))
        (times[name] ??= []).push(await timed(() => bench.get(path(make(words, nth)))))
  })
  const found = Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, percentilesOf(taken)]))
  const [slowest = ''] = Object.keys(found).toSorted((a, b) => (found[b]?.p95 ?? 0) - (found[a]?.p95 ?? 0))
  const make = kinds[slowest]
  const alone: number[] = []
  for (let nth = 0; make && nth < perKind; nth += 1) {
    const q = make(words, nth)
    alone.push(
      await timed(() =>
        bench.db.withOrg(bench.org, (tx) => searchCases(tx, searchQuery(q), q, pageSize + 1)),
      ),
    )
  }
  for (const [name, taken] of Object.entries(found)) tell(`  ${name.padEnd(18)} ${shownPercentiles(taken)}`)
  tell(`  statement alone    ${shownPercentiles(percentilesOf(alone))} (${slowest})`)
  tell(`  ${shownCpu(cpu)}`)
  return { kinds: found, alone: percentilesOf(alone), slowest, cpu }
}
