import { codeOf } from '../fact.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Finding } from './finding.ts'
import type { Grid, GridFact } from './grid.ts'
import { outcomeColumns } from './leak.ts'
import { wholeBox } from './look.ts'
import { notProved } from './not-proved.ts'
import { answersIn, reachedAt, someFit } from './reach.ts'
import { coneOf, factsUnder, narrowed, seek, type Question } from './seek.ts'

/** Outcomes that somebody can reach who complains in public on social media, and nobody else. */
export function findSocialOnly(grid: Grid, budget: Budget): Finding[] {
  return outcomeColumns(grid).flatMap((column) =>
    factsUnder(coneOf(grid, { goals: [column] })).flatMap((place) => {
      const fact = grid.facts[place]
      return fact && fact.fact.social.length > 0
        ? outcomesOf(column, grid).flatMap((outcome) => onlySocial(column, fact, outcome, grid, budget))
        : []
    }),
  )
}

type Outcome = { question: Question; answers: Finding['facts']; rows: readonly string[] }

/** What a column can give: each line of answers, and under the collecting hit policies what each row adds. */
function outcomesOf(column: Column, grid: Grid): Outcome[] {
  const outcomes = new Map<string, number[]>()
  for (const [bit, { answers, codes }] of linesOf(column).entries()) {
    if (column.outputs.every((output) => codes[output] === null)) continue
    const key = JSON.stringify(column.outputs.map((output) => answers[output]))
    outcomes.set(key, [...(outcomes.get(key) ?? []), bit])
  }
  return [...outcomes.values()].map((bits) => outcomeOf(column, bits, grid))
}

/** The lines of a column, the default among them where one row answers. */
const linesOf = ({ lines, way, table }: Column) => (way === 'first' ? [...lines, table.otherwise] : lines)

function outcomeOf(column: Column, bits: readonly number[], grid: Grid): Outcome {
  const [bit = 0] = bits
  const answers = Object.fromEntries(
    column.outputs.flatMap((output, at) => {
      const answer = linesOf(column)[bit]?.answers[output] ?? null
      return answer !== null && typeof answer !== 'object'
        ? [[grid.facts[column.gives[at] ?? -1]?.fact.name ?? '', answer]]
        : []
    }),
  )
  const rows = bits.flatMap((row) => linesOf(column)[row]?.fired.rows ?? [])
  if (column.way !== 'first') return { question: someFit(grid, column, bits), answers, rows }
  const classes = column.outputs.map((_, at) => column.answers[bit * column.outputs.length + at])
  const wanted = classes.map((wantedClass) => (at: number) => at === wantedClass)
  return { question: answersIn(grid, column, wanted), answers, rows }
}

function onlySocial(
  column: Column,
  fact: GridFact,
  { question, answers, rows }: Outcome,
  grid: Grid,
  budget: Budget,
): Finding[] {
  const { social, others } = sidesOf(fact)
  const whole = wholeBox(grid)
  const elsewhere = seek(grid, question, narrowed(grid, whole, fact.place, others), budget)
  if (elsewhere.found) return []
  const there = seek(grid, question, narrowed(grid, whole, fact.place, social), budget)
  if (!there.found) return there.isProved ? [] : [notProved('social-only', column.table.table.id, rows)]
  if (!elsewhere.isProved) return [notProved('social-only', column.table.table.id, rows)]
  const { point: _, ...reached } = reachedAt(grid, column, question, there.found, budget)
  return [
    {
      kind: 'social-only',
      ...reached,
      saying: { says: 'only-on-social', fact: fact.fact.name, answers },
    },
  ]
}

/** The classes of a fact that hold a value of social media, and those that hold another, or none. */
function sidesOf({ fact, codes, spans, unknown }: GridFact) {
  const values = new Set(fact.social.flatMap((value) => codeOf(value, fact.domain) ?? []))
  const codesIn = (at: number) =>
    (spans[at] ?? []).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, more) => from + more))
  const all = codes.map((_, at) => at)
  return {
    social: all.filter((at) => codesIn(at).some((code) => values.has(code))),
    others: all.filter((at) => at === unknown || codesIn(at).some((code) => !values.has(code))),
  }
}
