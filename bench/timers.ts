import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Benchmark, Result } from './benchmark.ts'
import { onDesk, type Bench } from './on-desk.ts'
import { cpuFigures, shownCpu, withCpu } from './per-operation.ts'
import { percentilesOf, shownPercentiles } from './percentiles.ts'
import { startDesk } from './running-desk.ts'
import { keptDesk } from './seed/kept-desk.ts'
import { rounded } from './spread.ts'

/** Three in ten of them are open, each with dates to come. */
const cases = 1_000_000
const due = 1200
const within = 60_000

type Rung = { due: number; recorded: number; seen: number }

/**
 * Promises that fall due at moments of their own, among hundreds of thousands of dates that are not due yet, rung by the
 * real clock of two processes, one of which is killed half way. Late is how long after its date a broken promise had its
 * position in the feed.
 */
export const timers: Benchmark = {
  measures: `milliseconds that dates are rung late, with 100,000 and more pending and a process killed half way`,
  async run(tell) {
    const folder = await keptDesk(Number(process.env['EVENHAND_BENCH_CASES'] ?? cases), tell)
    return onDesk(folder, (bench) => measure(bench, tell))
  },
}

async function measure(bench: Bench, tell: (line: string) => void): Promise<Result> {
  const other = await startDesk(bench.folder)
  const { rows } = await bench.owner.query<{ pending: number }>(
    `select count(*)::int as pending from cases where state = 'open' and look_again_at is not null`,
  )
  const pending = rows[0]?.pending ?? 0
  const promised = await promiseAll(bench, tell)
  const first = Math.min(...promised.values())
  await pause(Math.max(0, first - Date.now() - 1000))
  const { cpu } = await withCpu(bench, due, async () => {
    await pause(first + within / 2 - Date.now())
    process.kill(other.pid, 'SIGKILL')
    tell('One of two processes was killed.')
    await pause(first + within + 5000 - Date.now())
  })
  const rung = await rungOf(bench, promised)
  const late = percentilesOf(rung.map((one) => one.seen - one.due))
  const recorded = percentilesOf(rung.map((one) => one.recorded - one.due))
  const early = rung.filter((one) => one.recorded < one.due).length
  const lost = promised.size - rung.length
  tell(`  late               ${shownPercentiles(late)}, at most ${late.highest.toFixed(0)}`)
  tell(`  taken up           ${shownPercentiles(recorded)}`)
  tell(`  ${early} early, ${lost} lost, ${pending} pending; ${shownCpu(cpu)}`)
  return {
    name: 'timers',
    ratio: rounded(late.median / Math.max(1, recorded.median), 2),
    baseline: 'how late the clock took each of them up, before it was written and had its position, medians',
    unit: 'ms',
    value: rounded(late.p99, 2),
    n: rung.length,
    median: rounded(late.median, 2),
    p95: rounded(late.p95, 2),
    highest: rounded(late.highest, 2),
    baselineMs: rounded(recorded.median, 2),
    early,
    lost,
    pending,
    ...cpuFigures(cpu),
  }
}

const Case = z.object({ seq: z.int() })
const Done = z.object({ id: z.string() })

/** Promises on open cases, each due at a moment of its own within a minute. By their ids, when they are due. */
async function promiseAll(bench: Bench, tell: (line: string) => void): Promise<Map<string, number>> {
  const { rows } = await bench.owner.query<{ id: string; owner: string }>(
    `select id, owner from cases
    where org_id = $1 and state = 'open' and severity < 4 and not fold->'deadlines' @> '[{"kind": "promise"}]'
    order by id desc limit $2`,
    [bench.org, due],
  )
  const begin = Date.now() + 30_000 + rows.length * 60
  const promised = new Map<string, number>()
  const left = rows.entries()
  const promiseSome = async () => {
    for (const [place, { id, owner }] of left) {
      const dueAt = begin + Math.floor((place * within) / rows.length)
      const { seq } = Case.parse(await bench.get(`/cases/${id}`))
      const promise = {
        what: 'Somebody calls.',
        by: owner,
        dueAt: new Date(dueAt).toISOString(),
        seq,
        key: randomUUID(),
      }
      promised.set(Done.parse(await bench.post(`/cases/${id}/promises`, promise)).id, dueAt)
    }
  }
  await Promise.all(Array.from({ length: 6 }, promiseSome))
  if (Date.now() > begin - 2000)
    throw new Error('The promises were not given in time: the machine is too busy.')
  tell(
    `${promised.size} promises are given; they fall due from ${((begin - Date.now()) / 1000).toFixed(0)} s on.`,
  )
  return promised
}

/** What was rung of them: when the clock took each up, and when the feed told of it. */
async function rungOf({ owner, org }: Bench, promised: ReadonlyMap<string, number>): Promise<Rung[]> {
  const { rows } = await owner.query<{ id: string; recorded: Date; seen: Date }>(
    `select e.data->>'id' as id, e.at as recorded, f.at as seen
    from unnest($2::text[]) promise
    join events e on e.org_id = $1 and e.case_id = split_part(promise, '.', 1)::uuid
      and e.type = 'promise-broken' and e.data->>'id' = promise
    join feed f on f.org_id = $1 and f.case_id = e.case_id and e.seq between f.first_seq and f.last_seq`,
    [org, [...promised.keys()]],
  )
  return rows.map(({ id, recorded, seen }) => ({
    due: promised.get(id) ?? Number.NaN,
    recorded: recorded.getTime(),
    seen: seen.getTime(),
  }))
}
