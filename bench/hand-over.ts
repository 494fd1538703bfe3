import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Letter } from './letters.ts'

/** Hands letters over by SMTP, `atATime` senders side by side, each on one connection. Throws when one is not taken. */
export async function handOver(letters: readonly Letter[], smtpPort: number, atATime: number): Promise<void> {
  const left = letters.values()
  await Promise.all(Array.from({ length: atATime }, () => sendEach(left, smtpPort)))
}

/** The senders share one iterator: each takes the next letter when the one before was answered with 250. */
async function sendEach(left: Iterator<Letter>, port: number): Promise<void> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true })
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.connect((fault) => (fault ? reject(fault) : resolve()))
  })
  for (let next = left.next(); !next.done; next = left.next()) await send(connection, next.value)
  connection.quit()
}

const send = (connection: SMTPConnection, { from, to, text }: Letter) =>
  new Promise<void>((resolve, reject) => {
    connection.send({ from, to }, text, (fault) => (fault ? reject(fault) : resolve()))
  })
