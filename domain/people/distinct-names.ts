/**
 * How many people these names can least be of. Two names are one person's when every part of the shorter stands in the longer,
 * in whatever order, an initial for a part: "A. Lovelace", "Lovelace, Ada" and "Ada" are one; "Ada Lovelace" and
 * "Byron Lovelace" are two. From two on an account may be a family's or an office's; a person says so, or says that it is not.
 */
export function distinctNames(names: readonly (string | null)[]): number {
  const longestFirst = names
    .map(partsOf)
    .filter((parts) => parts.length > 0)
    .toSorted((a, b) => b.join('').length - a.join('').length)
  const people: string[][] = []
  for (const parts of longestFirst) if (!people.some((known) => isWithin(parts, known))) people.push(parts)
  return people.length
}

const isWithin = (parts: readonly string[], known: readonly string[]) => {
  const left = [...known]
  return parts.every((part) => {
    const at = left.findIndex((one) => one === part || isInitial(part, one) || isInitial(one, part))
    if (at === -1) return false
    left.splice(at, 1)
    return true
  })
}

const isInitial = (short: string, long: string) => short.length === 1 && long.startsWith(short)

const titles = new Set(['mr', 'mrs', 'ms', 'dr', 'prof', 'herr', 'frau', 'via'])

function partsOf(name: string | null): string[] {
  return (name ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((part) => part !== '' && !titles.has(part))
}
