const blank = /\[\[([^[\]]{1,60})\]\]/g
const most = 12

/** The blanks that templates of a language have, those that stand in most of them first; of every language where it is none. */
export function knownBlanks(
  templates: readonly { body: string; language: string | null }[],
  language: string | null,
): string[] {
  const counted = new Map<string, number>()
  for (const { body, language: its } of templates) {
    if (language !== null && its !== null && its !== language) continue
    const inside = new Set([...body.matchAll(blank)].map(([, text = '']) => text.trim()))
    for (const text of inside) counted.set(text, (counted.get(text) ?? 0) + 1)
  }
  return [...counted]
    .toSorted(([, a], [, b]) => b - a)
    .map(([text]) => text)
    .slice(0, most)
}
