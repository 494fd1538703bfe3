import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import PostalMime, { type Email } from 'postal-mime'
import type { Dovecot } from './dovecot.ts'

/** Opens a mailbox as a mail program does, and answers its mails in order once there are so many. */
export async function readMailbox(dovecot: Dovecot, name: string, atLeast: number): Promise<Email[]> {
  const { user, password: pass } = dovecot.user(name)
  const program = new ImapFlow({ ...dovecot.imap, secure: false, auth: { user, pass }, logger: false })
  await program.connect()
  try {
    const until = performance.now() + 15_000
    for (;;) {
      const box = await program.mailboxOpen('INBOX')
      if (box.exists >= atLeast) break
      if (performance.now() > until) throw new Error(`${name} has ${box.exists} mails after 15 seconds.`)
      await sleep(20)
    }
    const mails: Email[] = []
    for await (const { source } of program.fetch('1:*', { source: true }))
      if (source) mails.push(await PostalMime.parse(source))
    return mails
  } finally {
    await program.logout()
  }
}
