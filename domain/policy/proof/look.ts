import { held } from '../fact.ts'
import { segmentOfCode } from '../axis.ts'
import { add, allBelow, type Bits } from './bits.ts'
import type { Column } from './column.ts'
import type { Grid, GridFact } from './grid.ts'

/** For each fact the set of the classes in which it may lie, all sets one after the other. */
export type Box = Bits

/** What can be said of a column for all points of a box at once. */
type Seen = {
  /** The rows that may give the answer, or have a share in it. */
  readonly may: Bits
  /** The rows that fit everywhere in the box. */
  readonly fit: Bits
  /** For each fact it reads, the rows that may answer and on which that fact still makes a difference. */
  readonly open: readonly Bits[]
  /** Of a sum or a count: its least and greatest; and whether the column may be silent. */
  readonly low: number
  readonly high: number
  readonly silent: boolean
}

/** A box, and what some columns make of it. It is exact where every fact of the policy lies in one class, and safe everywhere. */
export type Look = { readonly box: Box; readonly seen: ReadonlyMap<Column, Seen> }

/** The classes in which a fact can lie: in silence only where the table that gives it may be silent. */
export function classesOf({ columns, complete }: Grid, { codes, unknown, givenBy }: GridFact): number[] {
  const giver = columns[givenBy]
  const all = codes.map((_, at) => at)
  return giver && complete.has(giver) ? all.filter((at) => at !== unknown) : all
}

/** The box in which every fact may be anything. */
export function wholeBox({ facts, words }: Grid): Box {
  const box = new Int32Array(words)
  for (const { at, codes, words: own } of facts) box.set(allBelow(codes.length, own), at)
  return box
}

/**
 * Looks at a box with some columns, in their order: each finds what the ones before it have left open. With another box
 * only at those points at which the columns give what that one holds them to.
 */
export function lookAt(grid: Grid, start: Box, columns: readonly Column[], limits?: Box): Look {
  const box = start.slice()
  const seen = columns.map((column) => {
    const own = see(column, box, grid)
    if (limits) holdTo(limits, column, box, grid)
    return [column, own] as const
  })
  return { box, seen: new Map(seen) }
}

function holdTo(limits: Box, { gives }: Column, box: Box, { facts }: Grid) {
  for (const place of gives) {
    const { at = 0, words = 0 } = facts[place] ?? {}
    for (let word = at; word < at + words; word++) box[word] = (box[word] ?? 0) & (limits[word] ?? 0)
  }
}

function see(column: Column, box: Box, grid: Grid): Seen {
  const { may, fit, open } = rowsIn(column, box, grid)
  if (column.way === 'first') return firstOf(column, { may, fit, open }, box, grid)
  const bounds = withinDomain(column, boundsOf(column, may, fit), grid)
  if (column.way !== 'list') writeRange(column, bounds, box, grid)
  return { may, fit, open, ...bounds }
}

type Rows = { may: Bits; fit: Bits; open: Bits[] }

/** Which rows fit somewhere in a box, which everywhere, and which facts still decide about them. */
export function rowsIn(
  { reads, masks, words, size }: Pick<Column, 'reads' | 'masks' | 'words' | 'size'>,
  box: Box,
  grid: Grid,
): Rows {
  const may = allBelow(size, words)
  const fit = may.slice()
  const open: Bits[] = []
  for (const [input, place] of reads.entries()) {
    const [mask, fact] = [masks[input], grid.facts[place]]
    const differs = new Int32Array(words)
    if (mask && fact) narrow(mask, fact, box, may, fit, differs)
    open.push(differs)
  }
  for (const rows of open)
    for (let word = 0; word < words; word++) rows[word] = (rows[word] ?? 0) & (may[word] ?? 0)
  return { may, fit, open }
}

function narrow(mask: Bits, fact: GridFact, box: Box, may: Bits, fit: Bits, differs: Bits) {
  const words = may.length
  for (let word = 0; word < words; word++) {
    let some = 0
    let every = -1
    for (let part = 0; part < fact.words; part++)
      for (let rest = box[fact.at + part] ?? 0; rest !== 0; rest &= rest - 1) {
        const rows = mask[(part * 32 + 31 - Math.clz32(rest & -rest)) * words + word] ?? 0
        some |= rows
        every &= rows
      }
    may[word] = (may[word] ?? 0) & some
    fit[word] = (fit[word] ?? 0) & every
    differs[word] = some & ~every
  }
}

/** The first row that fits answers: none behind one that fits everywhere. */
function firstOf(column: Column, { may, fit, open }: Rows, box: Box, grid: Grid): Seen {
  const { gives, answers, size, words } = column
  const outputs = gives.length
  const targets = gives.map((place) => grid.facts[place]?.at ?? 0)
  for (const place of gives) clear(box, grid.facts[place])
  let isDecided = false
  for (let word = 0; word < words; word++) {
    if (isDecided) {
      may[word] = 0
      continue
    }
    const certain = (fit[word] ?? 0) & -(fit[word] ?? 0)
    if (certain !== 0) {
      isDecided = true
      may[word] = (may[word] ?? 0) & (certain | (certain - 1))
    }
    for (let rest = may[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const bit = word * 32 + 31 - Math.clz32(rest & -rest)
      for (let output = 0; output < outputs; output++)
        add(box, answers[bit * outputs + output] ?? 0, targets[output])
    }
  }
  const isSilent = !isDecided && !grid.complete.has(column)
  if (!isDecided)
    for (let output = 0; output < outputs; output++) {
      const answer = answers[size * outputs + output] ?? 0
      const { unknown = -1 } = grid.facts[gives[output] ?? 0] ?? {}
      if (isSilent || answer !== unknown) add(box, answer, targets[output])
    }
  for (const rows of open)
    for (let word = 0; word < words; word++) rows[word] = (rows[word] ?? 0) & (may[word] ?? 0)
  return { may, fit, open, low: 0, high: 0, silent: isSilent }
}

function clear(box: Box, fact: GridFact | undefined) {
  if (fact) box.fill(0, fact.at, fact.at + fact.words)
}

/** Between which bounds a sum or a count lies, and whether there may be none. */
function boundsOf(column: Column, may: Bits, fit: Bits): Bounds {
  const { adds, speaking, table, outputs, way, words } = column
  let [low, high] = [0, 0]
  let [mayHit, mustHit, maySpeak, mustSpeak, mayPass] = [0, 0, 0, 0, 0]
  for (let word = 0; word < words; word++) {
    const [some, every, says] = [may[word] ?? 0, fit[word] ?? 0, speaking[word] ?? 0]
    mayHit |= some
    mustHit |= every
    maySpeak |= some & says
    mustSpeak |= every & says
    mayPass |= some & ~says
    for (let rest = some & says; rest !== 0; rest &= rest - 1) {
      const lowest = rest & -rest
      const amount = adds[word * 32 + 31 - Math.clz32(lowest)] ?? 0
      if ((every & lowest) !== 0 || amount > 0) high += amount
      if ((every & lowest) !== 0 || amount < 0) low += amount
    }
  }
  const fallback = table.otherwise.codes[outputs[0] ?? 0] ?? null
  const isSummed = maySpeak !== 0 || (way === 'count' && mayHit !== 0)
  const mayFallBack = mustHit === 0 && fallback !== null
  const silent = way !== 'count' && mustSpeak === 0 && ((mustHit === 0 && fallback === null) || mayPass !== 0)
  if (!isSummed) [low, high] = [Infinity, -Infinity]
  return mayFallBack
    ? { low: Math.min(low, fallback), high: Math.max(high, fallback), silent }
    : { low, high, silent }
}

type Bounds = Pick<Seen, 'low' | 'high' | 'silent'>

/** A sum never leaves the bounds of its output. */
function withinDomain({ gives }: Column, { low, high, silent }: Bounds, grid: Grid): Bounds {
  const domain = grid.facts[gives[0] ?? 0]?.fact.domain
  return domain && low <= high
    ? { low: held(low, domain), high: held(high, domain), silent }
    : { low, high, silent }
}

/** Writes into the box between which segments of its axis a sum lies. */
function writeRange(column: Column, { low, high, silent }: Bounds, box: Box, grid: Grid) {
  for (const place of column.gives) {
    const fact = grid.facts[place]
    if (!fact) continue
    clear(box, fact)
    const { axis, at } = fact
    if (silent && !grid.complete.has(column)) add(box, fact.unknown, at)
    if (low > high) continue
    const last = segmentOfCode(high, axis)
    for (let segment = segmentOfCode(low, axis); segment <= last; segment++) add(box, segment, at)
  }
}
