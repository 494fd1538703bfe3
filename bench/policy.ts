import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { askAll, askerOf } from '#domain/policy/ask.ts'
import { compilePolicy, type CompiledPolicy } from '#domain/policy/compile.ts'
import { readPolicy } from '#domain/policy/document.ts'
import { valueOf, type Fact, type Facts, type FactValue } from '#domain/policy/fact.ts'
import { nearestFlip } from '#domain/policy/nearest.ts'
import { keptBy } from '#domain/policy/why.ts'
import { diceFrom, type Dice } from '#test/dice.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { feelin, logic, rules, zen, type OtherEngine } from './other-engines.ts'
import { anyFacts, asPolicy, plainTable } from './plain-table.ts'
import { rounded } from './spread.ts'

const rowsAsked = 20
const samples = 1024
const compared = 200

/** Decisions a second of one table and of the seven of the starter policy, with and without the why, beside other engines. */
export const policy: Benchmark = {
  measures: `decisions a second of ${rowsAsked} rows over 10 facts, beside four other engines`,
  run: measure,
}

async function measure(tell: (line: string) => void): Promise<Result> {
  const dice = diceFrom(rowsAsked)
  const table = plainTable(dice, rowsAsked)
  const ours = compilePolicy(readPolicy(asPolicy(table)))
  const cases = Array.from({ length: samples }, () => anyFacts(dice, table))
  const awaited = zen(table)
  const others = [awaited, logic(table), rules(table), feelin(table)]
  await compareAnswers(ours, others, cases.slice(0, compared))
  tell(`${others.length + 1} engines give the same answer to ${compared} of ${compared} samples.`)

  const one = ratesOf(ours, cases, 'one table', tell)
  const starter = compilePolicy(
    readPolicy(parse(await readFile(new URL('../packs/policies/starter.yaml', import.meta.url), 'utf8'))),
  )
  const complaints = Array.from({ length: samples }, () => anyComplaint(dice, starter))
  const seven = ratesOf(starter, complaints, 'seven tables of the starter policy', tell)

  const rates: Record<string, number> = {}
  for (const other of others) rates[other.name] = await rateOfOther(other, cases)
  const atOnce = await rateAtOnce(awaited, cases)
  for (const [name, rate] of Object.entries({ ...rates, [`${awaited.name}, 64 at once`]: atOnce }))
    tell(`${name}: ${shown(rate)} a second`)
  return {
    name: 'policy',
    ratio: rounded(one.inOrder.clock / (rates[awaited.name] ?? 0), 1),
    baseline: `${awaited.name}, awaited one by one, both by the clock; we answer with the row's line, it with an object`,
    unit: 'decisions/s of one core',
    value: rounded(one.inOrder.core, 0),
    n: samples,
    byTheClock: rounded(one.inOrder.clock, 0),
    fromObject: rounded(one.fromObject.core, 0),
    withWhy: rounded(one.withWhy.core, 0),
    ratioAtOnce: rounded(one.inOrder.clock / atOnce, 1),
    sevenInOrder: rounded(seven.inOrder.core, 0),
    sevenFromObject: rounded(seven.fromObject.core, 0),
    sevenWithWhy: rounded(seven.withWhy.core, 0),
    zenAwaited: rounded(rates[awaited.name] ?? 0, 0),
    zenAtOnce: rounded(atOnce, 0),
    jsonLogic: rounded(rates['json-logic-js'] ?? 0, 0),
    jsonRules: rounded(rates['json-rules-engine'] ?? 0, 0),
    feelin: rounded(rates['feelin'] ?? 0, 0),
    agreed: compared,
  }
}

/** Before anything is timed, all engines have to say the same. */
async function compareAnswers(ours: CompiledPolicy, others: readonly OtherEngine[], cases: readonly Facts[]) {
  for (const facts of cases) {
    const answer = askAll(ours, facts).lines[0]?.answers[0]
    for (const { name, decide } of others) {
      const other = await decide(known(facts))
      if (other !== answer)
        throw new Error(`${name} says row ${other}, and we say ${String(answer)}: ${JSON.stringify(facts)}`)
    }
  }
}

const known = (facts: Facts) =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )

function ratesOf(
  compiled: CompiledPolicy,
  cases: readonly Facts[],
  what: string,
  tell: (line: string) => void,
) {
  const lists = cases.map((facts) => compiled.names.map((name): FactValue => facts[name] ?? null))
  const ask = askerOf(compiled)
  const fromObject = rateOf((at) => askAll(compiled, cases[at & (samples - 1)] ?? {}).lines.length)
  const inOrder = rateOf((at) => ask(lists[at & (samples - 1)] ?? []).lines.length)
  const withWhy = rateOf((at) => whyOf(compiled, ask(lists[at & (samples - 1)] ?? [])))
  tell(
    `${what}, facts in policy order: ${shown(inOrder.core)} a second; from an object: ${shown(fromObject.core)}; with the why: ${shown(withWhy.core)}`,
  )
  return { fromObject, inOrder, withWhy }
}

/** For every table, what kept each other row from answering, and the nearest change. */
function whyOf({ tables, axes }: CompiledPolicy, { lines, segments }: ReturnType<typeof askAll>): number {
  let told = 0
  for (const [at, table] of tables.entries()) {
    const line = lines[at]
    if (!line) continue
    told += keptBy(table, segments).length
    if (nearestFlip(table, axes, segments, line)) told++
  }
  return told
}

const roundLong = 60
const rounds = 12

/** Decisions for each second of the core that made them, and for each second on the clock, in which neighbours work too. */
type Rate = { core: number; clock: number }

/** The best of several short rounds: on a shared machine the others measure the neighbours. */
function rateOf(once: (at: number) => number): Rate {
  const best: Rate = { core: 0, clock: 0 }
  let sum = 0
  for (let round = 0; round < rounds; round++) {
    let made = 0
    const [began, usedBefore] = [performance.now(), coreSeconds()]
    while (performance.now() - began < roundLong) for (let step = 0; step < 500; step++) sum += once(made++)
    best.clock = Math.max(best.clock, (made / (performance.now() - began)) * 1000)
    best.core = Math.max(best.core, made / (coreSeconds() - usedBefore))
  }
  if (sum < 0) throw new Error('Nothing was decided.')
  return best
}

/** Seconds of a core that this thread has used. */
function coreSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

async function rateOfOther({ decide }: OtherEngine, cases: readonly Facts[]): Promise<number> {
  const given = cases.map(known)
  let best = 0
  for (let round = 0; round < rounds; round++) {
    let made = 0
    const began = performance.now()
    while (performance.now() - began < roundLong) await decide(given[made++ & (samples - 1)] ?? {})
    best = Math.max(best, (made / (performance.now() - began)) * 1000)
  }
  return best
}

async function rateAtOnce({ decide }: ReturnType<typeof zen>, cases: readonly Facts[]): Promise<number> {
  const sets = Array.from({ length: samples / 64 }, (_, at) => cases.slice(at * 64, at * 64 + 64).map(known))
  let best = 0
  for (let round = 0; round < rounds; round++) {
    let made = 0
    const began = performance.now()
    while (performance.now() - began < roundLong)
      await Promise.all((sets[made++ % sets.length] ?? []).map(decide))
    best = Math.max(best, ((made * 64) / (performance.now() - began)) * 1000)
  }
  return best
}

/** Any facts that a policy knows, those near the limits that people write oftener. */
function anyComplaint(dice: Dice, { policy: { facts } }: CompiledPolicy): Facts {
  return Object.fromEntries(facts.map((fact) => [fact.name, anyValue(dice, fact)]))
}

function anyValue(dice: Dice, { domain, unknown }: Fact): FactValue {
  if (unknown && dice.happens(0.2)) return null
  const low = Math.max(domain.low, 0)
  const high = Math.min(domain.high, dice.oneOf([5, 50, 300_000]))
  return valueOf(dice.between(low, Math.max(low, high)), domain)
}

const shown = (rate: number) => Math.round(rate).toLocaleString('en')
