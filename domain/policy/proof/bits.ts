/** Sets of small whole numbers: bit `n` of word `n >> 5` says whether `n` is in the set. */
export type Bits = Int32Array

/** How many words a set of numbers below `count` needs. */
export const wordsFor = (count: number): number => Math.max(1, (count + 31) >>> 5)

/** Whether a number is in a set whose words begin at `from`. */
export const has = (bits: Bits, n: number, from = 0): boolean =>
  (((bits[from + (n >>> 5)] ?? 0) >>> (n & 31)) & 1) === 1

/** Puts a number into a set whose words begin at `from`. */
export function add(bits: Bits, n: number, from = 0) {
  const word = from + (n >>> 5)
  bits[word] = (bits[word] ?? 0) | (1 << (n & 31))
}

/** The set of all numbers below `count`. */
export function allBelow(count: number, words = wordsFor(count)): Bits {
  const bits = new Int32Array(words)
  for (let n = 0; n < count; n++) add(bits, n)
  return bits
}

/** The set of these numbers. */
export function setOf(members: Iterable<number>, words: number): Bits {
  const bits = new Int32Array(words)
  for (const n of members) add(bits, n)
  return bits
}

/** The members of a set whose `words` words begin at `from`, in order. */
export function membersOf(bits: Bits, from = 0, words = bits.length): number[] {
  const members: number[] = []
  for (let word = 0; word < words; word++)
    for (let rest = bits[from + word] ?? 0; rest !== 0; rest &= rest - 1) members.push(lowest(rest, word))
  return members
}

/** The lowest member that a word of a set holds. */
const lowest = (word: number, at: number): number => at * 32 + 31 - Math.clz32(word & -word)

/** How many bits of a word are set. */
export function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many members a set has. */
export function sizeOf(bits: Bits, from = 0, words = bits.length): number {
  let size = 0
  for (let word = 0; word < words; word++) size += bitCount(bits[from + word] ?? 0)
  return size
}

/** Whether a set has no member. */
export function isEmpty(bits: Bits): boolean {
  for (const word of bits) if (word !== 0) return false
  return true
}

/** Whether every member of the one set is in the other. */
export function isWithin(inner: Bits, outer: Bits): boolean {
  for (let word = 0; word < inner.length; word++)
    if (((inner[word] ?? 0) & ~(outer[word] ?? 0)) !== 0) return false
  return true
}

/** Whether two sets have a member in common. */
export function meet(one: Bits, other: Bits): boolean {
  for (let word = 0; word < one.length; word++) if (((one[word] ?? 0) & (other[word] ?? 0)) !== 0) return true
  return false
}
