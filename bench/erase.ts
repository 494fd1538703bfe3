import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Benchmark, Result } from './benchmark.ts'
import { atEachSize, largest } from './growth.ts'
import type { Bench } from './on-desk.ts'
import { cpuFigures, shownCpu, withCpu, type CpuEach } from './per-operation.ts'
import { percentilesOf, shownPercentiles, timed, type Percentiles } from './percentiles.ts'
import { seededWords } from './seed/spoken-words.ts'
import { diceFrom } from './seeded.ts'
import { rounded } from './spread.ts'

const cases = 20
const rounds = 10

type Found = { many: Percentiles; one: Percentiles; cpu: CpuEach }

/** Erasing a person with many cases, beside one with a single case: what is left of the others does not matter. */
export const erase: Benchmark = {
  measures: `milliseconds to erase a person with ${cases} cases among a million`,
  async run(tell) {
    const grown = await atEachSize(tell, (bench) => measure(bench, tell))
    const { many, one, cpu } = largest(grown)
    return {
      name: 'erase',
      ratio: rounded(many.median / one.median, 2),
      baseline: 'erasing a person with one case, medians, taken in turn',
      unit: 'ms',
      value: rounded(many.highest, 2),
      n: rounds,
      median: rounded(many.median, 2),
      baselineMs: rounded(one.median, 2),
      ...cpuFigures(cpu),
      ...Object.fromEntries(
        grown.map(({ cases: of, found }) => [`highestAt${of}`, rounded(found.many.highest, 2)]),
      ),
    } satisfies Result
  },
}

async function measure(bench: Bench, tell: (line: string) => void): Promise<Found> {
  const words = seededWords(diceFrom(1935))
  const dice = diceFrom(Date.now())
  const person = async (count: number) => {
    const address = `${randomUUID()}@mail.example`
    let personId = ''
    for (let nth = 0; nth < count; nth += 1)
      personId = await complain(bench, address, () => dice.oneOf(words))
    return personId
  }
  const times = { many: [] as number[], one: [] as number[] }
  const cpus: CpuEach[] = []
  for (let round = 0; round < rounds; round += 1) {
    const [many, one] = [await person(cases), await person(1)]
    const erased = (personId: string) =>
      bench.post(`/persons/${personId}/erasure`, { personId, key: randomUUID() })
    const { answer, cpu } = await withCpu(bench, 1, () => timed(() => erased(many)))
    cpus.push(cpu)
    times.many.push(answer)
    times.one.push(await timed(() => erased(one)))
  }
  const found = { many: percentilesOf(times.many), one: percentilesOf(times.one) }
  const mean = (of: (cpu: CpuEach) => number) => cpus.reduce((sum, cpu) => sum + of(cpu), 0) / cpus.length
  const cpu = { node: mean((each) => each.node), postgres: mean((each) => each.postgres) }
  tell(`  ${cases} cases           ${shownPercentiles(found.many)}`)
  tell(`  one case           ${shownPercentiles(found.one)}`)
  tell(`  ${shownCpu(cpu)}`)
  return { ...found, cpu }
}

const Taken = z.object({ outcome: z.literal('opened'), caseId: z.uuid() })
const Case = z.object({ person: z.object({ id: z.uuid() }) })

/** A new matter of somebody, in words that none of their other matters shares. */
async function complain(bench: Bench, address: string, word: () => string): Promise<string> {
  const said = Array.from({ length: 30 }, word).join(' ')
  const { caseId } = Taken.parse(
    await bench.post('/items', {
      channel: 'email',
      externalId: randomUUID(),
      at: new Date().toISOString(),
      from: { email: address, name: 'Ada Benchmark' },
      subject: `${word()} ${word()}`,
      body: said,
    }),
  )
  return Case.parse(await bench.get(`/cases/${caseId}`)).person.id
}
