import { createHash } from 'node:crypto'

/** One SQL statement, named by its text, so that PostgreSQL plans it once a connection; one without a name is planned each time. */
export type Statement = { readonly name: string; readonly text: string }

/** Each place in the code gives the same strings every time it is reached. */
const written = new WeakMap<TemplateStringsArray, Statement>()

/** Writes a statement down. Values come apart as `$1`, `$2`, … and never into the text. */
export function sql(strings: TemplateStringsArray): Statement {
  const known = written.get(strings)
  if (known) return known
  const text = strings.join('')
  const statement = { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text }
  written.set(strings, statement)
  return statement
}
