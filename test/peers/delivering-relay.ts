import { buffer } from 'node:stream/consumers'
import { once } from 'node:events'
import { createTransport } from 'nodemailer'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Dovecot } from './dovecot.ts'

/** A mail server's two halves: what it is given by SMTP it delivers into the mailboxes of a Dovecot. */
export type DeliveringRelay = {
  url: string
  /** Puts a mail into a mailbox, as the customer's own mail server does. */
  deliver(mail: { from: string; to: string; bytes: Uint8Array }): Promise<void>
  close(): Promise<void>
}

/** Starts a relay that answers a mail when it lies in the mailbox. `ada@…` has the mailbox `ada`. */
export async function startDeliveringRelay({ lmtp }: Dovecot): Promise<DeliveringRelay> {
  const postman = createTransport({ ...lmtp, lmtp: true, ignoreTLS: true })
  const deliver = async ({ from, to, bytes }: { from: string; to: string | string[]; bytes: Uint8Array }) => {
    await postman.sendMail({ envelope: { from, to }, raw: Buffer.from(bytes) })
  }
  const take = async (stream: SMTPServerDataStream, { envelope }: SMTPServerSession) =>
    deliver({
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map(({ address }) => address),
      bytes: await buffer(stream),
    })
  const relay = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const accepted = () => done()
      const refused = (error: Error) => done(error)
      take(stream, session).then(accepted, refused)
    },
  })
  relay.listen(0, '127.0.0.1')
  await once(relay.server, 'listening')
  const address = relay.server.address()
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    deliver,
    async close() {
      postman.close()
      await new Promise<void>((resolve) => relay.close(resolve))
    },
  }
}
