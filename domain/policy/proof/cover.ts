import { allBelow, bitCount, isWithin, type Bits } from './bits.ts'
import type { Budget } from './budget.ts'

/** Rows over some facts: for each fact the rows that hold in each of its classes, one set after the other. */
export type Rows = { readonly size: number; readonly words: number; readonly masks: readonly Bits[] }

/** What is asked to be covered, and by which rows. */
type Task = {
  /** By which rows; all of them where it is not said. */
  readonly among?: Bits
  /** For each fact, the classes that have to be covered. */
  readonly within: readonly (readonly number[])[]
}

/** Whether rows cover everything that they should, else a point that they leave open; null where the budget did not suffice. */
export type Covered =
  | { readonly isCovered: true }
  | { readonly isCovered: false; readonly hole: readonly number[] }
  | null

/**
 * Whether some rows leave no point uncovered. Depth-first over the facts: a row that asks nothing more covers the rest; a
 * class whose rows are also those of another class needs no look of its own; a fact with one class left is no branch.
 */
export function covering(rows: Rows, { among, within }: Task, budget: Budget): Covered {
  const { words, masks } = rows
  const free = masks.map((mask, fact) => inAll(mask, within[fact] ?? [], words))
  const hole = within.map(([first = 0]) => first)
  const spent = budget.begin()

  const leavesHole = (active: Bits, left: readonly number[]): boolean | null => {
    if (spent()) return null
    if (coversRest(active, left, free)) return false
    const next = nextFact(active, left, masks, within)
    if (!next) return true
    const rest = left.filter((fact) => fact !== next.fact)
    for (const { at, rows: kept, count } of next.classes) {
      hole[next.fact] = at
      if (count === 0) return true
      const found = leavesHole(kept, rest)
      if (found !== false) return found
    }
    return false
  }

  if (within.some((classes) => classes.length === 0)) return { isCovered: true }
  const open = leavesHole(
    among ?? allBelow(rows.size, words),
    masks.map((_, fact) => fact),
  )
  if (open === null) return null
  return open ? { isCovered: false, hole } : { isCovered: true }
}

function coversRest(active: Bits, left: readonly number[], free: readonly Bits[]): boolean {
  for (let word = 0; word < active.length; word++) {
    let full = active[word] ?? 0
    for (const fact of left) full &= free[fact]?.[word] ?? 0
    if (full !== 0) return true
  }
  return false
}

type Poor = { at: number; rows: Bits; count: number }

/** The fact along which the least work is to be expected, with the classes that need a look, poorest first. */
function nextFact(
  active: Bits,
  left: readonly number[],
  masks: readonly Bits[],
  within: readonly (readonly number[])[],
) {
  let best: { fact: number; classes: Poor[]; work: number } | undefined
  for (const fact of left) {
    const classes = poorest(active, masks[fact] ?? active, within[fact] ?? [])
    const work = classes.length < 2 ? 0 : classes.reduce((sum, { count }) => sum + count * count, 0)
    if (!best || work < best.work) best = { fact, classes, work }
    if (classes[0]?.count === 0 || classes.length < 2) return { fact, classes }
  }
  return best
}

/** The classes whose rows do not include all the rows of another class. */
function poorest(active: Bits, mask: Bits, classes: readonly number[]): Poor[] {
  const words = active.length
  let kept: Poor[] = []
  for (const at of classes) {
    const rows = new Int32Array(words)
    let count = 0
    for (let word = 0; word < words; word++) {
      const some = (active[word] ?? 0) & (mask[at * words + word] ?? 0)
      rows[word] = some
      count += bitCount(some)
    }
    if (kept.some((other) => other.count <= count && isWithin(other.rows, rows))) continue
    kept = kept.filter((other) => other.count <= count || !isWithin(rows, other.rows))
    kept.push({ at, rows, count })
  }
  return kept.toSorted((a, b) => a.count - b.count)
}

function inAll(mask: Bits, classes: readonly number[], words: number): Bits {
  const all = new Int32Array(words).fill(-1)
  for (const at of classes)
    for (let word = 0; word < words; word++) all[word] = (all[word] ?? 0) & (mask[at * words + word] ?? 0)
  return all
}

/** For each row, the rows whose cells about a fact have a class in common with its own. */
export function touching({ size, words }: Rows, mask: Bits, classes: number): Bits {
  const touched = new Int32Array(size * words)
  for (let at = 0; at < classes; at++) {
    const rows = mask.subarray(at * words, (at + 1) * words)
    for (let word = 0; word < words; word++)
      for (let rest = rows[word] ?? 0; rest !== 0; rest &= rest - 1) {
        const from = (word * 32 + 31 - Math.clz32(rest & -rest)) * words
        for (let other = 0; other < words; other++)
          touched[from + other] = (touched[from + other] ?? 0) | (rows[other] ?? 0)
      }
  }
  return touched
}
