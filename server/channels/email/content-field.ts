import { decodeWords } from 'postal-mime'
import { decodedText } from './charset.ts'

/** A field such as "text/plain; charset=utf-8": its value in lower case, and its parameters by lower-case name. */
type ContentField = { value: string; parameters: Map<string, string> }

/** Reads Content-Type and Content-Disposition (RFC 2045 section 5.1, RFC 2183); of a repeated parameter, the first. */
export function contentField(body: string): ContentField {
  const end = body.indexOf(';')
  const value = withoutComments(end < 0 ? body : body.slice(0, end)).toLowerCase()
  const written = new Map<string, string>()
  const pairs = end < 0 ? [] : body.slice(end).matchAll(/;\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g)
  for (const [, name = '', given = ''] of pairs) {
    const key = name.toLowerCase()
    if (!written.has(key)) written.set(key, unquoted(given.trim()))
  }
  return { value, parameters: inOnePiece(written) }
}

/** The transfer encoding's name; comments around it say nothing. */
export const encodingOf = (body: string): string => withoutComments(body).toLowerCase().replace(/^"|"$/g, '')

const withoutComments = (text: string) => text.replace(/\([^()]*\)/g, ' ').trim()

/** "C:\Users" is a path, written by a program that knows no escapes. */
function unquoted(text: string): string {
  if (!/^".*"$/s.test(text) || text.length < 2) return text
  const inner = text.slice(1, -1)
  return /^[a-z]:\\[^\\]/i.test(inner) ? inner : inner.replace(/\\(.)/gs, '$1')
}

/** Joins "name*0*=…; name*1=…" and decodes it (RFC 2231); a plain value may hold encoded words against the rule. */
function inOnePiece(written: Map<string, string>): Map<string, string> {
  const whole = new Map<string, string>()
  const pieces = new Map<string, { at: number; text: string; isEncoded: boolean }[]>()
  for (const [key, text] of written) {
    const [, name, at, isEncoded] = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(key) ?? []
    if (name === undefined) whole.set(key, decodeWords(text))
    else
      pieces.set(name, [
        ...(pieces.get(name) ?? []),
        { at: Number(at ?? 0), text, isEncoded: !at || !!isEncoded },
      ])
  }
  for (const [name, found] of pieces) {
    const inOrder = found.toSorted((one, other) => one.at - other.at)
    const [, charset = 'utf-8'] = /^([^']*)'[^']*'/.exec(inOrder[0]?.text ?? '') ?? []
    const bytes = inOrder.map(({ at, text, isEncoded }) =>
      isEncoded ? percentDecoded(text, at) : Buffer.from(text),
    )
    whole.set(name, decodedText(Buffer.concat(bytes), charset))
  }
  return whole
}

function percentDecoded(text: string, at: number): Buffer {
  const bare = at === 0 ? text.replace(/^[^']*'[^']*'/, '') : text
  const latin1 = Buffer.from(bare, 'utf8').toString('latin1')
  return Buffer.from(
    latin1.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )
}
