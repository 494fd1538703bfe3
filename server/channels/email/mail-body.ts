import PostalMime, { decodeWords, type Attachment as Part, type Email } from 'postal-mime'
import type { Attachment } from '../channel.ts'
import { attachmentFrom, bytesOf } from './attachment.ts'
import { longestHead, type MailHeaders } from './mail-headers.ts'
import { deepestNesting, mostBytes } from './mail-limits.ts'
import { decodedAnyhow, relabelled, unscrambled } from './mend-charset.ts'
import { storable } from './storable.ts'
import { textFromHtml } from './text-from-html.ts'

/** What a mail carries under its head. */
type MailBody = { text: string; html?: string; attachments: Attachment[] }

/** What comes after it in a page is read by nobody in one go, and would take seconds to make text of. */
const longestPage = 1_000_000

/** Longer texts go to an attachment, so that a row and its search index stay within what they can hold. */
const longestText = 500_000

const options = {
  // A mail within a mail is evidence, kept as it came; it is read only where there is nothing else to read.
  forceRfc822Attachments: true,
  maxNestingDepth: deepestNesting,
  maxHeadersSize: longestHead,
}

/**
 * Reads text, HTML and attachments. The text is the mail's own, or made from its HTML, or, where both are
 * blank, the text of a part that a reader would open: a complaint must not look empty.
 */
export async function bodyOf(headers: MailHeaders): Promise<MailBody | { fault: string }> {
  const read = await parsed(headers)
  if ('fault' in read) return read
  if (weightOf(read) > mostBytes) return { fault: 'This mail is too large once decoded: more than 60 MB.' }
  const written = read.text?.trim()
    ? read.text
    : read.html
      ? textFromHtml(read.html.slice(0, longestPage))
      : ''
  const text = storable(written.trim() ? written : await textElsewhere(headers, read))
  const html = storable(read.html ?? '')
  return {
    text: text.slice(0, longestText).toWellFormed().trimEnd(),
    ...(html && html.length <= longestText && { html }),
    attachments: [
      ...read.attachments.map(attachmentFrom),
      ...overlong('message.txt', 'text/plain', text),
      ...overlong('message.html', 'text/html', html),
    ],
  }
}

const overlong = (name: string, type: string, text: string): Attachment[] =>
  text.length <= longestText ? [] : [{ name, type, bytes: Buffer.from(text, 'utf8') }]

async function parsed(headers: MailHeaders): Promise<Email | { fault: string }> {
  const read = await tryParse(headers.mail)
  if ('fault' in read || !isGarbled(read)) return unscrambledMail(headers, read)
  const again = await tryParse(relabelled(headers))
  return 'fault' in again || isGarbled(again) ? read : again
}

/** The parser refuses what is too deep or has too many headers; whatever it throws, the mail is kept unread. */
async function tryParse(mail: Uint8Array): Promise<Email | { fault: string }> {
  try {
    return await PostalMime.parse(mail, options)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/nesting depth/i.test(message))
      return { fault: `This mail is nested too deeply: more than ${deepestNesting} levels.` }
    if (/header size/i.test(message))
      return { fault: 'The headers of this mail are too long: more than 256 KB.' }
    return { fault: 'This mail could not be read: its structure is broken.' }
  }
}

const isGarbled = ({ text = '', html = '' }: Email) => text.includes('\uFFFD') || html.includes('\uFFFD')

function unscrambledMail(headers: MailHeaders, read: Email | { fault: string }): Email | { fault: string } {
  if ('fault' in read) return read
  const text = unscrambled(headers, read.text)
  const html = unscrambled(headers, read.html)
  return { ...read, ...(text !== undefined && { text }), ...(html !== undefined && { html }) }
}

const weightOf = ({ text = '', html = '', attachments }: Email) =>
  attachments.reduce((sum, part) => sum + bytesOf(part).length, text.length + html.length)

/** What a reader would open when text and HTML are blank: an unnamed text, a forwarded mail, the raw body. */
async function textElsewhere(headers: MailHeaders, read: Email): Promise<string> {
  const unnamed = read.attachments.find((part) => !part.filename && isAnyText(part))
  if (unnamed) return decodedAnyhow(bytesOf(unnamed))
  const forwarded = read.attachments.find((part) => part.mimeType === 'message/rfc822')
  if (forwarded) return textOfForwarded(bytesOf(forwarded))
  const isLost = read.attachments.length === 0 && read.html === undefined && !hasItsDelimiter(headers)
  return isLost ? decodedAnyhow(headers.mail.subarray(headers.bodyAt)) : ''
}

/** Whether the body of a multipart has the delimiter that its head names; else its parts cannot be found. */
function hasItsDelimiter({ mail, bodyAt, ...headers }: MailHeaders): boolean {
  const type = headers.fields.find(({ name }) => name === 'content-type')?.body ?? ''
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  const name = boundary?.[1] ?? boundary?.[2]
  return name !== undefined && mail.includes(Buffer.from(`--${name}`, 'utf8'), bodyAt)
}

/** A type that is no type at all ("text") is plain text (RFC 2045 section 5.2). */
const isAnyText = ({ mimeType }: Part) =>
  !mimeType.includes('/') ||
  ['text/enriched', 'text/richtext', 'text/markdown', 'text/x-markdown'].includes(mimeType)

async function textOfForwarded(mail: Uint8Array): Promise<string> {
  const read = await tryParse(mail)
  if ('fault' in read) return ''
  const head = ['From', 'Date', 'Subject'].flatMap((name) => {
    const field = read.headers.find(({ key }) => key === name.toLowerCase())
    return field ? [`${name}: ${decodeWords(field.value)}`] : []
  })
  const text = read.text ?? textFromHtml((read.html ?? '').slice(0, longestPage))
  return ['---------- Forwarded message ----------', ...head, '', text].join('\n')
}
