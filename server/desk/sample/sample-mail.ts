import MailComposer from 'nodemailer/lib/mail-composer'
import type { CustomerStep, Story } from './story.ts'

type Sent = {
  person: Story['person']
  step: CustomerStep
  text: string
  subject: string
  messageId: string
  inReplyTo: string | null
  to: string
  at: Temporal.Instant
}

/** The mail that a customer of the sample company wrote, as it would have come over the wire. */
export function sampleMail(sent: Sent): Promise<Uint8Array> {
  const { person, step, text, subject, messageId, inReplyTo, to, at } = sent
  const from = person.email ?? 'nobody@post.example'
  const composer = new MailComposer({
    from: { name: person.name, address: from },
    to,
    subject,
    text,
    messageId: `<${messageId}>`,
    ...(inReplyTo !== null && { inReplyTo: `<${inReplyTo}>`, references: `<${inReplyTo}>` }),
    date: new Date(at.epochMilliseconds),
    headers: {
      'Return-Path': `<${from}>`,
      'Content-Language': person.language,
      ...machineHeaders(step.automatic),
    },
    attachments: step.files.map(({ name, type }) => ({
      filename: name,
      contentType: type,
      content: contentOf(type),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** What a machine's mail says of itself: that it answers by itself, or which list it is and how to leave it (RFC 2919, RFC 2369). */
function machineHeaders(automatic: CustomerStep['automatic']): Record<string, string> {
  if (automatic === 'newsletter')
    return { 'List-Id': '<news.post.example>', 'List-Unsubscribe': '<https://post.example/leave>' }
  return automatic ? { 'Auto-Submitted': 'auto-replied' } : {}
}

/** The smallest file of its type: the story says what would be seen on it. */
export function contentOf(type: string): Buffer {
  if (type === 'application/pdf') return Buffer.from(pdf)
  return type.startsWith('image/') ? Buffer.from(picture, 'base64') : Buffer.from('')
}

/** A grey picture of one dot. */
const picture =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA='

/** A page with nothing on it. */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
`
