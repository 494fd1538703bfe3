import type { Dice } from '#test/dice.ts'

/** What the rows of a table look like: thresholds, the worst first, as people write them; or anything, as imports hold. */
export type Style = 'thresholds' | 'arbitrary'

type Fact = { name: string; values: readonly string[] }

const levels = (count: number) => Array.from({ length: count }, (_, at) => `v${at}`)

/**
 * A policy of seven tables of so many rows over ten facts each: twenty-four facts of four to eight values, and in each
 * table what one or two earlier ones gave. The second table asks who is watching, and nobody reads what it gives. With
 * thresholds it is complete and monotone by the way it is made; else complete and without overlap.
 */
export function sevenTables(dice: Dice, rows: number, style: Style) {
  const facts = Array.from({ length: 24 }, (_, at): Fact => ({
    name: `fact${at}`,
    values: levels(dice.between(4, 8)),
  }))
  const given = Array.from({ length: 7 }, (_, at): Fact => ({ name: `level${at}`, values: levels(5) }))
  return {
    evenhand: 'policy/1',
    name: `seven tables of ${rows} rows`,
    facts: Object.fromEntries(
      facts.map(({ name, values }, at) => [
        name,
        {
          type: 'enum',
          values,
          ...(at < 21 ? { order: 'worse', label: 'matter' } : { label: 'visibility' }),
        },
      ]),
    ),
    tables: given.map((output, at) => tableOf(dice, { facts, given, output, at, rows, style })),
    ladder: [
      {
        id: 'desk',
        title: 'The desk',
        acceptWithin: 'PT1H',
        hours: { zone: 'UTC', 'mon-sun': ['00:00-24:00'] },
        rota: [{ who: 'ann', 'mon-sun': ['00:00-24:00'] }],
      },
    ],
  }
}

type Place = {
  facts: readonly Fact[]
  given: readonly Fact[]
  output: Fact
  at: number
  rows: number
  style: Style
}

function tableOf(dice: Dice, { facts, given, output, at, rows, style }: Place) {
  const earlier = given.filter((_, other) => other < at && other >= at - 2 && other !== 1)
  const seen = at === 1 ? facts.slice(21) : []
  const matter = dice.shuffled(facts.slice(0, 21)).slice(0, 10 - earlier.length - seen.length)
  const reads = [...earlier, ...matter, ...seen]
  const ordered = style === 'thresholds'
  return {
    id: `table${at}`,
    kind: at === 1 ? 'attention' : at < 4 ? 'measure' : 'outcome',
    hit: ordered ? 'F' : 'U',
    reads: reads.map(({ name }) => name),
    gives: {
      [output.name]: { type: 'enum', values: output.values, ...(ordered && { order: 'worse' }) },
    },
    rows: ordered ? thresholdRows(dice, reads, rows, output.name) : splitRows(dice, reads, rows, output.name),
    ...(ordered && { default: { then: { [output.name]: 'v0' } } }),
  }
}

/** Rows that ask that some facts be at least so bad; none of them is behind a wider one of the same or a higher level. */
function thresholdRows(dice: Dice, reads: readonly Fact[], count: number, output: string) {
  const rows: Threshold[] = []
  while (rows.length < count) {
    const asked = dice.shuffled(reads).slice(0, dice.between(3, 6))
    const row = {
      level: dice.between(1, 4),
      from: new Map(asked.map((fact) => [fact, dice.between(1, fact.values.length - 1)])),
    }
    if (rows.some((other) => isBehind(row, other) || isBehind(other, row))) continue
    rows.push(row)
  }
  return rows
    .toSorted((a, b) => b.level - a.level)
    .map(({ level, from }, at) => ({
      id: `r${at}`,
      when: Object.fromEntries(
        [...from].map(([{ name, values }, least]) => [name, quoted(values.slice(least))]),
      ),
      then: { [output]: `v${level}` },
    }))
}

type Threshold = { level: number; from: ReadonlyMap<Fact, number> }

/** Whether whatever fits a row fits another one too, of which the answer is at least as grave. */
const isBehind = (row: Threshold, other: Threshold) =>
  other.level >= row.level && [...other.from].every(([fact, least]) => (row.from.get(fact) ?? 0) >= least)

const quoted = (values: readonly string[]) => values.map((value) => `"${value}"`).join(',')

function splitRows(dice: Dice, reads: readonly Fact[], count: number, output: string) {
  const boxes = [reads.map(({ values }) => values)]
  while (boxes.length < count) {
    const [at, fact] = [dice.between(0, boxes.length - 1), dice.between(0, reads.length - 1)]
    const values = boxes[at]?.[fact] ?? []
    const left = values.filter(() => dice.happens(0.5))
    const right = values.filter((value) => !left.includes(value))
    const box = boxes[at]
    if (!box || left.length === 0 || right.length === 0) continue
    boxes[at] = box.with(fact, left)
    boxes.push(box.with(fact, right))
  }
  return boxes.map((box, at) => ({
    id: `r${at}`,
    when: Object.fromEntries(
      box.flatMap((values, fact) => {
        const read = reads[fact]
        return read && values.length < read.values.length ? [[read.name, quoted(values)]] : []
      }),
    ),
    then: { [output]: `v${dice.between(0, 4)}` },
  }))
}
