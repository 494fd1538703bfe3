/** What somebody begins to type that the desk can finish, and the stretch of text that it would replace. */
export type Beginning = { kind: 'template' | 'colleague'; query: string; from: number; to: number }

const longest = 40

/** A template is begun by `/` at the start of a line of a reply, a colleague's name by `@` in a note. */
export function suggestionAt(text: string, caret: number, isNote: boolean): Beginning | null {
  const before = text.slice(0, caret)
  const [found, query = ''] =
    (isNote ? /(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}._-]*)$/u : /(?<![^\n])\/([^\n/]*)$/).exec(before) ?? []
  if (found === undefined || query.length > longest) return null
  return { kind: isNote ? 'colleague' : 'template', query, from: caret - found.length, to: caret }
}

/** Those whose name holds every word that was typed, those that begin with it first. */
export function matching<T>(all: readonly T[], query: string, nameOf: (one: T) => string): T[] {
  const wanted = query.trim().toLocaleLowerCase()
  const words = wanted.split(/\s+/)
  const found = all.filter((one) => words.every((word) => nameOf(one).toLocaleLowerCase().includes(word)))
  const isFirst = (one: T) => nameOf(one).toLocaleLowerCase().startsWith(wanted)
  return [...found.filter(isFirst), ...found.filter((one) => !isFirst(one))]
}
