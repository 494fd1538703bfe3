import { all, type MailHeaders } from './mail-headers.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')

/** Bytes of which nobody said how they are written: UTF-8 if they are, else Windows-1252, which never fails. */
export function decodedAnyhow(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return windows1252.decode(bytes)
  }
}

/**
 * The mail with every text that claims to be UTF-8 or ASCII, or claims nothing, relabelled as Windows-1252. It
 * is read so a second time when the first reading met bytes that are no UTF-8, which old mailers send.
 */
export function relabelled({ mail, fields, bodyAt }: MailHeaders): Uint8Array {
  const isTyped = fields.some(({ name }) => name === 'content-type')
  const text = (isTyped ? '' : 'Content-Type: text/plain; charset=windows-1252\r\n') + mail.toString('latin1')
  const head = text.slice(0, text.length - mail.length + bodyAt)
  const isMultipart = fields.some(
    ({ name, body }) => name === 'content-type' && /^\s*multipart\//i.test(body),
  )
  return Buffer.from(
    relabel(head) + (isMultipart ? relabel(text.slice(head.length)) : text.slice(head.length)),
    'latin1',
  )
}

const relabel = (text: string) =>
  text
    .replace(/charset\s*=\s*"?(?:utf-?8|us-ascii|ascii)"?/gi, 'charset=windows-1252')
    .replace(/^(content-type:[ \t]*text\/(?:plain|html))[ \t]*(?=\r?$)/gim, '$1; charset=windows-1252')

/** The byte of each Windows-1252 character, as what was decoded wrongly is turned back with it. */
const byteOf = new Map(
  Array.from(
    { length: 256 },
    (_, byte) => [windows1252.decode(Uint8Array.of(byte)).charCodeAt(0), byte] as const,
  ),
)

/**
 * The text as it was meant, where UTF-8 was labelled as Latin-1 or ASCII and so shows "Ã¼" for "ü". Only where
 * the label says so and all of it is UTF-8: a customer who *quotes* our garbled letter must not be corrected.
 */
export function unscrambled(headers: MailHeaders, text: string | undefined): string | undefined {
  if (text === undefined || !/[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]/.test(text)) return text
  if (!isLabelledLatin(headers)) return text
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const byte = byteOf.get(text.charCodeAt(at))
    if (byte === undefined) return text
    bytes[at] = byte
  }
  try {
    return utf8.decode(bytes)
  } catch {
    return text
  }
}

function isLabelledLatin(headers: MailHeaders): boolean {
  const isMultipart = all(headers, 'content-type').some((body) => /^\s*multipart\//i.test(body))
  const until = isMultipart ? headers.mail.length : headers.bodyAt
  const labels = headers.mail.toString('latin1', 0, until).matchAll(/charset\s*=\s*"?([^\s";]+)/gi)
  const isLatin = Array.from(labels, ([, label]) => isReadAsWindows1252(label ?? ''))
  return isLatin.length > 0 && isLatin.every(Boolean)
}

/** Latin-1, ASCII, Windows-1252 itself (https://encoding.spec.whatwg.org/#names-and-labels), or no charset at all. */
function isReadAsWindows1252(label: string): boolean {
  try {
    return new TextDecoder(label).encoding === 'windows-1252'
  } catch {
    return true
  }
}
