import { smallLetters } from '../text/small-letters.ts'

/** What a template may ask of every reply that is made of it: the failure by its name, who, what, and by when. */
export const demands = ['failure', 'owner', 'act', 'date'] as const

export type Demand = (typeof demands)[number]

/** What becomes of a reply that is a template word for word. */
export const unchangedWays = ['refuse', 'ask', 'allow'] as const

export type Unchanged = (typeof unchangedWays)[number]

/** A blank of a template in whose place nothing of this case stands. */
export type Unfilled = { label: string; from: number; to: number }

type Piece = { kind: 'text' | 'blank' | 'field'; text: string }

const mark = /\[\[([^[\]]*)\]\]|\{\{[^{}]*\}\}/g

function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: whole, 1: label, index } of body.matchAll(mark)) {
    pieces.push({ kind: 'text', text: body.slice(end, index) })
    pieces.push(label === undefined ? { kind: 'field', text: whole } : { kind: 'blank', text: label.trim() })
    end = index + whole.length
  }
  return [...pieces, { kind: 'text', text: body.slice(end) }]
}

/** Letters and digits alone: a comma or a line more makes no other text of it. */
const bare = (text: string) => smallLetters(text).replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** The most signs that a filled-in name, number or date takes. */
const longestField = 80
/** Letters and digits that a sentence needs, so that it tells which template a reply is made of. */
const telling = 12

/** Of some templates those that a reply is made of: it has at least half of their sentences in it. */
export function madeOf<T extends { body: string }>(templates: readonly T[], reply: string): T[] {
  const written = bare(reply)
  return templates.filter(({ body }) => {
    const sentences = sentencesOf(body)
    const there = sentences.filter((sentence) => written.includes(sentence))
    return sentences.length === 0 ? isUnchanged(body, reply) : lengthOf(there) * 2 >= lengthOf(sentences)
  })
}

const sentencesOf = (body: string) =>
  piecesOf(body)
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n+/))
    .map(bare)
    .filter(({ length }) => length >= telling)

const lengthOf = (some: readonly string[]) => some.reduce((sum, { length }) => sum + length, 0)

/** Whether a reply says what the template says and not a word more; what fills itself in is no word of the writer's. */
export function isUnchanged(body: string, reply: string): boolean {
  const written = bare(reply)
  let at = 0
  let slack = 0
  for (const { kind, text } of piecesOf(body)) {
    if (kind === 'field') slack = longestField
    const wanted = kind === 'text' ? bare(text) : ''
    if (wanted === '') continue
    const found = written.indexOf(wanted, at)
    if (found < at || found > at + slack) return false
    at = found + wanted.length
    slack = 0
  }
  return at > 0 && written.length - at <= slack
}

/** How much of what stands beside a blank finds its place again. */
const beside = 30
const longestFilling = 2000
const nothing =
  /^(?:x{2,}|t\.?b\.?[adc]\.?|n\/?a|na|todo|asdf|test|offen|folgt|platzhalter|placeholder|blank)$/

/**
 * The blanks of a template in whose place a reply has nothing of this case: nothing at all, the blank's own words without
 * their brackets, or signs that stand for nothing. Found by the words beside them, so that the rest may be rewritten.
 */
export function unfilledBlanks(body: string, reply: string): Unfilled[] {
  const pieces = piecesOf(body)
  return pieces.flatMap(({ kind, text: label }, place) => {
    if (kind !== 'blank') return []
    const before = (pieces[place - 1]?.text.split('\n').at(-1) ?? '').slice(-beside)
    const after = (pieces[place + 1]?.text.split('\n')[0] ?? '').slice(0, beside)
    const found = bare(before).length >= 3 ? between(reply, before, after) : itself(reply, label, after)
    return found && isNothing(reply.slice(found.from, found.to), label) ? [{ label, ...found }] : []
  })
}

function between(reply: string, before: string, after: string) {
  const began = reply.indexOf(before)
  if (began < 0) return undefined
  const from = began + before.length
  const line = reply.slice(from, from + longestFilling).split('\n')[0] ?? ''
  const length = after.trim() === '' ? line.length : line.indexOf(after)
  return length < 0 ? undefined : { from, to: from + length }
}

function itself(reply: string, label: string, after: string) {
  const from = label === '' ? -1 : reply.indexOf(`${label}${after}`)
  return from < 0 ? undefined : { from, to: from + label.length }
}

function isNothing(filling: string, label: string): boolean {
  const said = bare(filling)
  return said === '' || said === bare(label) || nothing.test(smallLetters(filling.trim()))
}
