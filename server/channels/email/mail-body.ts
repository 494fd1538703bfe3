import { decodeWords } from 'postal-mime'
import type { Attachment } from '../channel.ts'
import { attachmentFrom } from './attachment.ts'
import { decodedText } from './charset.ts'
import { escapedHtml } from './clean-html.ts'
import { unflowed } from './flowed-text.ts'
import { first, headersOf, type MailHeaders } from './mail-headers.ts'
import { mimeParts, type MimePart } from './mime-parts.ts'
import { storable } from './storable.ts'
import { textFromHtml } from './text-from-html.ts'

/** What a mail carries under its head. */
type MailBody = { text: string; html?: string; attachments: Attachment[] }

/** Of a longer page only the beginning is made text of: the rest would take seconds, and the page is kept whole. */
const longestPage = 1_000_000

/** Longer texts go to an attachment, so that a row and its search index stay within what they can hold. */
const longestText = 500_000

/**
 * Reads text, HTML and attachments. The text is the mail's own, or made from its HTML, or, where both are
 * blank, the text of a part that a reader would open: a complaint must not look empty.
 */
export function bodyOf(headers: MailHeaders): MailBody | { fault: string } {
  const parts = mimeParts(headers)
  if ('fault' in parts) return parts
  const shown = parts.filter(isShown)
  const files = parts.filter((part) => !shown.includes(part))
  const choices = choicesOf(shown)
  const written = oneAfterTheOther(choices.map(textOf))
  const text = written || textElsewhere(files)
  const html = pageOf(choices)
  return {
    text: text.slice(0, longestText).toWellFormed().trimEnd(),
    ...(html && html.length <= longestText && { html }),
    attachments: [
      ...files.map(attachmentFrom),
      ...overlong('message.txt', 'text/plain', text),
      ...overlong('message.html', 'text/html', html),
    ],
  }
}

/** A type that is no type at all, such as "text", is plain text (RFC 2045 section 5.2). */
const isPlain = ({ type }: MimePart) => type === 'text/plain' || !/^[^\s/]+\/[^\s/]+$/.test(type)

const isReadable = (part: MimePart) => !part.isAttachment && (isPlain(part) || part.type === 'text/html')

/** Text without a name, or the first one with it: "log.txt" beside a text is a file that was sent along. */
const isShown = (part: MimePart, at: number, parts: MimePart[]) =>
  isReadable(part) && (part.filename === '' || !parts.slice(0, at).some(isReadable))

/** The same words, written in one way or in both. */
type Choice = { plain: string; html: string }

const choicesOf = (shown: MimePart[]): Choice[] =>
  Array.from(Map.groupBy(shown, (part) => part.choice).values(), toChoice)

function toChoice(parts: MimePart[]): Choice {
  const plain = parts.filter(isPlain)
  const html = parts.filter((part) => !isPlain(part))
  return { plain: plain.map(decoded).join('\n'), html: html.map(decoded).join('\n') }
}

function decoded({ bytes, charset, isFlowed, deletesSpace }: MimePart): string {
  const text = storable(decodedText(bytes, charset).replaceAll('\r\n', '\n'))
  return isFlowed ? unflowed(text, deletesSpace) : text
}

const textOf = ({ plain, html }: Choice) => (plain.trim() ? plain : textFromHtml(html.slice(0, longestPage)))

const oneAfterTheOther = (texts: string[]) =>
  texts
    .map((text) => text.trimEnd())
    .filter((text) => text !== '')
    .join('\n\n')

/** The page of a mail that has one; where some of its parts are plain only, they stand in it as they are. */
function pageOf(choices: Choice[]): string {
  if (choices.every(({ html }) => html === '')) return ''
  return choices.map(({ plain, html }) => html || plainOnPage(plain)).join('\n')
}

const plainOnPage = (text: string) => `<div>${escapedHtml(text).replaceAll('\n', '<br>')}</div>`

const overlong = (name: string, type: string, text: string): Attachment[] =>
  text.length <= longestText ? [] : [{ name, type, bytes: Buffer.from(text, 'utf8') }]

/** What a reader would open when text and HTML are blank: a text of another kind, or a forwarded mail. */
function textElsewhere(files: MimePart[]): string {
  const other = files.find(
    ({ type, filename }) => !filename && /^text\/(?:x-)?(?:enriched|richtext|markdown)$/.test(type),
  )
  if (other) return decoded(other)
  const forwarded = files.find(({ type }) => type === 'message/rfc822')
  return forwarded ? textOfForwarded(headersOf(forwarded.bytes)) : ''
}

function textOfForwarded(headers: MailHeaders): string {
  const parts = mimeParts(headers)
  if ('fault' in parts) return ''
  const head = ['From', 'Date', 'Subject'].flatMap((name) => {
    const field = first(headers, name.toLowerCase())
    return field ? [`${name}: ${storable(decodeWords(field.slice(0, 2000)))}`] : []
  })
  const text = oneAfterTheOther(choicesOf(parts.filter(isShown)).map(textOf))
  return ['---------- Forwarded message ----------', ...head, '', text].join('\n')
}
