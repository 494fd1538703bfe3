import { createHash } from 'node:crypto'
import type { Statement } from './statement.ts'

const composed = new Map<string, Statement>()

/** So many ways are planned once a connection, which keeps each for as long as it lives; the others each time. */
const mostNamed = 200

/** A statement put together out of pieces of our own; values are never among the pieces. */
export function composedSql(text: string): Statement {
  const known = composed.get(text)
  if (known) return known
  if (composed.size >= mostNamed) return { name: '', text }
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  const statement = { name, text }
  composed.set(text, statement)
  return statement
}
