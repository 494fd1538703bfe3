import { Refusal } from '../refusal.ts'
import { segmentOf, type Axis } from './axis.ts'
import type { CompiledPolicy, CompiledTable } from './compile.ts'
import { wordsFor, type Facts } from './fact.ts'
import { gathered, type Line } from './line.ts'
import { gathers } from './table.ts'

/** Where the facts and the answers lie on their axes; -1 for what is not there. */
export type Segments = Int32Array

/** What each table of a policy answers, in order; null for a table that was not asked. */
export type Asked = { readonly segments: Segments; readonly lines: readonly (Line | null)[] }

/** Asks all tables in turn, each of which may read the answers of those before it. */
export function askAll(policy: CompiledPolicy, facts: Facts): Asked {
  const segments = locate(policy, facts)
  const lines = policy.tables.map((table) => {
    if (!isGiven(table, segments)) return null
    const line = answerOf(table, segments)
    table.gives.forEach((place, output) => (segments[place] = line.segments[output] ?? -1))
    return line
  })
  return { segments, lines }
}

const isGiven = ({ reads }: CompiledTable, segments: Segments) =>
  reads.every((place) => segments[place] !== -1)

function locate({ policy, axes, needed }: CompiledPolicy, facts: Facts): Segments {
  const segments = new Int32Array(axes.length).fill(-1)
  policy.facts.forEach(({ name }, place) => {
    const axis = axes[place]
    if (axis) segments[place] = segmentIn(facts, name, axis, needed)
  })
  return segments
}

function segmentIn(facts: Facts, name: string, axis: Axis, needed: ReadonlySet<string>): number {
  const value = facts[name] ?? null
  const segment = segmentOf(value, axis)
  if (segment === -1) {
    if (value !== null)
      throw new Refusal('invalid', `${name}: ${JSON.stringify(value)} is not ${wordsFor(axis.fact.domain)}.`)
    if (needed.has(name)) throw new Refusal('invalid', `${name}: this fact must be given.`)
  }
  return segment
}

/** What a table answers when its facts lie in these segments. It always answers: by its default, or by silence. */
export function answerOf(compiled: CompiledTable, segments: Segments): Line {
  const { table, lines, otherwise, outputs } = compiled
  if (!gathers(table.hit)) return lines[firstHit(compiled, segments)] ?? otherwise
  const hits = allHits(compiled, segments)
  return hits.length === 0 ? otherwise : gathered(table, hits, outputs)
}

/**
 * The place of the first row that fires, or -1. A `U` or `A` table whose rows contradict
 * each other is a fault of the policy; the desk still gets one answer, and always the same.
 */
function firstHit(table: CompiledTable, segments: Segments): number {
  for (let word = 0; word < table.words; word++) {
    const hit = hitsIn(table, segments, word)
    if (hit !== 0) return lowestBit(hit, word)
  }
  return -1
}

function allHits(table: CompiledTable, segments: Segments): Line[] {
  const found: Line[] = []
  for (let word = 0; word < table.words; word++)
    for (let hit = hitsIn(table, segments, word); hit !== 0; hit &= hit - 1) {
      const line = table.lines[lowestBit(hit, word)]
      if (line) found.push(line)
    }
  return found
}

/** The rows of one word of the masks that fit all facts. */
function hitsIn({ reads, masks, words, all }: CompiledTable, segments: Segments, word: number): number {
  let hit = all[word] ?? 0
  for (let input = 0; input < reads.length && hit !== 0; input++) {
    const segment = segments[reads[input] ?? -1] ?? -1
    hit &= masks[input]?.[segment * words + word] ?? 0
  }
  return hit
}

const lowestBit = (bits: number, word: number) => word * 32 + 31 - Math.clz32(bits & -bits)
