import { smallLetters } from '../text/small-letters.ts'
import { findAccounts } from './find-accounts.ts'
import { findAddresses } from './find-addresses.ts'
import { findBirths } from './find-births.ts'
import { findCards } from './find-cards.ts'
import { findEmails } from './find-emails.ts'
import { findIbans } from './find-ibans.ts'
import { findIps } from './find-ips.ts'
import { findNames } from './find-names.ts'
import { findNationalNumbers } from './find-national-numbers.ts'
import { findPhones, findSpelledNumbers } from './find-phones.ts'
import { knowsOurOwn } from './our-own.ts'
import { findOwn, type OwnPattern } from './own-pattern.ts'
import type { Look, PersonalSpan } from './personal-span.ts'
import { plainLetters } from './plain-letters.ts'

/** What only this company and this case know of what is personal. */
export type Known = {
  /** How the company writes its own account, order and booking numbers. */
  patterns?: readonly OwnPattern[]
  /** The company's own addresses and numbers, which everybody may read. */
  ours?: readonly string[]
  /** The names of other people who wrote on the case. */
  names?: readonly string[]
}

/** The ways of looking, the surest first: where two find something in one place, the first one says what it is. */
const looks: readonly Look[] = [
  findEmails,
  findIbans,
  findCards,
  findNationalNumbers,
  findIps,
  findBirths,
  findAccounts,
  findAddresses,
  findPhones,
  findSpelledNumbers,
]

/**
 * Personal data in a text, in the order in which it stands there: what no reply may tell in public.
 * Read as a reader reads it, so that full-width digits, look-alike letters and invisible signs hide nothing.
 */
export function findPersonalData(text: string, known: Known = {}): PersonalSpan[] {
  const plain = plainLetters(text)
  const low = smallLetters(plain.text)
  const spans: PersonalSpan[] = []
  for (const span of findOwn(plain.text, known.patterns ?? [])) add(spans, span)
  for (const look of looks) for (const span of look(plain.text, low)) add(spans, span)
  for (const span of findNames(plain.text, known.names ?? [])) add(spans, span)
  if (spans.length === 0) return []
  const isOurs = knowsOurOwn(known.ours ?? [])
  return spans
    .filter(({ kind, from, to }) => !isOurs(plain.text.slice(from, to), kind))
    .map((span) => ({ ...span, from: plain.from(span.from), to: plain.to(span.to) }))
    .toSorted((a, b) => a.from - b.from)
}

function add(spans: PersonalSpan[], span: PersonalSpan) {
  if (spans.every(({ from, to }) => span.to <= from || span.from >= to)) spans.push(span)
}
