import { has, isEmpty, membersOf, setOf, sizeOf } from './bits.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { Grid } from './grid.ts'
import { lookAt, rowsIn, type Box, type Look } from './look.ts'

/** What a look at a box says about a question: true at all of its points, at none of them, or it has to be cut. */
export type Verdict = 'yes' | 'no' | 'maybe'

/** A question about single points, asked of boxes of them. */
export type Question = {
  /** The columns on which it hangs. */
  readonly goals: readonly Column[]
  /** Facts of the policy about which it asks by itself. */
  readonly about?: readonly number[]
  /** Asked of the goals alone, as if what they read of other tables could be anything. */
  readonly alone?: boolean
  /** Must be exact at a single point, and safe on a box. */
  readonly asks: (look: Look) => Verdict
}

/** A box at all of whose points the answer is yes; that there is none; or that the budget did not suffice to tell. */
export type Sought<T> = { readonly found: T } | { readonly found: null; readonly isProved: boolean }

/** Looks for points of a box at which the answer is yes. */
export function seek(
  grid: Grid,
  question: Question,
  start: Box,
  budget: Budget,
  { share = 1, first = 'low' }: Manner = {},
): Sought<Box> {
  const cone = coneOf(grid, question)
  const stack = [start]
  const spent = budget.begin(share)
  for (let box = stack.pop(); box; box = stack.pop()) {
    if (spent()) return { found: null, isProved: false }
    const look = lookAt(grid, box, cone)
    const verdict = both(canBe(grid, look.box), question.asks(look))
    if (verdict === 'no') continue
    if (verdict === 'yes') return { found: box }
    const place = placeToCut(grid, { ...question, cone }, [look])
    if (place < 0) throw new RangeError('A question was not settled at a single point.')
    const [low, high] = halves(grid, box, place)
    if (first === 'low') stack.push(high, low)
    else stack.push(low, high)
  }
  return { found: null, isProved: true }
}

/** How a search goes about it: with what share of the budget, and whether it tries low values first, or high ones. */
type Manner = { readonly share?: number; readonly first?: 'low' | 'high' }

/** Whether the answer is yes at every point of a box that can be. */
export function holdsThroughout(grid: Grid, question: Question, box: Box, budget: Budget): boolean {
  const sought = seek(grid, { ...question, asks: (look) => not(question.asks(look)) }, box, budget)
  return sought.found === null && sought.isProved
}

const opposite = { yes: 'no', no: 'yes', maybe: 'maybe' } as const
const not = (verdict: Verdict): Verdict => opposite[verdict]

/** What both say together. */
export const both = (one: Verdict, other: Verdict): Verdict =>
  one === 'no' || other === 'no' ? 'no' : one === 'yes' && other === 'yes' ? 'yes' : 'maybe'

/** Whether the points of a box can be at all. */
export function canBe({ impossible, ...grid }: Grid, box: Box): Verdict {
  if (!impossible) return 'yes'
  const { may, fit } = rowsIn(impossible, box, { impossible, ...grid })
  return !isEmpty(fit) ? 'no' : isEmpty(may) ? 'yes' : 'maybe'
}

/** The columns on which a question hangs, in their order. */
export function coneOf(grid: Grid, { goals, alone = false }: Pick<Question, 'goals' | 'alone'>): Column[] {
  const cone = new Set<Column>()
  const visit = (column: Column | undefined) => {
    if (!column || cone.has(column)) return
    if (!alone) for (const place of column.reads) visit(grid.columns[grid.facts[place]?.givenBy ?? -1])
    cone.add(column)
  }
  goals.forEach(visit)
  return [...cone]
}

/** The facts on which some columns hang and which none of them gives. */
export function factsUnder(cone: readonly Column[]): number[] {
  const given = new Set(cone.flatMap(({ gives }) => gives))
  const read = new Set(cone.flatMap(({ reads }) => reads))
  return [...read].filter((place) => !given.has(place)).toSorted((a, b) => a - b)
}

type Cut = Pick<Question, 'goals' | 'about'> & { readonly cone: readonly Column[] }

/**
 * The fact of the policy to cut next: back from an undecided column, at each step along the input on which most of its
 * possible rows still hang. -1 where every fact lies in one class already.
 */
export function placeToCut(grid: Grid, { goals, about = [], cone }: Cut, looks: readonly Look[]): number {
  const isOpen = (place: number) => {
    const fact = grid.facts[place]
    return fact !== undefined && looks.some(({ box }) => sizeOf(box, fact.at, fact.words) > 1)
  }
  const asked = about.find(isOpen)
  if (asked !== undefined) return asked
  for (const goal of goals) {
    const place = behind(grid, goal, cone, looks, isOpen)
    if (place >= 0) return place
  }
  if (grid.impossible) {
    const { impossible } = grid
    const rows = looks.map(({ box }) => rowsIn(impossible, box, grid))
    const place = widest(
      impossible.reads,
      rows.map(({ open }) => open),
      isOpen,
    )
    if (place !== undefined) return place
  }
  return factsUnder(cone).find(isOpen) ?? -1
}

function behind(
  grid: Grid,
  column: Column,
  cone: readonly Column[],
  looks: readonly Look[],
  isOpen: (place: number) => boolean,
): number {
  const open = looks.flatMap(({ seen }) => {
    const own = seen.get(column)
    return own ? [own.open] : []
  })
  const ranked = column.reads
    .map((place, input) => ({ place, rows: hanging(open, input) }))
    .filter(({ rows }) => rows > 0)
    .toSorted((a, b) => b.rows - a.rows)
  for (const { place } of ranked) {
    const giver = cone.find(({ gives }) => gives.includes(place))
    const found = giver ? behind(grid, giver, cone, looks, isOpen) : isOpen(place) ? place : -1
    if (found >= 0) return found
  }
  return -1
}

const hanging = (open: readonly (readonly Int32Array[])[], input: number) =>
  open.reduce((sum, rows) => sum + (rows[input] ? sizeOf(rows[input]) : 0), 0)

function widest(
  reads: readonly number[],
  open: readonly (readonly Int32Array[])[],
  isOpen: (place: number) => boolean,
) {
  return reads
    .map((place, input) => ({ place, rows: hanging(open, input) }))
    .filter(({ place, rows }) => rows > 0 && isOpen(place))
    .toSorted((a, b) => b.rows - a.rows)[0]?.place
}

/** A box cut in two along a fact. */
export function halves({ facts }: Grid, box: Box, place: number): [Box, Box] {
  const fact = facts[place]
  if (!fact) return [box, box]
  const members = membersOf(box, fact.at, fact.words)
  const middle = members.length >> 1
  const part = (from: number, to: number) => {
    const half = box.slice()
    half.set(setOf(members.slice(from, to), fact.words), fact.at)
    return half
  }
  return [part(0, middle), part(middle, members.length)]
}

/** The box with a fact held to some of its classes. */
export function narrowed({ facts }: Grid, box: Box, place: number, classes: Iterable<number>): Box {
  const fact = facts[place]
  const narrow = box.slice()
  if (fact) narrow.set(setOf(classes, fact.words), fact.at)
  return narrow
}

/** The classes in which a fact may lie in a box. */
export function classesIn({ facts }: Grid, box: Box, place: number): number[] {
  const fact = facts[place]
  return fact ? membersOf(box, fact.at, fact.words) : []
}

/** Whether a fact lies, in all of a box or in some of it, in certain classes. */
export function liesIn({ facts }: Grid, box: Box, place: number, classes: (at: number) => boolean): Verdict {
  const fact = facts[place]
  if (!fact) return 'no'
  let [inside, outside] = [false, false]
  for (let at = 0; at < fact.codes.length; at++)
    if (has(box, at, fact.at)) {
      if (classes(at)) inside = true
      else outside = true
    }
  return !inside ? 'no' : outside ? 'maybe' : 'yes'
}
