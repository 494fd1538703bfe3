import { answerOf } from '../ask.ts'
import { segmentOf } from '../axis.ts'
import type { CompiledTable } from '../compile.ts'
import { valueOf, type Fact, type FactValue } from '../fact.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Finding } from './finding.ts'
import type { Grid } from './grid.ts'
import { outcomeColumns } from './leak.ts'
import { classesOf, wholeBox } from './look.ts'
import { notProved } from './not-proved.ts'
import { answersIn, reachedAt } from './reach.ts'
import { both, liesIn, seek, type Question, type Verdict } from './seek.ts'

/**
 * Entitlements that nobody on the ladder may sign for somebody whom nobody watches: then what is owed is had only by
 * whoever is seen, or by none. Looked at are tables that ask by whom, which remedy, how much, and who is watching.
 */
export function findUnsigned(grid: Grid, budget: Budget): Finding[] {
  return grid.compiled.tables.flatMap((authority) =>
    outcomeColumns(grid).flatMap((column) => {
      const signing = signingOf(authority, column, grid)
      return signing ? unsignedIn(column, signing, grid, budget) : []
    }),
  )
}

/** Whether somebody may sign a line of an outcome table. */
type Signing = {
  readonly remedy: number
  readonly amount: number
  /** What else of a complaint the table asks, besides who is watching: the places of these facts. */
  readonly besides: readonly number[]
  mayBeSigned(values: readonly FactValue[], besides: readonly FactValue[]): boolean
}

function signingOf(authority: CompiledTable, column: Column, grid: Grid): Signing | null {
  const { table, reads } = authority
  const output = table.gives.findIndex(({ domain }) => domain.type === 'boolean')
  if (table.kind !== 'permission' || output < 0 || column.way !== 'first') return null
  const facts = reads.flatMap((place) => grid.facts[place]?.fact ?? [])
  const rungs = grid.compiled.policy.ladder.map(({ id }) => id)
  const signer = facts.findIndex((fact) => isAsked(fact) && isOf(fact, rungs))
  const given = column.gives.map((place) => grid.facts[place]?.fact)
  const remedy = given.findIndex(
    (fact) => fact?.domain.type === 'enum' && facts.some((asked) => asks(asked, fact)),
  )
  const amount = given.findIndex((fact) => isAmount(fact))
  const giving = facts.findIndex((fact) => isAsked(fact) && asks(fact, given[remedy]))
  const much = facts.findIndex((fact) => isAsked(fact) && isAmount(fact))
  const known = new Set([signer, giving, much])
  const others = facts.flatMap((fact, at) => (known.has(at) || fact.label === 'visibility' ? [] : [at]))
  const besides = others.flatMap((at) => authority.reads[at] ?? [])
  const isOfComplaint = besides.every((place) => {
    const { fact, givenBy = -1 } = grid.facts[place] ?? {}
    return givenBy >= 0 || fact?.label !== null
  })
  if (signer < 0 || giving < 0 || much < 0 || remedy < 0 || amount < 0 || !isOfComplaint) return null
  return {
    remedy,
    amount,
    besides,
    mayBeSigned: (values, ofComplaint) =>
      rungs.some((rung) => {
        const asked = facts.map((fact, at): FactValue => {
          if (at === signer) return rung
          if (at === giving) return values[remedy] ?? null
          if (at === much) return values[amount] ?? null
          return others.includes(at) ? (ofComplaint[others.indexOf(at)] ?? null) : unseen(fact)
        })
        return isSigned(authority, asked, output, grid)
      }),
  }
}

const isAsked = ({ label }: Fact) => label === null

const isOf = ({ domain }: Fact, words: readonly string[]) =>
  domain.type === 'enum' && domain.values.every((word) => words.includes(word))

const asks = (fact: Fact, output: Fact | undefined): boolean =>
  fact.domain.type === 'enum' &&
  output?.domain.type === 'enum' &&
  output.domain.values.every((word) => fact.domain.type === 'enum' && fact.domain.values.includes(word))

const isAmount = (fact: Fact | undefined) =>
  fact?.domain.type === 'decimal' || fact?.domain.type === 'integer'

/** What is known of somebody whom nobody watches. */
function unseen({ unknown, domain }: Fact): FactValue {
  if (unknown) return null
  return domain.type === 'boolean'
    ? false
    : domain.type === 'enum'
      ? (domain.values[0] ?? null)
      : Math.max(0, domain.low)
}

function isSigned(
  authority: CompiledTable,
  asked: readonly FactValue[],
  output: number,
  { compiled }: Grid,
): boolean {
  const segments = new Int32Array(compiled.axes.length).fill(-1)
  for (const [at, place] of authority.reads.entries()) {
    const axis = compiled.axes[place]
    if (axis) segments[place] = segmentOf(asked[at] ?? null, axis)
    // What the question cannot even be asked about, nobody signs.
    if (segments[place] === -1) return false
  }
  return answerOf(authority, segments).answers[output] === true
}

function unsignedIn(column: Column, signing: Signing, grid: Grid, budget: Budget): Finding[] {
  const tried = new Set<string>()
  return column.lines.flatMap((line, bit): Finding[] => {
    const values = column.outputs.map((output) => {
      const answer = line.answers[output] ?? null
      return typeof answer === 'object' ? null : answer
    })
    if (tried.has(line.said)) return []
    tried.add(line.said)
    const unsigned = combinations(signing.besides, grid)?.filter(
      (known) => !signing.mayBeSigned(values, valuesOf(signing.besides, known, grid)),
    )
    if (!unsigned) return [notProved('visibility-leak', column.table.table.id)]
    if (unsigned.length === 0) return []
    const classes = column.outputs.map((_, at) => column.answers[bit * column.outputs.length + at])
    const owed = answersIn(
      grid,
      column,
      classes.map((wanted) => (at: number) => at === wanted),
    )
    const question = whereUnsigned(owed, signing.besides, unsigned, grid)
    const sought = seek(grid, question, wholeBox(grid), budget)
    if (!sought.found) return sought.isProved ? [] : [notProved('visibility-leak', column.table.table.id)]
    const { point: _, ...reached } = reachedAt(grid, column, question, sought.found, budget)
    return [
      {
        kind: 'visibility-leak',
        ...reached,
        saying: {
          says: 'nobody-signs',
          remedy: String(values[signing.remedy]),
          upTo: values[signing.amount] ?? null,
        },
      },
    ]
  })
}

/** So many combinations of what a table of signatures asks besides are told apart; with more it is not proved. */
const most = 200

/** All classes in which some facts can lie together; null where they are too many. */
function combinations(places: readonly number[], grid: Grid): number[][] | null {
  return places.reduce<number[][] | null>(
    (known, place) => {
      const fact = grid.facts[place]
      const classes = fact ? classesOf(grid, fact) : []
      if (!known || known.length * classes.length > most) return null
      return known.flatMap((some) => classes.map((at) => [...some, at]))
    },
    [[]],
  )
}

const valuesOf = (places: readonly number[], classes: readonly number[], { facts }: Grid): FactValue[] =>
  places.map((place, at) => {
    const fact = facts[place]
    const code = fact?.codes[classes[at] ?? -1] ?? null
    return !fact || code === null ? null : valueOf(code, fact.fact.domain)
  })

/** Whether an outcome is owed where facts lie in one of the combinations that nobody signs. */
function whereUnsigned(
  owed: Question,
  places: readonly number[],
  unsigned: readonly (readonly number[])[],
  grid: Grid,
): Question {
  const givers = places.flatMap((place) => grid.columns[grid.facts[place]?.givenBy ?? -1] ?? [])
  return {
    goals: [...new Set([...owed.goals, ...givers])],
    about: places.filter((place) => grid.facts[place]?.givenBy === -1),
    asks: (look) => {
      const own = owed.asks(look)
      if (own === 'no') return 'no'
      const verdicts = new Set(
        unsigned.map((classes) =>
          places.reduce<Verdict>(
            (verdict, place, at) =>
              both(
                verdict,
                liesIn(grid, look.box, place, (other) => other === classes[at]),
              ),
            own,
          ),
        ),
      )
      return verdicts.has('yes') ? 'yes' : verdicts.has('maybe') ? 'maybe' : 'no'
    },
  }
}
