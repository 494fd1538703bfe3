import { has, longestHead, type MailHeaders } from './mail-headers.ts'

/** What a mail may weigh, in bytes. Nothing in a mail is packed: decoded it is never heavier. */
const mostBytes = 60 * 1024 * 1024

/**
 * Why this mail is not to be read, in a sentence for its owner in quarantine; undefined for a mail that is.
 * Looks only at the head; the limits of depth and parts are met where the parts are walked.
 */
export function faultOf(bytes: Uint8Array, headers: MailHeaders): string | undefined {
  if (bytes.length === 0) return 'This item is empty: it has no bytes at all.'
  if (bytes.length > mostBytes) return 'This mail is too large: it has more than 60 MB.'
  if (headers.size > longestHead) return 'The headers of this mail are too long: more than 256 KB.'
  if (!looksLikeMail(headers)) return 'This is not a mail: it has none of the headers that every mail has.'
  return undefined
}

const essential = ['from', 'sender', 'return-path', 'to', 'subject', 'date', 'message-id', 'received']

const looksLikeMail = (headers: MailHeaders) => essential.some((name) => has(headers, name))
