/** A mail as bytes, its lines as a mail program ends them. */
const mail = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`.replaceAll(/\r?\n/g, '\r\n'))

const to = 'To: Aldera <desk@aldera.example>'
const date = 'Date: Mon, 23 Nov 2026 09:00:00 +0000'

type Complaint = { from: string; subject: string; messageId: string; inReplyTo?: string; text: string }

/** A mail of a person. */
export const complaintMail = ({ from, subject, messageId, inReplyTo, text }: Complaint): Buffer =>
  mail(
    `From: ${from}`,
    to,
    `Subject: ${subject}`,
    date,
    `Message-ID: <${messageId}>`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: <${inReplyTo}>`, `References: <${inReplyTo}>`]),
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  )

/** A mail of a program: an out-of-office answer, a bounce or a newsletter, in turn. */
export function automaticMail(n: number): Buffer {
  const id = `Message-ID: <automatic-${n}@customers.example>`
  switch (n % 3) {
    case 0:
      return mail(
        `From: customer-${n}@customers.example`,
        to,
        'Subject: Out of office: Re: your case',
        date,
        id,
        'Auto-Submitted: auto-replied',
        '',
        `I am back on day ${n}.`,
      )
    case 1:
      return bounce(n, id)
    default:
      return mail(
        'From: Shop <news@shop.example>',
        to,
        `Subject: Offer number ${n}`,
        date,
        id,
        'List-Id: <news.shop.example>',
        'List-Unsubscribe: <mailto:leave@shop.example>',
        '',
        'Everything must go.',
      )
  }
}

const bounce = (n: number, id: string) =>
  mail(
    'From: Mail Delivery System <MAILER-DAEMON@relay.example>',
    to,
    'Subject: Undelivered Mail Returned to Sender',
    date,
    id,
    'Auto-Submitted: auto-replied',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=cut',
    '',
    '--cut',
    'Content-Type: text/plain',
    '',
    `Mail ${n} could not be delivered.`,
    '--cut',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    `Final-Recipient: rfc822; customer-${n}@customers.example`,
    'Action: failed',
    'Status: 5.1.1',
    '--cut--',
  )

/** A mail that nobody can read: without a sender, nested without end, or not a mail at all. */
export function unreadableMail(n: number): Buffer {
  switch (n % 3) {
    case 0:
      return mail(to, `Subject: Nobody wrote ${n}`, date, '', 'Guess who.')
    case 1:
      return nested(n)
    default:
      return mail(`{"subject": "This is JSON", "number": ${n}}`)
  }
}

function nested(n: number): Buffer {
  const levels = Array.from({ length: 40 }, (_, level) => level)
  return mail(
    `From: customer-${n}@customers.example`,
    to,
    `Subject: A box in a box, number ${n}`,
    ...levels.flatMap((level) => [`Content-Type: multipart/mixed; boundary=b${level}`, '', `--b${level}`]),
    '',
    'Here.',
  )
}
