/** Passages of a text as they stand in it, in its order; what is said again, in whatever letters, is quoted once. */
export function quotedOnce(text: string, passages: readonly { from: number; to: number }[]): string[] {
  const quotes = new Map<string, string>()
  for (const { from, to } of passages) {
    const words = text.slice(from, to).replaceAll(/\s+/g, ' ')
    if (!quotes.has(words.toLowerCase())) quotes.set(words.toLowerCase(), words)
  }
  return [...quotes.values()]
}
