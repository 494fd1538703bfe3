import { contentField, encodingOf } from './content-field.ts'
import { first, longestHead, partHeadersOf, type MailHeaders } from './mail-headers.ts'
import { transferDecoded } from './transfer-encoding.ts'

/** One leaf of a mail's tree of parts: something to read or to keep. */
export type MimePart = {
  /** In lower case; empty where the sender claims none that makes sense. */
  type: string
  charset: string
  isFlowed: boolean
  deletesSpace: boolean
  isAttachment: boolean
  filename: string
  contentId: string
  /** Which choice between alike parts it belongs to; every part outside of one has its own number. */
  choice: number
  bytes: Buffer
}

/** A tree of more levels is made to harm: real mail has four or five. */
const deepestNesting = 20
/** A mail of more parts is made to harm. */
const mostParts = 500

/** What has been found so far, so that no limit can be had again for every part. */
type Walk = { parts: MimePart[]; count: number; headBytes: number; fault?: string }

/** Where in the tree a part stands, and what it is taken for if it does not say. */
type Place = { depth: number; choice: number | undefined; type: string }

/**
 * The leaves of a mail in their order (RFC 2046), decoded from their transfer encoding, or why they are not to
 * be read. Every limit is met while walking, before anything is built, and delimiters are sought by bytes, so
 * that neither depth nor millions of lines take time. Mails within mails are leaves: evidence, kept as they came.
 */
export function mimeParts(headers: MailHeaders): MimePart[] | { fault: string } {
  const walk: Walk = { parts: [], count: 0, headBytes: headers.size }
  visit(headers, { depth: 0, choice: undefined, type: 'text/plain' }, walk)
  return walk.fault === undefined ? walk.parts : { fault: walk.fault }
}

function visit(headers: MailHeaders, place: Place, walk: Walk) {
  const { value, parameters } = contentField(first(headers, 'content-type'))
  const type = value === '' ? place.type : value
  const boundary = parameters.get('boundary')?.trimEnd() ?? ''
  const inner = type.startsWith('multipart/') ? between(headers.mail.subarray(headers.bodyAt), boundary) : []
  if (inner.length === 0) walk.parts.push(leaf(headers, place, type, parameters, walk.count))
  const below: Place = {
    depth: place.depth + 1,
    choice: type === 'multipart/alternative' ? walk.count : place.choice,
    type: type === 'multipart/digest' ? 'message/rfc822' : 'text/plain',
  }
  for (const bytes of inner) {
    const head = partHeadersOf(bytes)
    walk.count++
    walk.headBytes += head.size
    const fault = faultIn(walk, below.depth)
    if (fault !== undefined) walk.fault = fault
    if (walk.fault !== undefined) return
    visit(head, below, walk)
  }
}

function faultIn({ count, headBytes }: Walk, depth: number): string | undefined {
  if (depth > deepestNesting) return `This mail is nested too deeply: more than ${deepestNesting} levels.`
  if (count > mostParts) return `This mail has too many parts: more than ${mostParts}.`
  return headBytes > longestHead ? 'The headers of this mail are too long: more than 256 KB.' : undefined
}

function leaf(
  headers: MailHeaders,
  place: Place,
  type: string,
  parameters: Map<string, string>,
  number: number,
): MimePart {
  const disposition = contentField(first(headers, 'content-disposition'))
  const bytes = headers.mail.subarray(headers.bodyAt)
  return {
    // A multipart whose delimiters are nowhere is read as it stands.
    type: type.startsWith('multipart/') ? 'text/plain' : type,
    charset: parameters.get('charset') ?? '',
    isFlowed: parameters.get('format')?.toLowerCase() === 'flowed',
    deletesSpace: parameters.get('delsp')?.toLowerCase() === 'yes',
    isAttachment: disposition.value === 'attachment',
    filename: disposition.parameters.get('filename') ?? parameters.get('name') ?? '',
    contentId: first(headers, 'content-id'),
    choice: place.choice ?? -1 - number,
    bytes: transferDecoded(bytes, encodingOf(first(headers, 'content-transfer-encoding'))),
  }
}

/** What stands between the delimiter lines of this boundary; nothing before the first and after the closing one. */
function between(body: Buffer, boundary: string): Buffer[] {
  if (boundary === '') return []
  const mark = Buffer.from(`--${boundary}`, 'utf8')
  const found: Buffer[] = []
  let start: number | undefined
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    const line = at === 0 || body[at - 1] === 0x0a ? delimiterLine(body, at + mark.length) : undefined
    if (!line) continue
    if (start !== undefined) found.push(body.subarray(start, lineEndBefore(body, at, start)))
    start = line.isClosing ? undefined : line.end
    // One more than is allowed is enough to know.
    if (line.isClosing || found.length > mostParts) return found
  }
  return start === undefined ? found : [...found, body.subarray(start)]
}

/** A delimiter has nothing behind it in its line but the two dashes that close, and blanks (RFC 2046 section 5.1.1). */
function delimiterLine(body: Buffer, at: number): { end: number; isClosing: boolean } | undefined {
  const isClosing = body[at] === 0x2d && body[at + 1] === 0x2d
  let end = isClosing ? at + 2 : at
  while (body[end] === 0x20 || body[end] === 0x09 || body[end] === 0x0d) end++
  if (end < body.length && body[end] !== 0x0a) return undefined
  return { end: Math.min(end + 1, body.length), isClosing }
}

/** The line end before a delimiter belongs to the delimiter. */
function lineEndBefore(body: Buffer, at: number, start: number): number {
  const end = at > start && body[at - 1] === 0x0a ? at - 1 : at
  return end > start && body[end - 1] === 0x0d ? end - 1 : end
}
