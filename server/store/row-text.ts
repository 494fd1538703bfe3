/** A value as JSON text for the database, to which half of a letter pair, as a broken mail may hold it, is no text. */
export function rowText(value: unknown): string {
  const text = JSON.stringify(value)
  // Half of a pair is written as its code, and nothing else is. Looking at each part costs ten times what writing them does.
  if (!halfOfPair.test(text)) return text
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part))
}

const halfOfPair = /\\ud[89a-f]/
