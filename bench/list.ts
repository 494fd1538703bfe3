import { z } from 'zod'
import type { CaseFilter } from '#server/store/case-filter.ts'
import { listCases } from '#server/store/case-list.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { atEachSize, largest } from './growth.ts'
import type { Bench } from './on-desk.ts'
import { cpuFigures, shownCpu, withCpu, type CpuEach } from './per-operation.ts'
import { percentilesOf, shownPercentiles, timed, type Percentiles } from './percentiles.ts'
import { diceFrom } from './seeded.ts'
import { rounded } from './spread.ts'
import { frontLine } from './seed/house.ts'

const perKind = 150
const pageSize = 50

/** A way to ask for the queue, as a path and as the filter that it comes to. */
type Kind = { name: string; query: string; filter: CaseFilter }

const kinds: readonly Kind[] = [
  { name: 'open', query: 'state=open', filter: { state: 'open', snoozed: 'no' } },
  ...frontLine.slice(0, 2).map((owner) => ({
    name: `of ${owner}`,
    query: `state=open&owner=${owner}`,
    filter: { state: 'open' as const, owner, snoozed: 'no' as const },
  })),
  {
    name: 'on a rung',
    query: 'state=open&rung=front',
    filter: { state: 'open', rung: 'front', snoozed: 'no' },
  },
  { name: 'serious', query: 'state=open&severity=4', filter: { state: 'open', severity: 4, snoozed: 'no' } },
  { name: 'our turn', query: 'state=open&turn=ours', filter: { state: 'open', turn: 'ours', snoozed: 'no' } },
  {
    name: 'their turn',
    query: 'state=open&turn=customers',
    filter: { state: 'open', turn: 'customers', snoozed: 'no' },
  },
  {
    name: 'their turn, of one',
    query: `state=open&turn=customers&owner=${frontLine[2]}`,
    filter: { state: 'open', turn: 'customers', owner: frontLine[2] ?? null, snoozed: 'no' },
  },
  {
    name: 'serious, any state',
    query: 'state=any&severity=4',
    filter: { state: null, severity: 4, snoozed: 'no' },
  },
  { name: 'closed', query: 'state=closed', filter: { state: 'closed', snoozed: 'no' } },
  {
    name: 'closed by one',
    query: `state=closed&owner=${frontLine[3]}`,
    filter: { state: 'closed', owner: frontLine[3] ?? null, snoozed: 'no' },
  },
  { name: 'all', query: 'state=any', filter: { state: null, snoozed: 'no' } },
]

type Found = {
  pages: Percentiles
  /** All counters of the screen, which are asked for together. */
  counters: Percentiles
  alone: Percentiles
  cpu: CpuEach
  slowest: string
  n: number
}

/** A page of the queue over HTTP, by many filters and as deep as one likes, beside the statements alone. */
export const list: Benchmark = {
  measures:
    'milliseconds for a page of the queue over HTTP, with varied filters and deep pages, at a million cases',
  async run(tell) {
    const grown = await atEachSize(tell, (bench) => measure(bench, tell))
    const { pages, counters, alone, cpu, slowest, n } = largest(grown)
    const [smallest] = grown
    const growth = smallest ? pages.p99 / smallest.found.pages.p99 : 1
    return {
      name: 'list',
      ratio: rounded(pages.median / alone.median, 2),
      baseline:
        'the list statement alone as the application role, same filters and places, medians, rounds interleaved',
      unit: 'ms',
      value: rounded(pages.p99, 2),
      n,
      median: rounded(pages.median, 2),
      p95: rounded(pages.p95, 2),
      countersMedian: rounded(counters.median, 2),
      countersP99: rounded(counters.p99, 2),
      baselineMs: rounded(alone.median, 2),
      ...cpuFigures(cpu),
      slowest,
      growth: rounded(growth, 2),
      ...Object.fromEntries(grown.map(({ cases, found }) => [`p99At${cases}`, rounded(found.pages.p99, 2)])),
    } satisfies Result
  },
}

const Page = z.object({ cases: z.array(z.object({ id: z.string() })) })

async function measure(bench: Bench, tell: (line: string) => void): Promise<Found> {
  const asked: { kind: Kind; query: string; filter: CaseFilter }[] = []
  for (const kind of kinds)
    for (const place of await placesOf(bench, kind, perKind)) {
      const after = Buffer.from(`${place.at} ${place.id}`).toString('base64url')
      asked.push({
        kind,
        // One in five is the first page.
        ...(asked.length % 5 === 0
          ? { query: kind.query, filter: kind.filter }
          : { query: `${kind.query}&after=${after}`, filter: { ...kind.filter, after: place } }),
      })
    }
  const mixed = shuffled(asked)
  for (const { query } of mixed.slice(0, 200)) await bench.get(`/cases?limit=${pageSize}&${query}`)
  const times: { kind: string; ms: number }[] = []
  const { cpu } = await withCpu(bench, mixed.length, async () => {
    for (const { kind, query } of mixed) {
      let page: unknown
      const ms = await timed(async () => (page = await bench.get(`/cases?limit=${pageSize}&${query}`)))
      if (Page.parse(page).cases.length === 0) throw new Error(`A page of "${kind.name}" was empty.`)
      times.push({ kind: kind.name, ms })
    }
  })
  const counted: number[] = []
  for (let nth = 0; nth < perKind; nth += 1) counted.push(await timed(() => bench.get('/counts')))
  const alone: number[] = []
  for (const { filter } of mixed)
    alone.push(await timed(() => bench.db.withOrg(bench.org, (tx) => listCases(tx, filter, pageSize))))
  const pages = percentilesOf(times.map(({ ms }) => ms))
  const counters = percentilesOf(counted)
  const slowest = kinds
    .map(({ name }) => ({
      name,
      p95: percentilesOf(times.filter(({ kind }) => kind === name).map(({ ms }) => ms)).p95,
    }))
    .toSorted((a, b) => b.p95 - a.p95)
  tell(`  over HTTP          ${shownPercentiles(pages)}`)
  tell(`  counters           ${shownPercentiles(counters)}`)
  tell(`  statement alone    ${shownPercentiles(percentilesOf(alone))}`)
  tell(`  ${shownCpu(cpu)}`)
  tell(`  p95 by filter      ${slowest.map(({ name, p95 }) => `${name} ${p95.toFixed(1)}`).join(', ')}`)
  const name = slowest[0]?.name ?? ''
  return { pages, counters, alone: percentilesOf(alone), cpu, slowest: name, n: mixed.length }
}

/**
 * Places all over the list of a kind, near its beginning and near its end. The database picks them: a million rows in this
 * process would have its own collector stop it in the midst of what is timed.
 */
async function placesOf({ owner, org }: Bench, { filter }: Kind, count: number) {
  const by = filter.state === 'open' ? 'next_due_at' : 'opened_at'
  const order = filter.state === 'open' ? 'asc' : 'desc'
  // From the last pages on there may be no more to come.
  const { rows } = await owner.query<{ at: Date; id: string }>(
    `with placed as materialized (
      select ${by} as at, id, row_number() over (order by ${by} ${order}, id ${order}) as place, count(*) over () as whole
      from cases
      where org_id = $1 and ($2::text is null or state = $2) and ($3::text is null or owner = $3)
        and ($4::text is null or rung = $4) and severity >= $5 and ($6::text is null or turn = $6)
    )
    select at, id from generate_series(0, $7 - 1) nth
      join placed on place = 1 + nth * greatest(1, whole - $8) / $7 order by nth`,
    [
      org,
      filter.state,
      filter.owner ?? null,
      filter.rung ?? null,
      filter.severity ?? 0,
      filter.turn ?? null,
      count,
      2 * pageSize,
    ],
  )
  return rows.map(({ at, id }) => ({ at: at.toISOString(), id }))
}

function shuffled<T>(all: readonly T[]): T[] {
  const dice = diceFrom(7)
  return all
    .map((one) => ({ one, place: dice.share() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
}
