import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'

/** What a colleague is told by mail. The Message-ID is without its angle brackets. */
export type NoticeMail = {
  from: { address: string; name: string }
  to: string
  subject: string
  text: string
  messageId: string
  date: Temporal.Instant
  isUrgent: boolean
}

/**
 * The mail of a notice: the same notice gives the same bytes. It says that a program wrote it (RFC 3834), so that nobody's
 * out-of-office note answers it, and that it is ours, so that it opens no case where it comes back.
 */
export function composeNotice(mail: NoticeMail): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date.epochMilliseconds),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Evenhand-Notification': 'yes',
      ...(mail.isUrgent && { Importance: 'high', 'X-Priority': '1' }),
    },
    textEncoding: 'quoted-printable',
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
