/** A handle after an @ that does not stand inside a word or an address; what ends a sentence is not part of it. */
const mention = /(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)/gu

/** Which of these handles a note names by `@handle`, each once, in the order of the note; capitals do not count. */
export function namedIn(body: string, handles: readonly string[]): string[] {
  const known = new Map(handles.map((handle) => [handle.toLowerCase(), handle]))
  const named = [...body.matchAll(mention)].map(([, written = '']) => known.get(written.toLowerCase()))
  return [...new Set(named.filter((handle) => handle !== undefined))]
}
