import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Benchmark, Result } from './benchmark.ts'
import { atEachSize, largest } from './growth.ts'
import { listenLive } from './live-client.ts'
import type { Bench } from './on-desk.ts'
import { cpuFigures, shownCpu, withCpu, type CpuEach } from './per-operation.ts'
import { percentilesOf, shownPercentiles, timed, type Percentiles } from './percentiles.ts'
import { rounded } from './spread.ts'

const clients = 50
const changes = 200
const apart = 100

type Found = { events: Percentiles; sinceAsked: Percentiles; command: Percentiles; cpu: CpuEach; n: number }

/** From a commit to its event at each of the clients who listen, while changes go on. */
export const live: Benchmark = {
  measures: `milliseconds from a commit to its event at ${clients} clients`,
  async run(tell) {
    const grown = await atEachSize(tell, (bench) => measure(bench, tell))
    const { events, sinceAsked, command, cpu, n } = largest(grown)
    return {
      name: 'live',
      ratio: rounded(sinceAsked.median / command.median, 2),
      baseline: 'the command alone, from asking to its answer; the ratio is of asking to the event, medians',
      unit: 'ms',
      value: rounded(events.p99, 2),
      n,
      median: rounded(events.median, 2),
      p95: rounded(events.p95, 2),
      sinceAskedP99: rounded(sinceAsked.p99, 2),
      baselineMs: rounded(command.median, 2),
      clients,
      ...cpuFigures(cpu),
      ...Object.fromEntries(grown.map(({ cases, found }) => [`p99At${cases}`, rounded(found.events.p99, 2)])),
    } satisfies Result
  },
}

const Case = z.object({ seq: z.int() })

async function measure(bench: Bench, tell: (line: string) => void): Promise<Found> {
  const { rows } = await bench.owner.query<{ id: string }>(
    `select id from cases where org_id = $1 and state = 'open' and severity < 4 order by next_due_at desc, id limit $2`,
    [bench.org, changes],
  )
  /** By each case, when its command was asked for, when it was answered, and when its event came. */
  const told = new Map<string, { asked: number; answered: number; heard: number[] }>()
  const listening = await Promise.all(
    Array.from({ length: clients }, () => {
      const known = new Set<string>()
      return listenLive(bench.desk, bench.token, (caseId) => {
        const change = told.get(caseId)
        if (change && !known.has(caseId)) change.heard.push(performance.now())
        known.add(caseId)
      })
    }),
  )
  const command: number[] = []
  const askAll = async () => {
    for (const { id } of rows) {
      const { seq } = Case.parse(await bench.get(`/cases/${id}`))
      const change = { asked: performance.now(), answered: Infinity, heard: [] }
      told.set(id, change)
      const note = { body: 'Somebody has written a note.', seq, key: randomUUID() }
      command.push(await timed(() => bench.post(`/cases/${id}/notes`, note)))
      change.answered = performance.now()
      await pause(apart)
    }
    await untilAllHeard([...told.values()])
  }
  const { cpu } = await withCpu(bench, rows.length, askAll).finally(() => {
    for (const client of listening) client.end()
  })
  const all = [...told.values()]
  const events = percentilesOf(
    all.flatMap(({ answered, heard }) => heard.map((at) => Math.max(0, at - answered))),
  )
  const sinceAsked = percentilesOf(all.flatMap(({ asked, heard }) => heard.map((at) => at - asked)))
  tell(`  answer to event    ${shownPercentiles(events)}`)
  tell(`  asking to event    ${shownPercentiles(sinceAsked)}`)
  tell(`  the command alone  ${shownPercentiles(percentilesOf(command))}`)
  tell(`  ${shownCpu(cpu)}, with ${clients} clients told`)
  return { events, sinceAsked, command: percentilesOf(command), cpu, n: all.length * clients }
}

async function untilAllHeard(told: readonly { heard: readonly number[] }[]) {
  const end = performance.now() + 10_000
  while (told.some(({ heard }) => heard.length < clients)) {
    if (performance.now() > end) throw new Error('Some clients were not told of a change within ten seconds.')
    await pause(20)
  }
}
