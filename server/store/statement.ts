import { createHash } from 'node:crypto'

/** One SQL statement, named by its text, so that PostgreSQL plans it once a connection. */
export type Statement = { readonly name: string; readonly text: string }

/** Writes a statement down. Values come apart as `$1`, `$2`, … and never into the text. */
export function sql(strings: TemplateStringsArray): Statement {
  const text = strings.join('')
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text }
}
