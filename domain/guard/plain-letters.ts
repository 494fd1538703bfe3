/** A text in plain letters, and where each of them stands in the text as it was written. */
export type PlainLetters = {
  text: string
  /** The place of a letter in the text as it was written. */
  from: (at: number) => number
  /** The place behind the letter before `at`, in the text as it was written. */
  to: (at: number) => number
}

const beyondAscii = /[\u0080-\uffff]/

/**
 * A text as a reader takes it: full-width, circled and other scripts' digits are digits, letters that look like Latin ones
 * are Latin, dashes and blanks are one dash and one blank, and what cannot be seen is gone. Umlauts and accents stay.
 */
export function plainLetters(text: string): PlainLetters {
  if (!beyondAscii.test(text)) return { text, from: (at) => at, to: (at) => at }
  let plain = ''
  const froms: number[] = []
  const tos: number[] = []
  let at = 0
  for (const letter of text) {
    const end = at + letter.length
    const read = letter.length === 1 && letter < '\x80' ? letter : readAs(letter)
    for (let part = 0; part < read.length; part++) {
      froms.push(at)
      tos.push(end)
    }
    plain += read
    at = end
  }
  return {
    text: plain,
    from: (place) => froms[place] ?? text.length,
    to: (place) => tos[place - 1] ?? 0,
  }
}

const remembered = new Map<string, string>()
const mostRemembered = 4000

function readAs(letter: string): string {
  const known = remembered.get(letter)
  if (known !== undefined) return known
  const read = readAnew(letter)
  if (remembered.size < mostRemembered) remembered.set(letter, read)
  return read
}

/** Letters without a width or a form of their own, that only say how others are drawn. */
const unseen = /\p{Cf}|\p{Me}|\p{Variation_Selector}|[\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/u

function readAnew(letter: string): string {
  if (unseen.test(letter)) return ''
  if (/\p{Nd}/u.test(letter)) return String(digitOf(letter))
  if (/\p{Pd}|[\u2212\u2043\u02d7]/u.test(letter)) return '-'
  if (/\p{Zs}/u.test(letter)) return ' '
  const twin = twins.get(letter)
  if (twin !== undefined) return twin
  if (/[\u3002\uff61\u2024]/.test(letter)) return '.'
  const simple = letter.normalize('NFKC')
  return /^[\x20-\x7e]{1,4}$/.test(simple) ? simple : letter
}

/** What a decimal digit of any script counts: each script keeps its ten in a row that begins with its zero. */
function digitOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  // The mathematical digits follow one another without a gap, five times.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10
  return code - zero
}

/** Letters of other alphabets that are drawn as Latin ones (Unicode TR 39, the common ones). */
const twins = new Map<string, string>(
  [
    ['авекмнорстухіјѕԁһԛԝ', 'abekmhopctyxijsdhqw'],
    ['АВЕКМНОРСТУХІЈЅԌԚԜ', 'ABEKMHOPCTYXIJSGQW'],
    ['αεικνορτυχ', 'aeikvoptux'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ['ıɑɡⅼ', 'iagl'],
  ].flatMap(([from = '', to = '']) =>
    Array.from(from, (letter, at): [string, string] => [letter, to.charAt(at)]),
  ),
)
