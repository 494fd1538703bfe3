import { attributionIn, headLabelOf, mayRunOn, opensForwarded, opensOriginal } from './quote-marks.ts'
import { delimiterIn, isDashedName, isDeviceLine, isSignature } from './signature-marks.ts'

/** A stretch of a mail's text: what the writer says now, what is quoted from before, or a signature. */
type MailPiece = { kind: 'said' | 'quoted' | 'signature'; text: string }

/**
 * Splits a mail's text into what a reader wants to see and what a view folds away: quoted replies, the heads
 * of earlier mails, signatures. Nothing is lost: the pieces, put together, are the text again.
 *
 * When in doubt it was said now: a forwarded mail is new to us, and a mail that only quotes says what it
 * quotes. "No.⏎⏎On 3 May 2026, Ada <ada@example.org> wrote:⏎> Is it settled?" is one piece said, one quoted.
 */
export function foldQuotes(text: string): MailPiece[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const kinds = markQuotes(lines.map((line) => line.trim()))
  markSignatures(lines, kinds)
  absorbBlankLines(lines, kinds)
  return joined(lines, saidAtLeastSomething(lines, kinds))
}

type Kind = MailPiece['kind']

function markQuotes(lines: string[]): Kind[] {
  const kinds: Kind[] = lines.map(() => 'said')
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    if (opensForwarded(line)) return kinds
    const end = quoteEnd(lines, at)
    if (end > at) kinds.fill('quoted', ruleAbove(lines, at), end)
    at = Math.max(end, at + 1)
  }
  return kinds
}

/** Where the quotation that begins at this line ends; the line itself if none begins here. */
function quoteEnd(lines: string[], at: number): number {
  const line = lines[at] ?? ''
  if (isMarked(line)) return markedEnd(lines, at)
  if (opensOriginal(line) || opensHead(lines, at)) return lines.length
  return attributionEnd(lines, at)
}

const isMarked = (line: string) => /^>(?:[\s>]|$)/.test(line)

/** Past the last marked line from here; blank lines between marked ones belong to them. */
function markedEnd(lines: string[], at: number): number {
  let end = at
  for (let next = at; next < lines.length; next++) {
    const line = lines[next] ?? ''
    if (isMarked(line)) end = next + 1
    else if (line !== '') break
  }
  return end
}

/** The longest run of lines over which a mail program breaks "On …, … wrote:". */
const attributionLines = 4

function attributionEnd(lines: string[], at: number): number {
  const first = lines[at] ?? ''
  const most = mayRunOn(first) ? attributionLines : 1
  for (let count = 1; count <= most; count++) {
    if (lines[at + count - 1] === '') return at
    const how = attributionIn(lines.slice(at, at + count).join(' '))
    if (how !== 'none') return endUnder(lines, at, at + count, how)
  }
  return at
}

function endUnder(lines: string[], at: number, under: number, how: 'certain' | 'guess'): number {
  let next = under
  while (lines[next] === '') next++
  if (next >= lines.length) return how === 'certain' ? lines.length : at
  if (isMarked(lines[next] ?? '')) return markedEnd(lines, next)
  return how === 'certain' ? lines.length : at
}

/** The head of a quoted mail as Outlook writes it: From, below it Sent, and To or Subject. A form has no Sent. */
function opensHead(lines: string[], at: number): boolean {
  if (headLabelOf(lines[at] ?? '') !== 'from') return false
  const seen = new Set<string>()
  for (const line of lines.slice(at + 1, at + 12)) {
    if (line === '') break
    const label = headLabelOf(line)
    if (label && label !== 'from') seen.add(label)
  }
  return seen.has('date') && seen.size >= 2
}

/** A rule that a mail program draws above a quotation belongs to the quotation. */
function ruleAbove(lines: string[], at: number): number {
  let above = at - 1
  while (above >= 0 && lines[above] === '') above--
  return above >= 0 && /^[-_*=]{5,}$/.test(lines[above] ?? '') ? above : at
}

/** Marks the signature at the end of each stretch that is not quoted. */
function markSignatures(lines: string[], kinds: Kind[]) {
  let start = 0
  while (start < lines.length) {
    let end = start
    while (end < lines.length && kinds[end] === kinds[start]) end++
    if (kinds[start] === 'said') kinds.fill('signature', signatureStart(lines, start, end), end)
    start = end
  }
}

/** Climbs from the end of a stretch over every signature found there; `end` if there is none. */
function signatureStart(lines: string[], start: number, end: number): number {
  let top = end
  for (;;) {
    const next = oneSignatureUp(lines, start, top)
    if (next === top) return top
    top = next
  }
}

function oneSignatureUp(lines: string[], start: number, end: number): number {
  const under: string[] = []
  for (let at = end - 1; at >= start && under.length <= 25; at--) {
    const line = lines[at] ?? ''
    const bare = line.trim()
    if (bare === '') continue
    if (under.length === 0 && (isDeviceLine(bare) || isSignedName(lines, start, at))) return at
    const delimiter = delimiterIn(line.replace(/\r?\n$/, ''))
    if (delimiter && isSignature(delimiter, under)) return at
    under.unshift(bare)
  }
  return end
}

/** A dashed name alone in its paragraph; under a colon it is a point of a list ("I want:⏎⏎-Full Refund"). */
function isSignedName(lines: string[], start: number, at: number): boolean {
  if (!isDashedName((lines[at] ?? '').trim()) || (at > start && lines[at - 1]?.trim() !== '')) return false
  let above = at - 1
  while (above >= start && lines[above]?.trim() === '') above--
  return above >= start && !/(?:[:：]|^[-–—*•].*)$/u.test((lines[above] ?? '').trim())
}

/** Blank lines between folded stretches are nothing said: they go with the stretch above, or else below. */
function absorbBlankLines(lines: string[], kinds: Kind[]) {
  let start = 0
  while (start < lines.length) {
    let end = start
    while (end < lines.length && kinds[end] === kinds[start]) end++
    const isBlank = lines.slice(start, end).every((line) => line.trim() === '')
    if (isBlank) kinds.fill(kinds[start - 1] ?? kinds[end] ?? 'said', start, end)
    start = end
  }
}

/** A mail that only quotes says what it quotes: a reader must never be shown an empty letter. */
function saidAtLeastSomething(lines: string[], kinds: Kind[]): Kind[] {
  const says = (kind: Kind) => lines.some((line, at) => kinds[at] === kind && line.trim() !== '')
  if (says('said')) return kinds
  const instead: Kind = says('quoted') ? 'quoted' : 'signature'
  return kinds.map((kind) => (kind === instead ? 'said' : kind))
}

function joined(lines: string[], kinds: Kind[]): MailPiece[] {
  const pieces: MailPiece[] = []
  for (const [at, line] of lines.entries()) {
    const kind = kinds[at] ?? 'said'
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += line
    else pieces.push({ kind, text: line })
  }
  return pieces
}
