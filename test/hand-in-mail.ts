import { createTransport } from 'nodemailer'

type Envelope = { from?: string; to?: string }

/** Hands a mail in to a desk by SMTP, byte for byte, as its last mail server does. Throws what the desk refuses. */
export async function handInMail(
  { smtpPort }: { smtpPort: number },
  raw: Uint8Array,
  { from = '', to = 'help@aldera.example' }: Envelope = {},
): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  await transport.sendMail({ envelope: { from, to }, raw: Buffer.from(raw) })
}
