import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aRung } from '../a-policy.ts'
import { askAll } from '../ask.ts'
import { compilePolicy, type CompiledPolicy } from '../compile.ts'
import { readDraft } from '../document.ts'
import { valueOf, type Facts, type FactValue } from '../fact.ts'
import type { HitPolicy } from '../table.ts'
import type { Finding } from './finding.ts'
import { prove } from './prove.ts'

// Small policies, made up at random, of which every complaint that can be is asked: what the proofs say has to be so.

const harms = ['none', 'loss', 'safety']
const facts = {
  harm: { type: 'enum', values: harms, order: 'worse', label: 'matter' },
  failures: { type: 'integer', min: 0, max: 3, order: 'worse', unknown: true, label: 'history' },
  channel: { type: 'enum', values: ['email', 'social'], label: 'channel' },
  press: { type: 'boolean', label: 'visibility' },
}
const grades = { type: 'enum', values: ['low', 'mid', 'high'], order: 'worse' }

const cells: Record<string, string[]> = {
  harm: ['-', '-', '"none"', '"loss","safety"', 'not("loss")', '"safety"'],
  failures: ['-', '-', '>= 1', '< 2', '[1..2]', 'unknown', '>= 2, unknown'],
  channel: ['-', '-', '-', '"social"', '"email"'],
  press: ['-', '-', '-', 'true', 'false'],
  grade: ['-', '"low"', '"mid","high"', '"high"', 'unknown'],
}

type Made = { hit: HitPolicy; rows: { when: Record<string, string>; value: number }[]; hasDefault: boolean }

const cellFor = (name: string) => fc.constantFrom(...(cells[name] ?? ['-']))

const table = (reads: readonly string[], hits: readonly HitPolicy[]): fc.Arbitrary<Made> =>
  fc.record({
    hit: fc.constantFrom(...hits),
    rows: fc.array(
      fc.record({
        when: fc.record(Object.fromEntries(reads.map((name) => [name, cellFor(name)]))),
        value: fc.nat(2),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    hasDefault: fc.boolean(),
  })

const written = (
  id: string,
  kind: string,
  reads: readonly string[],
  output: [string, object],
  made: Made,
  of: readonly unknown[],
) => ({
  id,
  kind,
  hit: made.hit,
  reads,
  gives: { [output[0]]: output[1] },
  rows: made.rows.map(({ when, value }, at) => ({ id: `r${at}`, when, then: { [output[0]]: of[value] } })),
  ...(made.hasDefault && { default: { then: { [output[0]]: of[0] } } }),
})

const single: HitPolicy[] = ['U', 'A', 'F', 'P', 'C<', 'C>']
const firstReads = ['harm', 'failures', 'press']
const nextReads = ['grade', 'harm', 'channel']
const amount = { type: 'integer', min: 0, max: 9 }

const anyPolicy = fc
  .record({
    first: table(firstReads, single),
    next: table(nextReads, [...single, 'C+', 'C#', 'C']),
    impossible: fc.option(
      fc.constantFrom({ harm: '"none"', press: true }, { channel: '"email"', failures: '>= 2' }),
    ),
  })
  .map(({ first, next, impossible }) => ({
    evenhand: 'policy/1',
    name: 'small',
    facts,
    tables: [
      written('grading', 'measure', firstReads, ['grade', grades], first, grades.values),
      written('owing', 'outcome', nextReads, ['owed', amount], next, [0, 3, 5]),
    ],
    ladder: [aRung('desk')],
    ...(impossible && { impossible: [{ when: impossible }] }),
  }))

/** Every complaint that can be. */
function everything({ policy }: CompiledPolicy): Facts[] {
  const all = policy.facts.reduce<Record<string, FactValue>[]>(
    (list, { name, domain, unknown }) => {
      const values: FactValue[] = Array.from({ length: domain.high - domain.low + 1 }, (_, at) =>
        valueOf(domain.low + at, domain),
      )
      return list.flatMap((some) =>
        [...values, ...(unknown ? [null] : [])].map((value) => ({ ...some, [name]: value })),
      )
    },
    [{}],
  )
  return all
}

const isPossible = (given: Facts, impossible: Record<string, unknown> | undefined): boolean => {
  if (!impossible) return true
  if ('press' in impossible) return !(given['harm'] === 'none' && given['press'] === true)
  return !(given['channel'] === 'email' && typeof given['failures'] === 'number' && given['failures'] >= 2)
}

const answersOf = (compiled: CompiledPolicy, given: Facts) => askAll(compiled, given).lines

const owing = (lines: ReturnType<typeof answersOf>) => JSON.stringify(lines[1]?.answers)

const isWorse = (name: string, one: Facts, other: Facts) => {
  const [low, high] = [one[name], other[name]]
  if (typeof low === 'number' && typeof high === 'number') return low < high
  return harms.indexOf(String(low)) < harms.indexOf(String(high))
}

const isAlike = (name: string, one: Facts, other: Facts) =>
  firstReads.every((key) => key === name || one[key] === other[key])

/** What is wrong, found by asking everything: kinds by table, and the rows that never answer. */
function plainly(
  document: { impossible?: { when: Record<string, unknown> }[] },
  compiled: CompiledPolicy,
): Set<string> {
  const impossible = document.impossible?.[0]?.when
  const cases = everything(compiled).filter((given) => isPossible(given, impossible))
  const asked = cases.map((given) => ({ given, lines: answersOf(compiled, given) }))
  const found = new Set<string>()
  for (const [
    at,
    {
      table: { id, hit, rows },
    },
  ] of compiled.tables.entries()) {
    if (!['C', 'R', 'C#'].includes(hit) && asked.some(({ lines }) => lines[at]?.answers[0] === null))
      found.add(`gap ${id}`)
    const fired = new Set(asked.flatMap(({ lines }) => lines[at]?.fired.rows ?? []))
    if (hit === 'F' || hit === 'P')
      for (const row of rows) if (!fired.has(row.id)) found.add(`masked ${id} ${row.id}`)
  }
  for (const one of asked)
    for (const other of asked)
      if (differsOnlyIn('press', one.given, other.given) && owing(one.lines) !== owing(other.lines))
        found.add('visibility-leak owing')
  const hit = compiled.tables[1]?.table.hit
  if (hit !== 'C+' && hit !== 'C#' && hit !== 'C') {
    const had = (channel: string) =>
      new Set(asked.filter(({ given }) => given['channel'] === channel).map(({ lines }) => owing(lines)))
    const [social, other] = [had('social'), had('email')]
    if ([...social].some((answer) => answer !== '[null]' && !other.has(answer)))
      found.add('social-only owing')
  }
  for (const fall of fallsOf(asked, compiled)) found.add(fall)
  return found
}

const differsOnlyIn = (name: string, one: Facts, other: Facts) =>
  one[name] !== other[name] && Object.keys(one).every((key) => key === name || one[key] === other[key])

type Asked = { given: Facts; lines: ReturnType<typeof answersOf> }

/** Falls of the first table, whose output is the only one with an order: over all pairs of what it can be asked. */
function fallsOf(asked: readonly Asked[], { tables }: CompiledPolicy): string[] {
  const [grading] = tables
  const rank = ({ lines }: Asked) => lines[0]?.codes[0] ?? null
  for (const name of ['harm', 'failures'])
    for (const one of asked)
      for (const other of asked) {
        const [before, after] = [rank(one), rank(other)]
        if (before === null || after === null || after >= before) continue
        if (
          isAlike(name, one.given, other.given) &&
          one.given[name] !== null &&
          other.given[name] !== null &&
          isWorse(name, one.given, other.given)
        )
          return [`not-monotone ${grading?.table.id ?? ''}`]
      }
  return []
}

const checked = new Set(['gap', 'masked', 'visibility-leak', 'social-only', 'not-monotone'])

const told = ({ kind, table: id, rows }: Finding) =>
  kind === 'masked' ? `masked ${id} ${rows[0]}` : `${kind} ${id}`

test('on small policies the proofs find just what asking everything finds', () => {
  fc.assert(
    fc.property(anyPolicy, (document) => {
      const policy = readDraft(document)
      const compiled = compilePolicy(policy)
      const findings = prove(policy, { law: { regimes: [], calendars: [] } })
      const shown = findings.filter(
        ({ kind, table: id }) => checked.has(kind) && !(kind === 'masked' && !isFirstHit(compiled, id)),
      )
      const sums = ['C+', 'C#', 'C'].includes(compiled.tables[1]?.table.hit ?? '')
      const mine = new Set(shown.filter(({ kind }) => kind !== 'social-only' || !sums).map(told))
      expect([...mine].toSorted()).toEqual([...plainly(document, compiled)].toSorted())
      expect(findings.filter(({ kind }) => kind === 'not-proved')).toEqual([])
      for (const finding of findings) expect(runsInto(finding, compiled)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

const isFirstHit = ({ tables }: CompiledPolicy, id: string | null) =>
  tables.some(({ table: { id: own, hit } }) => own === id && (hit === 'F' || hit === 'P'))

/** Whether the facts of a finding, asked of the policy itself, show what it says. */
function runsInto({ kind, table: id, facts: given, instead }: Finding, compiled: CompiledPolicy): boolean {
  const at = compiled.tables.findIndex(({ table: { id: own } }) => own === id)
  if (kind === 'gap') return answersOf(compiled, given)[at]?.answers[0] === null
  if (kind !== 'visibility-leak' && kind !== 'not-monotone') return true
  const [one, other] = [answersOf(compiled, given)[at], answersOf(compiled, { ...given, ...instead })[at]]
  return JSON.stringify(one?.answers) !== JSON.stringify(other?.answers)
}
