import { addsUpByLuhn, digitRuns, type DigitRun } from './digit-groups.ts'
import { standsBefore, type PersonalSpan } from './personal-span.ts'

const cardWords =
  /\b(?:cards?|cc|credit|debit|visa|master ?card|maestro|amex|american express|\w*karten?\w*|carte|tarjeta)\b[^!?]*$/

/** Beginnings and lengths that the card schemes have given out (ISO/IEC 7812 issuer ranges). */
const schemes: readonly { begins: RegExp; lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^5[1-5]/, lengths: [16] },
  { begins: /^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^3(?:0[0-59]|[689])/, lengths: [14, 15, 16, 17, 18, 19] },
  { begins: /^35/, lengths: [16, 17, 18, 19] },
  { begins: /^(?:2131|1800)/, lengths: [15] },
  { begins: /^(?:6011|64[4-9]|65|62|81|60|220[0-4])/, lengths: [16, 17, 18, 19] },
  { begins: /^(?:50|5[6-9]|6)/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
]

const isOfScheme = (digits: string) =>
  schemes.some(({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits))

/** What is so short is a card's number only where somebody says so: goods carry such numbers too. */
const shortestUnsaid = 14

/** Card numbers: those that add up, in whatever spelling, and those that somebody calls a card though a digit is wrong. */
export function findCards(text: string, low: string): PersonalSpan[] {
  return digitRuns(asDigits(text)).flatMap((run) => cardsIn(run, low))
}

/** An O or an l among digits is read as the digit that it looks like. */
const asDigits = (text: string) =>
  text.replaceAll(/(?<=\d[ -]?)[oO](?=[ -]?\d)/g, '0').replaceAll(/(?<=\d[ -]?)[lI|](?=[ -]?\d)/g, '1')

function cardsIn(run: DigitRun, low: string): PersonalSpan[] {
  const found: PersonalSpan[] = []
  let first = 0
  while (first < run.length) {
    const last = endOfCard(run, first, low)
    const begin = run[first]
    const end = last === undefined ? undefined : run[last]
    if (begin && end && last !== undefined) {
      found.push({ kind: 'card', from: begin.from, to: end.to })
      first = last + 1
    } else {
      if (begin && begin.digits.length > 19) found.push(...cardsWithin(begin.digits, begin.from))
      first++
    }
  }
  return found
}

/** The last group of the longest card number that begins with a group. */
function endOfCard(run: DigitRun, first: number, low: string): number | undefined {
  const begin = run[first]
  if (!begin) return undefined
  const isSaid = standsBefore(low, begin.from, cardWords, 60)
  let digits = ''
  let found: number | undefined
  for (let last = first; last < run.length; last++) {
    digits += run[last]?.digits ?? ''
    if (digits.length > 19) break
    if (digits.length < 12 || (digits.length < shortestUnsaid && !isSaid)) continue
    if (isSaid ? isOfScheme(digits) : isOfScheme(digits) && addsUpByLuhn(digits)) found = last
    else if (isSaid && digits.length >= 12 && addsUpByLuhn(digits)) found = last
  }
  return found
}

/** Cards hidden in a row of digits that is too long to be one. */
function cardsWithin(digits: string, at: number): PersonalSpan[] {
  for (let from = 0; from + 15 <= digits.length; from++)
    for (const length of [16, 15]) {
      const part = digits.slice(from, from + length)
      if (part.length === length && isOfScheme(part) && addsUpByLuhn(part))
        return [{ kind: 'card', from: at + from, to: at + from + length }]
    }
  return []
}
