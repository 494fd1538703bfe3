import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import MailComposer from 'nodemailer/lib/mail-composer'
import { Refusal } from '#domain/refusal.ts'

/** A person's or a desk's address in a mail's header. */
type Mailbox = { address: string; name?: string }

/** A reply to be sent, as the person wrote it. Message-IDs are without their angle brackets. */
export type Reply = {
  from: Mailbox
  to: Mailbox
  /** The subject of the mail that is answered. */
  subject: string
  text: string
  messageId: string
  /** The mail that is answered. */
  inReplyTo?: string
  /** The mails before it, oldest first. */
  references: string[]
  date: Temporal.Instant
  caseNumber: number
  files?: readonly OutboundFile[]
}

/** A file that goes with a reply. */
type OutboundFile = { name: string; type: string; bytes: Uint8Array }

/** RFC 5322 leaves the length open; the first and the newest are what threads hang on. */
const mostReferences = 30

/**
 * The mail of a reply. The same reply gives the same bytes, so that "send again" sends the same mail, which the
 * receiving side knows by its Message-ID. What other people wrote (subject, names, Message-IDs) cannot add a
 * header. There is no `Auto-Submitted`: a person wrote it, and without the field RFC 3834 takes it so.
 */
export async function composeReply(reply: Reply): Promise<Uint8Array> {
  const { from, to, subject, text, messageId, inReplyTo, date, caseNumber, files = [] } = reply
  const answered = [inReplyTo].filter(isMessageId)
  const composer = new MailComposer({
    from: mailbox(from),
    to: mailbox(to),
    subject: answerTo(subject),
    // A carriage return alone is no line end in mail, and some servers take it for one (SMTP smuggling).
    text: text.replace(/\r\n?/g, '\n'),
    messageId: `<${requireMessageId(messageId)}>`,
    ...(answered[0] && { inReplyTo: `<${answered[0]}>` }),
    references: threadOf(reply.references, answered),
    date: new Date(date.epochMilliseconds),
    headers: { 'X-Evenhand-Case': String(caseNumber) },
    textEncoding: 'quoted-printable',
    // The same parts have the same boundary, and nobody who writes a part knows it beforehand.
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 32),
    attachments: files.map(attachmentOf),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** Named by RFC 2231 and by an encoded word, so that old and new mail programs show it; sent as it is, whatever it is. */
const attachmentOf = ({ name, type, bytes }: OutboundFile) => ({
  filename: oneLine(name),
  contentType: type,
  content: Buffer.from(bytes),
  contentDisposition: 'attachment' as const,
  contentTransferEncoding: 'base64' as const,
})

/** The Message-ID of a reply: the same for the same message row, so that sending it again changes nothing. */
export function replyMessageId(messageRowId: string, domain: string): string {
  return requireMessageId(`${messageRowId}@${domainToASCII(domain)}`)
}

/** "Re: " exactly once, whatever the mail programs on the way have put in front in their own languages. */
function answerTo(subject: string) {
  const bare = oneLine(subject).replace(/^(?:(?:re|aw|antw|sv|vs|ref|rif|odp)(?:\[\d+\])?\s*[:：]\s*)+/i, '')
  return `Re: ${bare || '(no subject)'}`
}

function mailbox({ address, name }: Mailbox) {
  if (!/^[^\s<>,;:"\p{Cc}]+@[^\s<>,;:"@\p{Cc}]+$/u.test(address)) {
    throw new Refusal('invalid', 'This is not an e-mail address that a reply can be sent to.')
  }
  return { address, name: oneLine(name ?? '') }
}

/** One line without control characters: no line break means no header of somebody else's making. */
const oneLine = (words: string) => words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const isMessageId = (id: string | undefined): id is string =>
  id !== undefined && /^[^\s<>\p{Cc}]{1,900}$/u.test(id)

function requireMessageId(id: string) {
  if (!isMessageId(id))
    throw new TypeError('A Message-ID of ours may hold no space, bracket or control character.')
  return id
}

/** What a mail program threads by: the mails before, then the one that is answered, each once. */
function threadOf(before: string[], answered: string[]) {
  const ids = [
    ...new Set([...before.filter((id) => !answered.includes(id)), ...answered].filter(isMessageId)),
  ]
  const kept = ids.length <= mostReferences ? ids : [...ids.slice(0, 1), ...ids.slice(1 - mostReferences)]
  return kept.map((id) => `<${id}>`)
}
