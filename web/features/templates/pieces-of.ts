import { fillTemplate, firstBlank, unknownField, type Filling } from '#domain/text/template.ts'

/** A stretch of a template as a reply begins with it: text, a blank to write, or a field that nothing fills. */
export type Piece = { kind: 'text' | 'blank' | 'unknown'; text: string; at: number }

/** How a reply begins that is made of a template, cut where somebody still has to write. */
export function piecesOf(body: string, filling: Filling): Piece[] {
  const pieces: Piece[] = []
  let rest = fillTemplate(body, filling)
  let at = 0
  const take = (kind: Piece['kind'], text: string) => {
    if (text) pieces.push({ kind, text, at })
    at += text.length
    rest = rest.slice(text.length)
  }
  for (let left = firstBlank(rest); left !== undefined; left = firstBlank(rest)) {
    take('text', rest.slice(0, rest.indexOf(left)))
    take(unknownField(left) === undefined ? 'blank' : 'unknown', left)
  }
  take('text', rest)
  return pieces
}
