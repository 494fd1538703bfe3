import { askAll } from '../ask.ts'
import { codeOf } from '../fact.ts'
import type { Answer } from '../line.ts'
import type { Budget } from './budget.ts'
import { cellText } from './cell-text.ts'
import type { Column } from './column.ts'
import { differs } from './differs.ts'
import { answerAt, differing } from './fall.ts'
import type { Finding, FaultKind } from './finding.ts'
import type { Grid, GridFact } from './grid.ts'
import { wholeBox } from './look.ts'
import { notProved } from './not-proved.ts'
import { pairOf, seekPair, type Pair, type PairQuestion } from './seek-pair.ts'
import { classesIn, coneOf, factsUnder, narrowed, type Sought } from './seek.ts'
import { turning, widenedPair } from './widened-pair.ts'
import { factsAt, namedIn, pointIn, questionsUnder } from './witness.ts'

/** Outcomes that differ between two complaints of which only the one is seen by more people, along whatever tables. */
export function findLeaks(grid: Grid, budget: Budget): Finding[] {
  return outcomeColumns(grid).flatMap((column) => {
    const seen = hangingOn(column, isSeen, grid)
    const findings = seen.flatMap((fact) =>
      changesAlong(column, fact, stepsOf(fact, grid), 'visibility-leak', grid, budget),
    )
    const isOpen = findings.length === 0 && areBound(seen, grid) && !areFree(column, seen, grid, budget)
    return isOpen ? [notProved('visibility-leak', column.table.table.id)] : findings
  })
}

/** Whether what cannot be binds some facts to each other: they can then change together where none can change alone. */
const areBound = (seen: readonly GridFact[], { compiled }: Grid): boolean =>
  compiled.policy.impossible.some(
    ({ reads }) => seen.filter(({ fact }) => reads.includes(fact.name)).length > 1,
  )

/** Whether nothing hangs on some facts even if all could be: then nothing hangs on several of them at once. */
function areFree(column: Column, seen: readonly GridFact[], grid: Grid, budget: Budget): boolean {
  const free: Grid = { ...grid, impossible: null }
  return seen.every((fact) =>
    changes(column, fact, stepsOf(fact, free), free, budget).every(
      (sought) => sought.found === null && sought.isProved,
    ),
  )
}

/** Outcomes, and who may sign, that differ by whether the customer took something down. */
export function findDeletionLeaks(grid: Grid, budget: Budget): Finding[] {
  return columnsOf(grid, ['outcome', 'permission']).flatMap((column) =>
    hangingOn(column, speaksOfIt, grid).flatMap((fact) =>
      changesAlong(column, fact, stepsToDeletion(fact), 'deletion-condition', grid, budget),
    ),
  )
}

const isSeen = ({ fact }: GridFact) => fact.label === 'visibility'

const speaksOfIt = ({ fact }: GridFact) => fact.deletion.length > 0

/** The columns that say what the customer is owed. */
export const outcomeColumns = (grid: Grid): Column[] => columnsOf(grid, ['outcome'])

/** The columns of tables of some kinds. */
export const columnsOf = (grid: Grid, kinds: readonly string[]): Column[] =>
  grid.columns.filter(({ table: { table } }) => kinds.includes(table.kind))

/** The facts of the policy of some sort on which a column may hang, through whatever tables. */
const hangingOn = (column: Column, isOne: (fact: GridFact) => boolean, grid: Grid): GridFact[] =>
  factsUnder(coneOf(grid, { goals: [column] })).flatMap((place) => {
    const fact = grid.facts[place]
    return fact && isOne(fact) ? [fact] : []
  })

/** To be alike is passed on from step to step, so neighbours are enough; but where not everything can be, every pair counts. */
function stepsOf({ codes, unknown }: GridFact, grid: Grid): [number, number][] {
  const known = codes.flatMap((_, at) => (at === unknown ? [] : [at]))
  // What is not known is treated as the least more often than as the most: a leak is then told once.
  const all = unknown < 0 ? known : [unknown, ...known]
  return all.flatMap((from, place) =>
    all.slice(place + 1, grid.impossible ? undefined : place + 2).map((to): [number, number] => [from, to]),
  )
}

/** From every class without deletions to every class of nothing but deletions. */
function stepsToDeletion({ codes, spans, fact }: GridFact): [number, number][] {
  const deleting = codes.flatMap((_, at) => (isDeletion(fact, spans[at] ?? []) ? [at] : []))
  const others = codes.flatMap((_, at) => (deleting.includes(at) ? [] : [at]))
  return others.flatMap((from) => deleting.map((to): [number, number] => [from, to]))
}

/** Whether all of some values say that something was, or has to be, taken down. */
export function isDeletion(
  { deletion, domain }: GridFact['fact'],
  spans: GridFact['spans'][number],
): boolean {
  const codes = new Set(deletion.map((value) => codeOf(value, domain)))
  return (
    spans.length > 0 &&
    spans.every(([from, to]) =>
      Array.from({ length: Math.min(to - from + 1, 1000) }, (_, at) => from + at).every((code) =>
        codes.has(code),
      ),
    )
  )
}

const changeQuestion = (column: Column, fact: GridFact, grid: Grid): PairQuestion => ({
  goals: [column],
  moved: fact.place,
  asks: (one, other, same) => differs(grid, column, one, other, same),
})

/** For each step along a fact, two complaints that differ in nothing else and are owed something else. */
const changes = (
  column: Column,
  fact: GridFact,
  steps: readonly [number, number][],
  grid: Grid,
  budget: Budget,
): Sought<Pair>[] =>
  steps.map(([from, to]) =>
    seekPair(
      grid,
      changeQuestion(column, fact, grid),
      pairOf(grid, wholeBox(grid), fact.place, [from], [to]),
      budget,
    ),
  )

function changesAlong(
  column: Column,
  fact: GridFact,
  steps: readonly [number, number][],
  kind: FaultKind,
  grid: Grid,
  budget: Budget,
): Finding[] {
  const sought = changes(column, fact, steps, grid, budget)
  const question = changeQuestion(column, fact, grid)
  const findings = sought.flatMap(({ found }) =>
    found ? [changeOf(column, fact, question, found, kind, grid, budget)] : [],
  )
  const isOpen = sought.some((one) => one.found === null && !one.isProved)
  return findings.length === 0 && isOpen ? [notProved(kind, column.table.table.id)] : findings
}

function changeOf(
  column: Column,
  fact: GridFact,
  question: PairQuestion,
  found: Pair,
  kind: FaultKind,
  grid: Grid,
  budget: Budget,
): Finding {
  const one = pointIn(grid, found.one)
  const other = narrowed(grid, one, fact.place, classesIn(grid, found.other, fact.place).slice(0, 1))
  const [before, after] = [answerAt(column, one, grid), answerAt(column, other, grid)]
  const output = Math.max(
    0,
    before.answers.findIndex((answer, at) => JSON.stringify(answer) !== JSON.stringify(after.answers[at])),
  )
  const exactly = turning(grid, question, { one, other }, column.gives[output] ?? -1)
  const wide = widenedPair(grid, exactly, { one, other }, budget)
  const asked = questionsUnder(grid, [column])
  const facts = factsAt(grid, one, asked)
  const instead = differing(facts, factsAt(grid, other, asked))
  const under = factsUnder(coneOf(grid, { goals: [column] })).filter((place) => place !== fact.place)
  const said: { output: string; before: Answer; after: Answer } = {
    output: grid.facts[column.gives[output] ?? -1]?.fact.name ?? '',
    before: before.answers[output] ?? null,
    after: after.answers[output] ?? null,
  }
  const sides = {
    from: cellText(fact, classesIn(grid, wide.one, fact.place)),
    to: cellText(fact, classesIn(grid, wide.other, fact.place)),
  }
  return {
    kind,
    table: column.table.table.id,
    rows: [...new Set([...before.rows, ...after.rows])],
    facts,
    instead,
    where: namedIn(grid, wide.one, under),
    saying:
      kind === 'deletion-condition'
        ? { says: 'hangs-on-deletion', fact: fact.fact.name, ...sides, ...said }
        : {
            says: 'is-seen',
            fact: fact.fact.name,
            ...sides,
            ...said,
            path: pathOf(column, facts, { ...facts, ...instead }, grid),
          },
  }
}

/** The tables that answer differently on the two sides, up to the one whose outcome differs, each with the rows that do. */
function pathOf(column: Column, one: Finding['facts'], other: Finding['facts'], grid: Grid): string[] {
  const [before, after] = [askAll(grid.compiled, one).lines, askAll(grid.compiled, other).lines]
  const tables = new Set(coneOf(grid, { goals: [column] }).map(({ table }) => table))
  return grid.compiled.tables.flatMap((table, at) =>
    tables.has(table) && JSON.stringify(before[at]?.answers) !== JSON.stringify(after[at]?.answers)
      ? [table.table.id]
      : [],
  )
}
