import { standsBefore, type PersonalSpan } from './personal-span.ts'

/** What may be a telephone number: digits in groups, with a plus or a bracket before them. */
const candidate = /(?<![\p{L}\d+#])\+?[([]?\d(?:[ ./\-()[\]·|,_]{0,3}\d){5,16}(?!\d)/gu

const calls =
  /(?:\b(?:(?:tele)?phones?|tel|mobile|cell|fax|whats ?app|sms|texts?|call(?:ed|s|ing)?|ring|rang|dial|reach(?:ed)?|answering|messages? to|number is|numbers? are|landline|contact|hotline|telefono|llam\w+|appel\w*|joindre)\b|telefon|handy|mobil|festnetz|ruf|nummer (?:ist|lautet)|erreich|durchwahl|tél|teléfono|móvil|phone|\btel[.:]|☎|📞|📱)[^.!?\n]{0,40}$/
const callsLoosely = /(?:phone|tel|fax|mobile|e?-?mail)[.:]?\s*\n?\s*$/
const whoseItIs =
  /^[\s,)\]\\-]{0,4}(?:office|fax|mobile|cell|home|work|handy|mobil|büro|privat|bureau|móvil|oficina)\b/
/** Numbers of things that people call by a number, and that are not called. */
const things =
  /(?:order|purchase|bestell\w*|auftrag\w*|case|fall|vorgang\w*|aktenzeichen|ticket|ref(?:erence|erenz)?|trace|track\w*|sendung\w*|paket\w*|parcel|serial|serien\w*|model\w*|modell\w*|invoice|rechnung\w*|article|artikel\w*|part|batch|charge\w*|lot|version|firmware|barcode|ean|isbn|version|nummer|number|no|nr|nº|n°|id|code|eh|pedido|factura|commande)[\s.:#-]{0,3}(?:(?:number|nummer|numbers|no|nr|code|id|is|ist|lautet)[\s.:#-]{0,3}){0,2}$/

/** Dates, times, amounts and measures: numbers of nobody. */
const harmless = [
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g,
  /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g,
  /https?:\/\/[^\s<>"]{1,300}/g,
  /(?<![\d.+(/-])(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d{2}|\d{2}(?![\d./-])))(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d/-])/g,
  /\d{1,2}:\d{2}(?::\d{2})?(?:\s?[-–]\s?\d{1,2}:\d{2})?/g,
  /(?<!\d)(?:19|20)\d{2}\s?[-/]\s?(?:19|20)?\d{2}(?![\d-])/g,
  /(?:[€$£₹]|\b(?:eur|usd|gbp|chf|inr|rs)\b\.?)\s?\d[\d.,' ]{0,15}/g,
  /(?<![\d.,+-])\d[\d.,' ]{0,15}\s?(?:[€$£₹%°]|(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|mm|cm|km|kg|kwh|kw|ml|hz|watt|volt|mah|bytes?|mb|gb|stück|pieces|people|users|customers|kunden|followers)\b)/g,
]

/** Telephone numbers, in the groups of many countries, with a word that says so, or in a shape that nothing else has. */
export function findPhones(_text: string, low: string): PersonalSpan[] {
  if (!/\d/.test(low)) return []
  const masked = harmless.reduce(
    (text, shape) => text.replaceAll(shape, (part) => 'x'.repeat(part.length)),
    low,
  )
  return [...masked.matchAll(candidate)].flatMap(({ 0: found, index }): PersonalSpan[] => {
    const number = trimmed(found)
    const span: PersonalSpan = { kind: 'phone', from: index, to: index + number.length }
    return isPhone(low, number, span) ? [span] : []
  })
}

/** Without a bracket that is not closed, and without what follows a comma. */
function trimmed(found: string): string {
  const [first = found] = found.split(/,\s?/)
  return first.replaceAll(/\D/g, '').length >= 6 ? first : found
}

function isPhone(low: string, number: string, { from, to }: PersonalSpan): boolean {
  const digits = number.replaceAll(/\D/g, '')
  if (digits.length > 15) return false
  if (number.startsWith('+')) return digits.length >= 7
  const isSaid =
    standsBefore(low, from, calls, 60) ||
    standsBefore(low, from, callsLoosely, 12) ||
    whoseItIs.test(low.slice(to, to + 16))
  const isThing = standsBefore(low, from, things, 40)
  if (isSaid && !(isThing && !standsBefore(low, from, phoneNumber, 40))) return digits.length >= 6
  return !isThing && looksLikePhone(number, digits)
}

const phoneNumber =
  /(?:phone|mobile|cell|fax|telefon|handy|mobil|ruf|my)[\s-]?(?:number|nummer|no|nr)?[\s.:#]{0,3}(?:(?:is|ist|lautet)\s)?$/

/** Shapes in which people write telephone numbers and hardly anything else. */
function looksLikePhone(number: string, digits: string): boolean {
  const groups = number.match(/\d+/g) ?? []
  if (/^\[?\(/.test(number)) return digits.length >= 7
  if (digits.startsWith('0')) return digits.length >= 9
  if (groups.length === 1) return hasNationalShape(digits)
  if (/^1?[-. ]?[2-9]\d{2}[-. ]\d{3}[-. ]\d{4}$/.test(number)) return true
  const isThousands =
    groups.slice(1).every((group) => group.length === 3) &&
    /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(number)
  if (isThousands) return number.includes(' ') && digits.length === 9
  return (
    groups.length >= 3 &&
    digits.length >= 8 &&
    digits.length <= 12 &&
    groups.every((group) => group.length <= 4)
  )
}

/** Ten digits as in North America or India, nine as in Spain's mobile numbers. */
const hasNationalShape = (digits: string) => /^(?:1?[2-9]\d{2}[2-9]\d{6}|[6-9]\d{9}|[67]\d{8})$/.test(digits)

const digitWord =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)'
const spelled = new RegExp(String.raw`\b${digitWord}(?:[\s,.-]{1,3}${digitWord}){6,20}\b`, 'g')

/** Numbers that are spelled out digit by digit. */
export const findSpelledNumbers = (_text: string, low: string): PersonalSpan[] =>
  [...low.matchAll(spelled)].map(({ 0: found, index }) => ({
    kind: 'phone',
    from: index,
    to: index + found.length,
  }))
