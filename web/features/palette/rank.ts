/** Something to be chosen by typing some of its name. */
type Named = { title: string }

/**
 * What a few typed letters may mean, the likeliest first: the name itself, names that begin so, then names of which a word begins so, then
 * names of which words begin with the letters one by one ("gtd" is "Go to the desk"). Nothing typed leaves the order alone.
 */
export function ranked<Item extends Named>(items: readonly Item[], typed: string): Item[] {
  const wanted = plain(typed)
  if (wanted === '') return [...items]
  return items
    .map((item) => ({ item, rank: rankOf(plain(item.title), wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ item }) => item)
}

function rankOf(title: string, wanted: string): number {
  if (title === wanted) return 5
  if (title.startsWith(wanted)) return 4
  const words = title.split(apart).filter(Boolean)
  if (words.some((word) => word.startsWith(wanted))) return 3
  if (title.includes(wanted)) return 2
  return isWithin(
    wanted.replaceAll(/\s/g, ''),
    words.map((word) => word[0] ?? ''),
  )
    ? 1
    : 0
}

/**
 * Whether something is called as was typed: each word typed begins a word of its name. A number or an address is looked for
 * whole, and whatever is found by it is meant.
 */
export function isCalledSo(title: string, typed: string): boolean {
  const words = plain(title).split(apart)
  const wanted = plain(typed)
  return (
    /[\d@]/.test(wanted) || wanted.split(apart).every((one) => words.some((word) => word.startsWith(one)))
  )
}

/** Whether the letters come one after the other among the first letters of words, whatever stands between them. */
function isWithin(letters: string, firsts: readonly string[]): boolean {
  let found = 0
  for (const first of firsts) if (first === letters[found]) found += 1
  return found === letters.length
}

const apart = /[^\p{L}\p{N}]+/u

/** Small letters without marks: who types "erklaren" finds "Erklären". */
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
