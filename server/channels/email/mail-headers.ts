import { decodedLine } from './charset.ts'
import { storable } from './storable.ts'

/** One header field: its name in lower case, its body unfolded and trimmed, encoded words not yet decoded. */
type Field = { name: string; body: string }

/** The head of a mail, and where its body begins. */
export type MailHeaders = {
  fields: Field[]
  /** How many bytes the head takes; more than the limit when no end of it was found within the limit. */
  size: number
  /** The whole mail or part, without what stands before its first header. */
  mail: Buffer
  /** Where the body begins in `mail`. */
  bodyAt: number
}

/** A head of more bytes is made to harm, not to be read. */
export const longestHead = 256 * 1024

/**
 * Reads the head of a mail from its bytes (RFC 5322 section 2.2), forgiving what real mailers do: a byte
 * order mark or empty lines before it, an mbox line, bare line feeds, 8-bit letters (UTF-8, ISO-2022-JP, else
 * Windows-1252), and a body that follows without an empty line.
 */
export function headersOf(bytes: Uint8Array): MailHeaders {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mail = whole.subarray(firstLineAt(whole))
  const end = headEnd(mail)
  const head = mail.toString('latin1', 0, Math.min(end.at, longestHead))
  const lines = head.split('\n')
  const strayAt = strayBodyAt(lines)
  if (strayAt === undefined) return { fields: fieldsOf(lines), size: end.at, mail, bodyAt: end.bodyAt }
  const fields = fieldsOf(head.slice(0, strayAt).split('\n'))
  return { fields, size: strayAt, mail, bodyAt: strayAt }
}

/** The head of one part of a multipart; it may have no fields at all, and then begins with its empty line. */
export function partHeadersOf(part: Buffer): MailHeaders {
  const bare = part[0] === 0x0a ? 1 : part[0] === 0x0d && part[1] === 0x0a ? 2 : 0
  if (bare > 0) return { fields: [], size: bare, mail: part, bodyAt: bare }
  const end = headEnd(part)
  const lines = part.toString('latin1', 0, Math.min(end.at, longestHead)).split('\n')
  return { fields: fieldsOf(lines), size: end.at, mail: part, bodyAt: end.bodyAt }
}

/** The body of the first field of this name; empty when there is none. */
export const first = (headers: MailHeaders, name: string): string =>
  headers.fields.find((field) => field.name === name)?.body ?? ''

/** The bodies of all fields of this name, in the order of the mail. */
export const all = (headers: MailHeaders, name: string): string[] =>
  headers.fields.filter((field) => field.name === name).map((field) => field.body)

/** Whether there is a field of this name, even an empty one. */
export const has = (headers: MailHeaders, name: string): boolean =>
  headers.fields.some((field) => field.name === name)

function firstLineAt(mail: Buffer): number {
  let at = mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0
  while (mail[at] === 0x0a || mail[at] === 0x0d) at++
  return at
}

/** The head ends at the first empty line; a mail without one is all head. */
function headEnd(mail: Buffer): { at: number; bodyAt: number } {
  const window = mail.subarray(0, longestHead + 3)
  const crlf = window.indexOf('\n\r\n')
  const lf = window.indexOf('\n\n')
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { at: crlf + 1, bodyAt: crlf + 3 }
  if (lf >= 0) return { at: lf + 1, bodyAt: lf + 2 }
  return { at: mail.length, bodyAt: mail.length }
}

const isField = (line: string) => /^[!-9;-~]+[ \t]*:/.test(line)
const isContinued = (line: string) => /^[ \t]/.test(line)
const isMailboxLine = (line: string) => /^>?From /.test(line)
const isEssential = (line: string) =>
  /^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|content-[a-z-]+)[ \t]*:/i.test(
    line,
  )

/**
 * Where a body begins that no empty line parts from the head: at the first line that is no field, if no
 * essential field stands below it. With one below it, the line is only a broken field and is passed over.
 */
function strayBodyAt(lines: string[]): number | undefined {
  const stray = lines.findIndex(
    (line, at) => at > 0 && line.length > 1 && !isField(line) && !isContinued(line) && !isMailboxLine(line),
  )
  if (stray < 0 || lines.slice(stray).some(isEssential)) return undefined
  return lines.slice(0, stray).reduce((bytes, line) => bytes + line.length + 1, 0)
}

function fieldsOf(lines: string[]): Field[] {
  const unfolded: string[] = []
  for (const line of lines) {
    const bare = line.replace(/\r$/, '')
    const last = unfolded.length - 1
    if (isContinued(bare) && last >= 0) unfolded[last] += bare
    else if (isField(bare)) unfolded.push(bare)
  }
  return unfolded.map(toField)
}

function toField(line: string): Field {
  const colon = line.indexOf(':')
  return {
    name: line.slice(0, colon).trim().toLowerCase(),
    body: storable(decodedLine(line.slice(colon + 1)).trim()),
  }
}
