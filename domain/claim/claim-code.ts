/**
 * The letters of a code: no two of them sound or look alike on a bad line, in English or in German. Of each rhyme one is
 * left (F of F and S, M of M and N, K of A, H, J and K, Z of B, C, D, E, G, P, T, V and Z), and of the digits those that
 * nobody mistakes: no 0 or O, 1 or I, and neither 2 (two, zwei and drei) nor 5 (five and nine). Sixteen, so four bits each.
 */
const alphabet = '346789FKLMQRWXYZ'

/** How many letters a code has: ten of four bits each are 40 bits, for one account and a quarter of an hour. */
const length = 10

/** The code that these random bytes make, as it is read out: `K7R-XM4-9ZQW`. */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < length) throw new RangeError(`A code is made of ${length} random bytes.`)
  const letters = [...bytes.subarray(0, length)].map((byte) => alphabet.charAt(byte % alphabet.length))
  return grouped(letters.join(''))
}

const grouped = (letters: string) => [letters.slice(0, 3), letters.slice(3, 6), letters.slice(6)].join('-')

const group = (size: number) => `[${alphabet}]{${size}}`
const gap = String.raw`[\s\p{Pd}._]{0,3}`
const aCode = new RegExp(
  `(?<![\\p{L}\\p{N}])${group(3)}${gap}${group(3)}${gap}${group(4)}(?![\\p{L}\\p{N}])`,
  'gu',
)

/** How much of a text is looked through for codes, and how many may stand in it. */
const most = { letters: 5000, codes: 5 }

/** What in a text may be one of our codes, each as it was read out: whatever people make of the dashes and the case. */
export function codesIn(text: string): string[] {
  const read = readable(text)
  const found = [...read.matchAll(aCode)].map(([code]) => grouped(code.replaceAll(/[^0-9A-Z]/g, '')))
  return [...new Set(found)].slice(0, most.codes)
}

const readable = (text: string) => text.slice(0, most.letters).normalize('NFKC').toUpperCase()

/**
 * Whether a text that holds a code says nothing beside it but whom it is for: then it is no complaint. A sentence of their
 * own is one, and is received like any other.
 */
export function isOnlyCode(text: string): boolean {
  const rest = readable(text)
    .replaceAll(aCode, ' ')
    .replaceAll(/[@#][\p{L}\p{N}_.-]+/gu, ' ')
  return text.length <= most.letters && (rest.match(/[\p{L}\p{N}]+/gu) ?? []).length <= 5
}
