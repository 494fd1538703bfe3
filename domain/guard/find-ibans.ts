import { standsBefore, type PersonalSpan } from './personal-span.ts'

/** How long the account numbers of a country are (IBAN registry of SWIFT, release 99). */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
)

const beginning = /(?<![a-z\d])[a-z]{2}[ .-]?\d[ .-]?\d(?=[ .-]{0,2}[a-z\d])/g
const ibanWord = /\b(?:iban|konto\w*|account\w*|bank\w*|cuenta|compte)\b[^.!?\n]*$/

/** International bank account numbers that add up (ISO 13616, mod 97), or that somebody calls so though a digit is wrong. */
export function findIbans(_text: string, low: string): PersonalSpan[] {
  const found: PersonalSpan[] = []
  for (const { index } of low.matchAll(beginning)) {
    if (index < (found.at(-1)?.to ?? 0)) continue
    const read = readIban(low, index)
    if (read && (addsUp(read.letters) || standsBefore(low, index, ibanWord, 40)))
      found.push({ kind: 'iban', from: index, to: read.to })
  }
  return found
}

/** As many letters and digits as the country's numbers have, whatever stands between them. */
function readIban(low: string, from: number): { letters: string; to: number } | undefined {
  const country = low.slice(from, from + 2).toUpperCase()
  const length = lengths[country]
  if (length === undefined) return undefined
  let letters = ''
  let gap = 0
  let at = from
  for (; at < low.length && letters.length < length; at++) {
    const letter = low.charAt(at)
    if (/[a-z\d]/.test(letter)) {
      letters += letter.toUpperCase()
      gap = 0
    } else if (/[ .\-/_\n]/.test(letter) && ++gap <= 2) continue
    else return undefined
  }
  return letters.length === length && !/[a-z\d]/.test(low.charAt(at)) ? { letters, to: at } : undefined
}

function addsUp(iban: string): boolean {
  let rest = 0
  for (const letter of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}
