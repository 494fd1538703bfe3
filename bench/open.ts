import { join } from 'node:path'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { digestOf, newSalt } from '#server/desk/digest.ts'
import { holdCase, record } from '#server/desk/cases/record.ts'
import { readMasterKey } from '#server/master-key.ts'
import { newId } from '#server/store/id.ts'
import { saveMessage } from '#server/store/messages.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { atEachSize, largest } from './growth.ts'
import type { Bench } from './on-desk.ts'
import { cpuFigures, shownCpu, withCpu, type CpuEach } from './per-operation.ts'
import { percentilesOf, shownPercentiles, timed, type Percentiles } from './percentiles.ts'
import { recordingDesk } from './seed/recording-desk.ts'
import { rounded } from './spread.ts'

const events = 10_000
const rounds = 150

type Found = { long: Percentiles; short: Percentiles; cpu: CpuEach; kilobytes: number }

/** The first screen of a case with ten thousand events, beside that of a case with a few. */
export const open: Benchmark = {
  measures: `milliseconds until the first screen of a case with ${events} events is there`,
  async run(tell) {
    const grown = await atEachSize(tell, (bench) => measure(bench, tell))
    const { long, short, cpu, kilobytes } = largest(grown)
    return {
      name: 'open',
      ratio: rounded(long.median / short.median, 2),
      baseline: 'the first screen of a case with a few events, medians, taken in turn',
      unit: 'ms',
      value: rounded(long.p99, 2),
      n: rounds,
      median: rounded(long.median, 2),
      p95: rounded(long.p95, 2),
      baselineMs: rounded(short.median, 2),
      kilobytes,
      ...cpuFigures(cpu),
      ...Object.fromEntries(grown.map(({ cases, found }) => [`p99At${cases}`, rounded(found.long.p99, 2)])),
    } satisfies Result
  },
}

async function measure(bench: Bench, tell: (line: string) => void): Promise<Found> {
  const long = await longCase(bench)
  const { rows } = await bench.owner.query<{ id: string }>(
    `select id from cases where org_id = $1 and state = 'open' and id <> $2 order by number desc limit $3`,
    [bench.org, long, rounds],
  )
  const times = { long: [] as number[], short: [] as number[] }
  let page: unknown
  for (let warm = 0; warm < 20; warm += 1) page = await bench.get(`/cases/${long}`)
  for (const { id } of rows) {
    times.long.push(await timed(() => bench.get(`/cases/${long}`)))
    times.short.push(await timed(() => bench.get(`/cases/${id}`)))
  }
  const { cpu } = await withCpu(bench, rounds, async () => {
    for (let round = 0; round < rounds; round += 1) await bench.get(`/cases/${long}`)
  })
  const found = { long: percentilesOf(times.long), short: percentilesOf(times.short) }
  tell(`  ${events} events     ${shownPercentiles(found.long)}`)
  tell(`  a few events       ${shownPercentiles(found.short)}`)
  tell(`  ${shownCpu(cpu)}`)
  return { ...found, cpu, kilobytes: Math.round(JSON.stringify(page).length / 1024) }
}

/** The case with so many events, made where there is none yet: notes and facts, as years of going to and fro leave behind. */
async function longCase(bench: Bench): Promise<string> {
  const { rows } = await bench.owner.query<{ id: string; events: number }>(
    `select case_id as id, max(seq) as events from events
    where org_id = $1 and case_id = (select id from cases where org_id = $1 and state = 'open' order by number desc limit 1)
    group by case_id`,
    [bench.org],
  )
  const [newest] = rows
  if (!newest) throw new Error('A seeded desk has open cases.')
  let written = newest.events
  const now = Temporal.Instant.fromEpochMilliseconds(Date.now())
  const desk = recordingDesk(bench.db, await readMasterKey(join(bench.folder), undefined), now)
  while (written < events) written = await writeOn(bench, desk, newest.id)
  return newest.id
}

/** Five hundred more things that happened. */
const writeOn = ({ db, org }: Bench, desk: ReturnType<typeof recordingDesk>, id: string) =>
  db.withOrg(org, async (tx) => {
    const held = await holdCase(tx, id)
    const happenings: CaseEvent[] = []
    const by = 'member:administrator' as const
    for (let nth = 0; nth < 500; nth += 1) {
      const now = desk.now()
      if (nth % 2 === 0) {
        happenings.push(happened('facts-entered', now, by, { facts: { loss: 10 + (nth % 50) } }))
        continue
      }
      const message = newId(now)
      const salt = newSalt()
      const body = `The customer called again, for the ${nth}th time, and was told what we know.`
      await saveMessage(tx, {
        id: message,
        caseId: id,
        direction: 'note',
        channel: held.kase.channel,
        connection: null,
        account: null,
        member: 'administrator',
        isPublic: false,
        at: now.toString(),
        subject: '',
        body,
        salt,
        keys: [],
      })
      happenings.push(happened('note-written', now, by, { message, digest: digestOf(salt, body) }))
    }
    return (await record(desk, tx, held, happenings)).kase.events
  })
