/** Takes down a problem of a document, with its place in it, such as `tables.attention.rows.a2.then`. */
export type Note = (place: string, problem: string) => void

/** Takes down each name that stands in a list more than once. */
export function noteRepeated(names: readonly string[], place: string, note: Note) {
  const repeated = names.filter((name, at) => names.indexOf(name) !== at)
  for (const name of new Set(repeated)) note(`${place}.${name}`, 'this name is used twice.')
}
