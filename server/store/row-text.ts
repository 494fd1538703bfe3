/** A value as JSON text for the database, to which half of a letter pair, as a broken mail may hold it, is no text. */
export const rowText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part))
