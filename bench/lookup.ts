import { z } from 'zod'
import { findWanted } from '#server/store/lookup.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { onDesk, type Bench } from './on-desk.ts'
import { keptPeople } from './people/kept-people.ts'
import { accountsOf, nameOf } from './people/names.ts'
import { cpuFigures, shownCpu, withCpu, type CpuEach } from './per-operation.ts'
import { percentilesOf, shownPercentiles, timed, type Percentiles } from './percentiles.ts'
import { readThrough } from './read-through.ts'
import { diceFrom } from './seeded.ts'
import { rounded } from './spread.ts'

const perKind = 150
const warm = 30

/** What is typed for a person: of each who is looked up another one, all over the table. */
const kinds: Readonly<Record<string, (nth: number) => string>> = {
  number: (nth) => accountsOf(nth).phone,
  'number at home': (nth) => `030/${accountsOf(nth).phone.slice(5)}`,
  'e-mail': (nth) => accountsOf(nth).email,
  handle: (nth) => `@${accountsOf(nth).handle}`,
  'name prefix': (nth) => `${nameOf(nth).given} ${nameOf(nth).family.slice(0, 3)}`,
  'family name prefix': (nth) => nameOf(nth).family.slice(0, 4),
  signature: (nth) => accountsOf(nth - (nth % 5)).phone.replace('+4930', '+4940'),
}

type Found = { kinds: Record<string, Percentiles>; alone: Percentiles; cpu: CpuEach }

/** Looking somebody up over HTTP, as the card and the search field ask, beside the first statement of it alone. */
export const lookup: Benchmark = {
  measures: 'milliseconds to look somebody up among a million people with three million accounts',
  async run(tell) {
    const people = Number(process.env['EVENHAND_BENCH_PEOPLE'] ?? 1_000_000)
    const folder = await keptPeople(people, tell)
    await readThrough(folder)
    // The cases are copies without chains: a worker would find that, a case after the other, and tell it.
    const role = 'web,listener'
    const { kinds: found, alone, cpu } = await onDesk(folder, (bench) => measure(bench, people, tell), role)
    const [slowest = ''] = Object.keys(found).toSorted((a, b) => (found[b]?.p95 ?? 0) - (found[a]?.p95 ?? 0))
    const worst = found[slowest]
    if (!worst) throw new Error('Nobody was looked up.')
    return {
      name: 'lookup',
      ratio: rounded((found['number']?.median ?? 0) / alone.median, 2),
      baseline:
        'by number over HTTP against the statement that finds the person, alone as the application role, medians',
      unit: 'ms',
      value: rounded(worst.p95, 2),
      n: perKind * Object.keys(kinds).length,
      people,
      accounts: people * 3,
      slowest,
      median: rounded(worst.median, 2),
      p99: rounded(worst.p99, 2),
      baselineMs: rounded(alone.median, 2),
      baselineP95: rounded(alone.p95, 2),
      ...cpuFigures(cpu),
      ...Object.fromEntries(Object.entries(found).map(([name, { p95 }]) => [`p95 ${name}`, rounded(p95, 2)])),
    } satisfies Result
  },
}

const Answer = z.object({ people: z.array(z.object({ person: z.object({ name: z.string() }) })) })

async function measure(bench: Bench, people: number, tell: (line: string) => void): Promise<Found> {
  await bench.post('/home-country', { country: 'DE' }).catch(() => undefined)
  const dice = diceFrom(2009)
  const somebody = () => dice.between(0, people - 1)
  const ask = (q: string) => bench.get(`/lookup?q=${encodeURIComponent(q)}`)
  const asked = async (name: string, make: (nth: number) => string) => {
    const nth = somebody()
    const answer = await ask(make(nth))
    if (Answer.parse(answer).people.length === 0) throw new Error(`Nobody was found by ${name}: ${make(nth)}`)
  }
  for (let nth = 0; nth < warm; nth += 1)
    for (const [name, make] of Object.entries(kinds)) await asked(name, make)
  const times: Record<string, number[]> = {}
  const { cpu } = await withCpu(bench, perKind * Object.keys(kinds).length, async () => {
    for (let nth = 0; nth < perKind; nth += 1)
      for (const [name, make] of Object.entries(kinds)) {
        const q = make(somebody())
        ;(times[name] ??= []).push(await timed(() => ask(q)))
      }
  })
  const alone: number[] = []
  for (let nth = 0; nth < perKind; nth += 1) {
    const keys = [`phone::${accountsOf(somebody()).phone}`]
    const wanted = { keys, ending: '', handle: '', skeleton: '', name: '', caseNumber: null }
    alone.push(await timed(() => bench.db.withOrg(bench.org, (tx) => findWanted(tx, wanted))))
  }
  const found = Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, percentilesOf(taken)]))
  for (const [name, taken] of Object.entries(found)) tell(`  ${name.padEnd(18)} ${shownPercentiles(taken)}`)
  tell(`  statement alone    ${shownPercentiles(percentilesOf(alone))}`)
  tell(`  ${shownCpu(cpu)}`)
  return { kinds: found, alone: percentilesOf(alone), cpu }
}
