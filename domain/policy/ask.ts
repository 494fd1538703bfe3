import { Refusal } from '../refusal.ts'
import { segmentOf, type Axis } from './axis.ts'
import type { CompiledPolicy, CompiledTable } from './compile.ts'
import { wordsFor, type Facts, type FactValue } from './fact.ts'
import { chosenLine, gathered, type Line } from './line.ts'
import { gathers } from './table.ts'

/** Where the facts and the answers lie on their axes; -1 for what is not there. */
export type Segments = Int32Array

/** What each table of a policy answers, in order; null for a table that was not asked. */
export type Asked = { readonly segments: Segments; readonly lines: readonly (Line | null)[] }

/** Asks all tables in turn, each of which may read the answers of those before it. */
export function askAll(policy: CompiledPolicy, facts: Facts): Asked {
  const asked = {
    segments: new Int32Array(policy.axes.length),
    lines: policy.tables.map((): Line | null => null),
  }
  const { names } = policy
  for (let place = 0; place < names.length; place++)
    locate(policy, place, facts[names[place] ?? ''] ?? null, asked.segments)
  answerAll(policy, asked)
  return asked
}

/** Asks the same policy again and again with its facts in their own order. What it gives is overwritten by the next asking. */
export function askerOf(policy: CompiledPolicy): (values: readonly FactValue[]) => Asked {
  const asked = {
    segments: new Int32Array(policy.axes.length),
    lines: policy.tables.map((): Line | null => null),
  }
  const count = policy.names.length
  return (values) => {
    for (let place = 0; place < count; place++) locate(policy, place, values[place] ?? null, asked.segments)
    answerAll(policy, asked)
    return asked
  }
}

function answerAll(
  { tables }: CompiledPolicy,
  { segments, lines }: { segments: Segments; lines: (Line | null)[] },
) {
  for (let at = 0; at < tables.length; at++) {
    const table = tables[at]
    if (!table) continue
    const line = !table.table.asked || isGiven(table, segments) ? answerOf(table, segments) : null
    lines[at] = line
    const { gives } = table
    for (let output = 0; output < gives.length; output++)
      segments[gives[output] ?? 0] = line ? (line.segments[output] ?? -1) : -1
  }
}

const isGiven = ({ reads }: CompiledTable, segments: Segments) =>
  reads.every((place) => segments[place] !== -1)

function locate(policy: CompiledPolicy, place: number, value: FactValue, segments: Segments) {
  const axis = policy.axes[place]
  if (!axis) return
  const segment = segmentOf(value, axis)
  segments[place] = segment
  if (segment === -1) refuseUnlessAsked(policy, axis, value)
}

function refuseUnlessAsked({ needed }: CompiledPolicy, { fact }: Axis, value: FactValue) {
  if (value !== null)
    throw new Refusal('invalid', `${fact.name}: ${JSON.stringify(value)} is not ${wordsFor(fact.domain)}.`)
  if (needed.has(fact.name)) throw new Refusal('invalid', `${fact.name}: this fact must be given.`)
}

/** What a table answers when its facts lie in these segments. It always answers: by its default, or by silence. */
export function answerOf(compiled: CompiledTable, segments: Segments): Line {
  const { reads, masks, words, all, room } = compiled
  for (let word = 0; word < words; word++) {
    let hit = all[word] ?? 0
    for (let input = 0; input < reads.length && hit !== 0; input++) {
      const segment = segments[reads[input] ?? -1] ?? -1
      hit &= masks[input]?.[segment * words + word] ?? 0
    }
    room[word] = hit
  }
  return lineOfHits(compiled)
}

/** What a table answers when the rows of the first mask in its room fit. */
export function lineOfHits(compiled: CompiledTable): Line {
  const { table, lines, otherwise } = compiled
  if (!gathers(table.hit)) return lines[firstHit(compiled)] ?? otherwise
  if (compiled.ranks.length > 0) return bestOf(compiled)
  const hits = allHits(compiled)
  return hits.length === 0 ? otherwise : gathered(table, hits, compiled.outputs)
}

/**
 * The place of the first row that fires, or -1. A `U` or `A` table whose rows contradict
 * each other is a fault of the policy; the desk still gets one answer, and always the same.
 */
function firstHit({ words, room }: CompiledTable): number {
  for (let word = 0; word < words; word++) {
    const hit = room[word] ?? 0
    if (hit !== 0) return lowestBit(hit, word)
  }
  return -1
}

function allHits({ words, room, lines }: CompiledTable): Line[] {
  const found: Line[] = []
  for (let word = 0; word < words; word++)
    for (let hit = room[word] ?? 0; hit !== 0; hit &= hit - 1) {
      const line = lines[lowestBit(hit, word)]
      if (line) found.push(line)
    }
  return found
}

/** Of each output the best answer of any row that fits. Put together once for the same rows. */
function bestOf(compiled: CompiledTable): Line {
  const { ranks, lines, known } = compiled
  if (firstHit(compiled) < 0) return compiled.otherwise
  let key = 0
  for (let output = 0; output < ranks.length; output++)
    key = key * (lines.length + 1) + bestRow(compiled, ranks[output] ?? noRanks) + 1
  const before = known.get(key)
  // Where so many rows and outputs meet that the numbers run out, every line is put together anew.
  const isKept = key <= Number.MAX_SAFE_INTEGER
  if (before && isKept) return before
  const chosen = ranks.map((ranked) => lines[bestRow(compiled, ranked)] ?? null)
  const line = chosenLine(compiled.table, chosen, compiled.outputs)
  if (isKept && known.size < mostKnown) known.set(key, line)
  return line
}

const noRanks = new Float64Array(0)
const mostKnown = 10_000

/** The first row of those that fit which has the greatest rank; -1 where none says anything. */
function bestRow({ words, room }: CompiledTable, ranks: Float64Array): number {
  let [best, most] = [-1, -Infinity]
  for (let word = 0; word < words; word++)
    for (let hit = room[word] ?? 0; hit !== 0; hit &= hit - 1) {
      const row = lowestBit(hit, word)
      const rank = ranks[row] ?? -Infinity
      if (rank > most) {
        best = row
        most = rank
      }
    }
  return best
}

const lowestBit = (bits: number, word: number) => word * 32 + 31 - Math.clz32(bits & -bits)
