import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import { mailboxTrouble, MailboxNotOpened } from './mailbox-trouble.ts'
import { isThisMachine } from './relay.ts'
import { signedIn } from './signed-in.ts'

/** What came of one step of a trial, in a sentence that holds no secret and none of the server's own words. */
export type Trial<Step extends string = string> = {
  step: Step
  state: 'works' | 'fails' | 'not-tried'
  says: string
}

export type MailboxTrial = {
  host: string
  /** Where the host was found: the connection goes there. */
  address: string
  port: number
  secure: boolean
  user: string
  password: string
  mailbox: string
}

const patience = 8000

/** Signs in to a mailbox and opens its folder, read-only, within some seconds. */
export async function tryMailbox(asked: MailboxTrial): Promise<Trial<'imap-sign-in' | 'imap-folder'>[]> {
  const { host, mailbox } = asked
  const client = clientFor(asked)
  client.on('error', () => {
    // Told by the step that fails of it.
  })
  try {
    await client.connect()
    const isEncrypted = client.secureConnection
    const isIn = { step: 'imap-sign-in', state: 'works', says: signedIn(host, { isEncrypted }) } as const
    return [isIn, await tryFolder(client, mailbox)]
  } catch (trouble) {
    return [
      { step: 'imap-sign-in', state: 'fails', says: mailboxTrouble(trouble) },
      { step: 'imap-folder', state: 'not-tried', says: 'Not tried: nobody is signed in.' },
    ]
  } finally {
    client.close()
  }
}

async function tryFolder(client: ImapFlow, mailbox: string): Promise<Trial<'imap-folder'>> {
  const step = 'imap-folder'
  try {
    const { exists } = await client.mailboxOpen(mailbox, { readOnly: true })
    return { step, state: 'works', says: `The folder ${mailbox} holds ${exists} mails.` }
  } catch (trouble) {
    const told = client.usable ? new MailboxNotOpened('It cannot be opened.', { cause: trouble }) : trouble
    return { step, state: 'fails', says: mailboxTrouble(told) }
  }
}

const clientFor = ({ host, address, port, secure, user, password }: MailboxTrial) =>
  new ImapFlow({
    host: address,
    // An address is no name that a certificate is asked for by (RFC 6066, 3).
    ...(isIP(host) === 0 && { servername: host }),
    port,
    secure,
    ...(!secure && !isThisMachine(address) && { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    // Longer than the wait for a greeting, so that it can be told what did not come.
    socketTimeout: 2 * patience,
    maxLiteralSize: 1024 * 1024,
  })
