import { has, longestHead, type MailHeaders } from './mail-headers.ts'

/** A MIME tree deeper than this is made to harm: real mail has four or five levels. */
export const deepestNesting = 20

/** A mail of more parts is made to harm. */
export const mostParts = 500

/** What a mail may weigh, as it comes and decoded; its limit in transport is lower. */
export const mostBytes = 60 * 1024 * 1024

/**
 * Why this mail must not be handed to the parser, in a sentence for its owner in quarantine; undefined for a
 * mail that may. Looks only at the bytes, so that nothing is built before it is known to be small.
 */
export function faultOf(bytes: Uint8Array, headers: MailHeaders): string | undefined {
  if (bytes.length === 0) return 'This item is empty: it has no bytes at all.'
  if (bytes.length > mostBytes) return 'This mail is too large: it has more than 60 MB.'
  if (headers.size > longestHead) return 'The headers of this mail are too long: more than 256 KB.'
  if (!looksLikeMail(headers)) return 'This is not a mail: it has none of the headers that every mail has.'
  if (!hasFewParts(headers.mail)) return `This mail has too many parts: more than ${mostParts}.`
  return undefined
}

const essential = ['from', 'sender', 'return-path', 'to', 'subject', 'date', 'message-id', 'received']

const looksLikeMail = (headers: MailHeaders) => essential.some((name) => has(headers, name))

/** Beyond this many lines that begin with two dashes, no mail is worth the search for the true delimiters. */
const mostDashedLines = 20_000
/** RFC 2046 section 5.1.1 allows a boundary 70 characters; what is longer by far delimits nothing. */
const longestDelimiter = 300

/**
 * Counts the delimiter lines of multiparts, cheaply and rather too many than too few: a line is one if it
 * names a boundary that is declared anywhere. A plain mail with many dashed lines declares none.
 */
function hasFewParts(mail: Buffer): boolean {
  const dashed = dashedLines(mail)
  if (dashed.length <= mostParts) return true
  const text = mail.toString('latin1')
  if (!/boundary/i.test(text)) return true
  if (dashed.length > mostDashedLines || /boundary\*/i.test(text)) return false
  const declared = declaredBoundaries(text)
  const delimiters = dashed.map((at) => delimiterAt(mail, at)).filter((name) => declared.has(name))
  return delimiters.length <= mostParts
}

/** Where they begin, behind their dashes; one more than is worth counting at the most. */
function dashedLines(mail: Buffer): number[] {
  const found: number[] = []
  for (
    let at = mail.indexOf('\n--');
    at >= 0 && found.length <= mostDashedLines;
    at = mail.indexOf('\n--', at + 3)
  ) {
    found.push(at + 3)
  }
  return found
}

function declaredBoundaries(text: string): Set<string> {
  const written = text.matchAll(/boundary[ \t]*=[ \t]*(?:"((?:[^"\\\r\n]|\\.){1,300})"|([^\s;]{1,300}))/gi)
  return new Set(Array.from(written, ([, quoted, bare]) => quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''))
}

function delimiterAt(mail: Buffer, at: number): string {
  const line = mail.toString('latin1', at, at + longestDelimiter).split('\n', 1)[0] ?? ''
  return line.trimEnd().replace(/--$/, '')
}
