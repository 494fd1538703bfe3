import { createHash } from 'node:crypto'
import type { Statement } from './statement.ts'

const composed = new Map<string, Statement>()

/** A statement put together out of pieces of our own, of which there are few ways; values are never among the pieces. */
export function composedSql(text: string): Statement {
  const known = composed.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  const statement = { name, text }
  composed.set(text, statement)
  return statement
}
