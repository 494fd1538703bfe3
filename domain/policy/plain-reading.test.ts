import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPolicy, aTable } from './a-policy.ts'
import { compilePolicy } from './compile.ts'
import { decide } from './decide.ts'
import { readPolicy } from './document.ts'
import type { FactValue } from './fact.ts'
import { isList, type Answer } from './line.ts'
import { givesList, type HitPolicy } from './table.ts'

// A policy is made up together with its plain reading: each cell comes with the question it stands for.

type Cell = { text: string; fits: (value: FactValue) => boolean }
type Row = { cells: Cell[]; answer: number }
const [moods, most] = [['calm', 'upset', 'furious'], 6]

const anything: Cell = { text: '-', fits: () => true }
const nothingKnown: Cell = { text: 'unknown', fits: (value) => value === null }
const orUnknown = ({ text, fits }: Cell): Cell => ({
  text: text.startsWith('not') ? text : `${text}, unknown`,
  fits: (value) => (value === null && !text.startsWith('not')) || fits(value),
})

const amongWords = (words: readonly string[]) =>
  fc.subarray([...words], { minLength: 1 }).chain((some) => {
    const list = some.map((word) => `"${word}"`).join(', ')
    return fc.constantFrom<Cell>(
      { text: list, fits: (value) => some.some((word) => word === value) },
      { text: `not(${list})`, fits: (value) => value !== null && some.every((word) => word !== value) },
    )
  })

const number = (text: string, fits: (value: number) => boolean): Cell => ({
  text,
  fits: (value) => typeof value === 'number' && fits(value),
})

const amongNumbers = (step: number) =>
  fc.tuple(fc.nat(most / step), fc.nat(most / step)).chain(([one, other]) => {
    const [low, high] = [Math.min(one, other) * step, Math.max(one, other) * step]
    return fc.constantFrom(
      number(`${low}`, (value) => value === low),
      number(`< ${low}`, (value) => value < low),
      number(`<= ${low}`, (value) => value <= low),
      number(`> ${low}`, (value) => value > low),
      number(`>= ${low}`, (value) => value >= low),
      number(`[${low}..${high}]`, (value) => low <= value && value <= high),
      number(`(${low}..${high})`, (value) => low < value && value < high),
      number(`[${low}..${high})`, (value) => low <= value && value < high),
      number(`]${low}..${high}]`, (value) => low < value && value <= high),
      number(`not([${low}..${high}], ${low})`, (value) => value < low || value > high),
    )
  })

/** Cells over values that are written as calls, in their order. */
const amongWritten = (write: (value: string) => string, values: readonly string[]) =>
  fc.tuple(fc.nat(values.length - 1), fc.nat(values.length - 1)).chain(([one, other]) => {
    const [low = '', high = ''] = [values[Math.min(one, other)], values[Math.max(one, other)]]
    const place = (value: FactValue) => values.findIndex((known) => known === value)
    const [from, to] = [place(low), place(high)]
    const cell = (text: string, fits: (at: number) => boolean): Cell => ({
      text,
      fits: (value) => value !== null && fits(place(value)),
    })
    return fc.constantFrom(
      cell(write(low), (at) => at === from),
      cell(`>= ${write(low)}`, (at) => at >= from),
      cell(`< ${write(high)}`, (at) => at < to),
      cell(`[${write(low)}..${write(high)}[`, (at) => from <= at && at < to),
      cell(`not((${write(low)}..${write(high)}], ${write(low)})`, (at) => at < from || at > to),
    )
  })
const waits = ['PT0S', 'PT30M', 'PT4H', 'P1D', 'P3D']
const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2027-01-01']
const moments = days.map((day) => `${day}T08:00:00Z`)

const truth = fc.constantFrom<Cell>(
  { text: 'true', fits: (value) => value === true },
  { text: 'false', fits: (value) => value === false },
)

const kinds = [
  {
    name: 'mood',
    type: { type: 'enum', values: moods },
    cell: amongWords(moods),
    value: fc.constantFrom(...moods),
  },
  { name: 'known', type: { type: 'boolean' }, cell: truth, value: fc.boolean() },
  {
    name: 'loss',
    type: { type: 'decimal', scale: 1, min: 0 },
    cell: amongNumbers(0.5),
    value: fc.nat(16).map((n) => n / 2),
  },
  { name: 'failures', type: { type: 'integer', min: 0, max: 9 }, cell: amongNumbers(1), value: fc.nat(9) },
  {
    name: 'boxes',
    type: { type: 'integer', min: 0, max: 8, step: 2 },
    cell: amongNumbers(1),
    value: fc.nat(4).map((n) => n * 2),
  },
  {
    name: 'waited',
    type: { type: 'duration', min: 'PT0S' },
    cell: amongWritten((value) => `duration("${value}")`, waits),
    value: fc.constantFrom(...waits),
  },
  {
    name: 'bought',
    type: { type: 'date' },
    cell: amongWritten((value) => `date("${value}")`, days),
    value: fc.constantFrom(...days),
  },
  {
    name: 'told',
    type: { type: 'instant' },
    cell: amongWritten((value) => `date and time("${value}")`, moments),
    value: fc.constantFrom(...moments),
  },
]
const anyCell = (cell: fc.Arbitrary<Cell>) =>
  fc.oneof(fc.constant(anything), cell, cell, cell.map(orUnknown), fc.constant(nothingKnown))
const anyRow: fc.Arbitrary<Row> = fc.record({
  cells: fc.tuple(...kinds.map(({ cell }) => anyCell(cell))),
  answer: fc.nat(4),
})
const anyFacts = fc.tuple(...kinds.map(({ value }) => fc.option<FactValue>(value, { freq: 4 })))
const anyHit = fc.constantFrom<HitPolicy>('U', 'A', 'F', 'P', 'R', 'C', 'C+', 'C<', 'C>', 'C#')

/** The answer as one would read it off the table with a finger. */
function readOff(hit: HitPolicy, rows: readonly Row[], values: readonly FactValue[]): Answer {
  const answers = rows
    .filter(({ cells }) => cells.every(({ fits }, column) => fits(values[column] ?? null)))
    .map(({ answer }) => answer)
  if (hit === 'C' || hit === 'R') return answers
  if (hit === 'C#') return answers.length
  if (answers.length === 0) return null
  if (hit === 'C+') return answers.reduce((sum, answer) => sum + answer)
  if (hit === 'C<') return Math.min(...answers)
  if (hit === 'C>' || hit === 'P') return Math.max(...answers)
  return answers[0] ?? null
}

const written = (rows: readonly Row[]) =>
  rows.map(({ cells, answer }, at) => ({
    id: `r${at}`,
    when: Object.fromEntries(cells.map(({ text }, column) => [kinds[column]?.name, text])),
    then: { answer },
  }))

const reads = kinds.map(({ name }) => name)
const declared = kinds.map(({ name, type }) => [name, { ...type, unknown: true, label: 'matter' }])

test('a compiled policy answers what its tables say, read plainly', () => {
  const made = fc.record({
    hit: anyHit,
    rows: fc.array(anyRow, { maxLength: 70, size: 'max' }),
    following: fc.array(fc.tuple(anyCell(amongNumbers(1)), fc.nat(4)), { maxLength: 5 }),
    cases: fc.array(anyFacts, { minLength: 20, maxLength: 20 }),
  })
  fc.assert(
    fc.property(made, ({ hit, rows, following, cases }) => {
      const first = aTable('first', { hit, reads, rows: written(rows) })
      const next = aTable('next', {
        reads: ['answer'],
        gives: { more: { type: 'integer' } },
        rows: following.map(([{ text }, more], at) => ({
          id: `n${at}`,
          when: { answer: text },
          then: { more },
        })),
      })
      const tables = givesList(hit) ? [first] : [first, next]
      const policy = compilePolicy(readPolicy(aPolicy({ facts: Object.fromEntries(declared), tables })))
      for (const values of cases) {
        const known = Object.fromEntries(reads.map((name, column) => [name, values[column] ?? null]))
        const { measure } = decide(policy, known)
        const answer = readOff(hit, rows, values)
        expect(measure['answer']).toEqual(answer)
        if (isList(answer)) continue
        const [, more] = following.find(([{ fits }]) => fits(answer)) ?? []
        expect(measure['more']).toBe(more ?? null)
      }
    }),
    { numRuns: 400 },
  )
})
