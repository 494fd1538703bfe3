import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { PolicyFault, readDraft, readPolicy } from '#domain/policy/document.ts'
import type { Policy } from '#domain/policy/policy.ts'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { textTrouble } from '#domain/policy/text-trouble.ts'
import { Refusal } from '#domain/refusal.ts'

/** A policy that was written as text: what it means, and the same as data. */
export type ReadText = { policy: Policy; document: WrittenPolicy }

/** Something that is wrong with a text, and where. */
type Problem = { line: number; column: number; place: string | null; problem: string }

/** Reads a policy written as YAML or JSON. What cannot be read is refused with the line and column of each problem. */
export const readPolicyText = (text: string): ReadText => readText(text, readPolicy)

/** Reads a policy that somebody is still at work on: the proofs say what is wrong with its ladder. */
export const readDraftText = (text: string): ReadText => readText(text, readDraft)

/** Reads a policy that came as data. */
export const readPolicyData = (data: unknown): ReadText => readData(data, readPolicy)

type Reader = (data: unknown) => Policy

function readText(text: string, read: Reader): ReadText {
  const lines = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (parsed.errors.length > 0)
    throw refused(
      parsed.errors.map((trouble) => ({
        ...at(lines, trouble.pos[0]),
        place: null,
        problem: textTrouble(trouble),
      })),
    )
  try {
    return readData(dataOf(parsed), read)
  } catch (fault) {
    if (!(fault instanceof PolicyFault)) throw fault
    throw refused(fault.problems.map((problem) => located(problem, parsed, lines)))
  }
}

const readData = (data: unknown, read: Reader): ReadText => ({
  policy: read(data),
  document: WrittenPolicy.parse(data),
})

function dataOf(parsed: Document): unknown {
  try {
    const data: unknown = parsed.toJS({ maxAliasCount: 100 })
    return data
  } catch {
    throw new Refusal('invalid', 'This text refers to itself too often to be read.')
  }
}

function refused(problems: readonly Problem[]): Refusal {
  const shown = problems.slice(0, 20)
  const sentences = shown.map(({ line, column, place, problem }) =>
    [`Line ${line}, column ${column}`, ...(place === null ? [] : [place]), ended(problem)].join(': '),
  )
  return new Refusal('invalid', `This policy cannot be used. ${sentences.join(' ')}`, {
    problems: problems.slice(0, 200),
  })
}

/** Not all that find a fault end their sentence. */
const ended = (problem: string) => (/[.!?]$/.test(problem) ? problem : `${problem}.`)

/** A problem with the place that its name of it leads to: `tables.attention.rows.a2.when: …`. */
function located(told: string, parsed: Document, lines: LineCounter): Problem {
  const end = told.indexOf(': ')
  const [place, problem] = end === -1 ? [null, told] : [told.slice(0, end), told.slice(end + 2)]
  const steps = place === null || place === 'the document' ? [] : place.split('.')
  return { ...at(lines, offsetOf(parsed.contents, steps)), place, problem }
}

const at = (lines: LineCounter, offset: number) => {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

/** Where the thing stands that the steps lead to, or as far along them as there is anything. */
function offsetOf(contents: unknown, steps: readonly string[]): number {
  let node = contents
  let offset = startOf(node)
  for (const step of steps) {
    const next = stepInto(node, step)
    if (!next) return offset
    offset = next.offset
    node = next.node
  }
  return offset
}

function stepInto(node: unknown, step: string): { node: unknown; offset: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
    return pair && { node: pair.value, offset: startOf(pair.key) }
  }
  if (!isSeq(node)) return undefined
  const item = node.items.find((one) => isNamed(one, step)) ?? node.items[Number(step)]
  return item === undefined ? undefined : { node: item, offset: startOf(item) }
}

/** Whether an entry of a list goes by this name: the refusals of a policy say names instead of positions. */
const isNamed = (item: unknown, name: string) =>
  isMap(item) && (item.get('id') === name || item.get('who') === name)

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0)

/** A policy as it is asked about: the document itself, or a text that holds one. */
export function readGivenDraft(given: Readonly<Record<string, unknown>>): ReadText {
  const text = z.string().safeParse(given['text'])
  if (given['evenhand'] === undefined && text.success) return readDraftText(text.data)
  const inside = given['evenhand'] === undefined ? given['document'] : given
  if (inside === undefined)
    throw new Refusal(
      'invalid',
      'A policy document is expected: the document itself as JSON, or `text` with YAML or JSON in it.',
    )
  return readDraftData(inside)
}

/** Reads a policy that came as data, and that somebody is still at work on. */
export const readDraftData = (data: unknown): ReadText => readData(data, readDraft)
