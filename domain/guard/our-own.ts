import { findAddresses } from './find-addresses.ts'
import type { PersonalSpan } from './personal-span.ts'
import { plainLetters } from './plain-letters.ts'

/**
 * Whether what was found is the company's own, by all of it: a part of an address or number of ours may be somebody else's.
 * A postal address that stands in one of ours with other words counts, and a telephone number with or without its country.
 */
export function knowsOurOwn(ours: readonly string[]): (found: string, kind: PersonalSpan['kind']) => boolean {
  const plain = ours.map((one) => plainLetters(one).text)
  const whole = new Set(plain.flatMap((one) => [one, ...addressesIn(one)]).map(bare))
  const numbers = plain.filter((one) => !/\p{L}|@/u.test(one)).map(numberOf)
  return (found, kind) => {
    const said = bare(found)
    if (said === '') return false
    if (whole.has(said)) return true
    if (kind !== 'phone' || !/\d/.test(found)) return false
    const number = numberOf(found)
    return numbers.some((one) => isSameNumber(one, number))
  }
}

/** The postal addresses that stand in what the company gave as one line. */
const addressesIn = (line: string) =>
  line.includes(' ') ? findAddresses(line).map(({ from, to }) => line.slice(from, to)) : []

/** What two spellings of one address or number have in common. */
const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\d@]/gu, '')

/** A telephone number: the calling code of its country, where it is said, and what is dialled inside that country. */
type PhoneNumber = { country: string; inside: string }

/** The lengths of the calling codes of the world's countries (ITU-T E.164, list of assigned codes). */
const callingCode = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

function numberOf(text: string): PhoneNumber {
  const digits = text.replaceAll('(0)', '').replaceAll(/\D/g, '')
  const isInternational = /^\D*\+/.test(text) || digits.startsWith('00')
  const dialled = digits.replace(/^0+/, '')
  const country = isInternational ? (callingCode.exec(dialled)?.[0] ?? '') : ''
  return { country, inside: dialled.slice(country.length).replace(/^0+/, '') }
}

const isSameNumber = (a: PhoneNumber, b: PhoneNumber) =>
  a.inside !== '' &&
  a.inside === b.inside &&
  (a.country === '' || b.country === '' || a.country === b.country)
