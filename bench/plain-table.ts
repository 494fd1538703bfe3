import type { FactValue } from '#domain/policy/fact.ts'
import type { Dice } from '#test/dice.ts'

/** What a row asks of one fact: anything, some of its values, or a range from a number up to another. */
export type Ask =
  | { any: true }
  | { values: readonly FactValue[] }
  | { readonly from: number; readonly to: number }

/** A fact and what it can be: a colour, yes or no, or a number from 0 to 1000 with one decimal. */
type PlainFact = { name: string; kind: 'colour' | 'yes-no' | 'number' }

/** A decision table that every engine can be given: of all rows exactly one fits. */
export type PlainTable = { facts: readonly PlainFact[]; rows: readonly (readonly Ask[])[] }

/** The values of a fact that is a colour. */
const colours = ['red', 'amber', 'green', 'blue', 'white', 'black'] as const

/** A complete table of so many rows over ten facts, made by cutting one row that fits everything again and again. */
export function plainTable(dice: Dice, size: number): PlainTable {
  const facts = Array.from({ length: 10 }, (_, at): PlainFact => ({
    name: `fact${at}`,
    kind: at < 4 ? 'colour' : at < 6 ? 'yes-no' : 'number',
  }))
  const rows: Ask[][] = [facts.map(() => ({ any: true }))]
  while (rows.length < size) {
    const [at, fact] = [dice.between(0, rows.length - 1), dice.between(0, 9)]
    const row = rows[at] ?? []
    const parts = cut(row[fact] ?? { any: true }, facts[fact]?.kind ?? 'number', dice)
    if (!parts) continue
    rows[at] = row.with(fact, parts[0])
    rows.push(row.with(fact, parts[1]))
  }
  return { facts, rows }
}

function cut(ask: Ask, kind: PlainFact['kind'], dice: Dice): [Ask, Ask] | null {
  if (kind === 'number') {
    const { from, to } = 'from' in ask ? ask : { from: 0, to: 1001 }
    const at = dice.between(1, 7) * 125
    return at <= from || at >= to
      ? null
      : [
          { from, to: at },
          { from: at, to },
        ]
  }
  const all: readonly FactValue[] = kind === 'colour' ? colours : [false, true]
  const values = 'values' in ask ? ask.values : all
  const left = values.filter(() => dice.happens(0.5))
  const right = values.filter((value) => !left.includes(value))
  return left.length === 0 || right.length === 0 ? null : [{ values: left }, { values: right }]
}

/** Any facts for such a table. */
export const anyFacts = (dice: Dice, { facts }: PlainTable): Record<string, string | number | boolean> =>
  Object.fromEntries(
    facts.map(({ name, kind }) => [
      name,
      kind === 'colour'
        ? dice.oneOf(colours)
        : kind === 'yes-no'
          ? dice.happens(0.5)
          : dice.between(0, 10_000) / 10,
    ]),
  )

/** What a row asks, as a unary test; the empty text where it asks nothing. */
export const unaryTest = (ask: Ask): string =>
  'any' in ask
    ? ''
    : 'values' in ask
      ? ask.values.map((value) => JSON.stringify(value)).join(',')
      : `[${ask.from}..${ask.to})`

/** The table as a policy document; its answer is the number of the row. */
export const asPolicy = ({ facts, rows }: PlainTable) => ({
  evenhand: 'policy/1',
  name: 'plain',
  facts: Object.fromEntries(facts.map(({ name, kind }) => [name, { ...types[kind], label: 'matter' }])),
  tables: [
    {
      id: 'plain',
      kind: 'measure',
      hit: 'U',
      reads: facts.map(({ name }) => name),
      gives: { row: { type: 'integer', min: 0 } },
      rows: rows.map((row, at) => ({
        id: `r${at}`,
        when: Object.fromEntries(row.map((ask, fact) => [facts[fact]?.name, unaryTest(ask) || '-'])),
        then: { row: at },
      })),
    },
  ],
  ladder: [
    {
      id: 'desk',
      title: 'The desk',
      acceptWithin: 'PT1H',
      hours: { zone: 'UTC', 'mon-sun': ['00:00-24:00'] },
      rota: [{ who: 'ann', 'mon-sun': ['00:00-24:00'] }],
    },
  ],
})

const types = {
  colour: { type: 'enum', values: colours },
  'yes-no': { type: 'boolean' },
  number: { type: 'decimal', scale: 1, min: 0, max: 1000 },
} as const
