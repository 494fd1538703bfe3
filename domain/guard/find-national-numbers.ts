import { isAadhaar, isDni, isNhs, isNir, isRentenNumber, isSteuerId } from './check-digits.ts'
import { standsBefore, type PersonalSpan } from './personal-span.ts'

/** A number by which a state knows a person. */
type NationalNumber = {
  called: string
  /** How it is written, in small letters. */
  written: RegExp
  /** Whether it adds up; what has no check digit is told by how it is written. */
  addsUp?: (bare: string) => boolean
  /** Words that say what it is. */
  said: RegExp
  /** Whether it is told from other numbers only where somebody says what it is. */
  onlySaid?: true
}

const numbers: readonly NationalNumber[] = [
  {
    // SSA, POMS RM 10201.035: no area 000, 666 or 9xx, no group 00, no serial 0000.
    called: 'US SSN',
    written: /(?<![\d-])(?!000|666|9)\d{3}([-. ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g,
    said: /\b(?:ssn|social security)\b/,
  },
  {
    // IRS, Publication 1915: the fourth and fifth digit are 50–65, 70–88, 90–92 or 94–99.
    called: 'US ITIN',
    written: /(?<![\d-])9\d{2}([- ])(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\1\d{4}(?![\d-])/g,
    said: /\b(?:itin|taxpayer)\b/,
  },
  {
    called: 'US SSN',
    written: /(?<![\d-])\d{3}[-. ]?\d{2}[-. ]?\d{4}(?![\d-])/g,
    said: /\b(?:ssn|itin|social security|taxpayer|tax id)\b/,
    onlySaid: true,
  },
  {
    // HMRC, NIM39110.
    called: 'UK NINO',
    written:
      /(?<![a-z\d])(?!bg|gb|nk|kn|tn|nt|zz)[abceghj-prstw-z][abceghj-nprstw-z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d](?![a-z\d])/g,
    said: /\b(?:ni|nino|national insurance)\b/,
  },
  {
    called: 'UK NHS',
    written: /(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])/g,
    addsUp: isNhs,
    said: /\b(?:nhs|health service)\b/,
    onlySaid: true,
  },
  {
    called: 'DE Steuer-ID',
    written: /(?<![\d-])\d{2}[ /]?\d{3}[ /]?\d{3}[ /]?\d{3}(?![\d-])/g,
    addsUp: isSteuerId,
    said: /\b(?:steuer|tin|tax)/,
  },
  {
    called: 'DE Rentenversicherung',
    written: /(?<![a-z\d])\d{2}[ -]?\d{6}[ -]?[a-z][ -]?\d{2}[ -]?\d(?![a-z\d])/g,
    addsUp: isRentenNumber,
    said: /(?:rente|sozialversicherung|\bsv-)/,
  },
  {
    called: 'FR NIR',
    written: /(?<![a-z\d])[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[ab]) ?\d{3} ?\d{3} ?\d{2}(?![a-z\d])/g,
    addsUp: isNir,
    said: /(?:sécurité sociale|securite sociale|\bnir\b|\bsécu\b)/,
  },
  {
    called: 'ES DNI',
    written: /(?<![a-z\d])(?:\d{2}\.?\d{3}\.?\d{3}|[xyz][ -]?\d{7})[ -]?[a-z](?![a-z\d])/g,
    addsUp: isDni,
    said: /\b(?:dni|nie|nif)\b/,
  },
  {
    called: 'IN Aadhaar',
    written: /(?<![\d-])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![ -]?\d)/g,
    addsUp: isAadhaar,
    said: /\b(?:aadhaar|aadhar|uid)\b/,
  },
  {
    // Income Tax Department: the fourth letter says what kind of holder it is.
    called: 'IN PAN',
    written: /(?<![a-z\d])[a-z]{3}[abcfghjlpt][a-z]\d{4}[a-z](?![a-z\d])/g,
    said: /\bpan\b/,
  },
  {
    called: 'passport or licence',
    written: /(?<![a-z\d])(?=[a-z]{0,3}\d)(?:[a-z\d]-?){6,16}(?![a-z\d])/g,
    said: /(?:passport|driver'?s?'? ?licen[cs]e|driving licen[cs]e|reisepass|personalausweis|ausweisnummer|führerschein|passeport|permis de conduire|pasaporte)/,
    onlySaid: true,
  },
]

/** Numbers by which the United States, the United Kingdom, Germany, France, Spain and India know a person. */
export function findNationalNumbers(_text: string, low: string): PersonalSpan[] {
  if (!/\d/.test(low)) return []
  return numbers.flatMap((number) => [...spansOf(number, low)])
}

function* spansOf(
  { called, written, addsUp, said, onlySaid }: NationalNumber,
  low: string,
): Generator<PersonalSpan> {
  for (const { 0: found, index } of low.matchAll(written)) {
    const bare = found.replaceAll(/[^a-z\d]/g, '')
    const isSaid = standsBefore(low, index, said, 40)
    if (onlySaid ? isSaid : isSaid || addsUp === undefined || addsUp(bare))
      yield { kind: 'national-number', from: index, to: index + found.length, called }
  }
}
