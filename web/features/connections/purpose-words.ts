import { say } from '#web/words/say.ts'
import type { ConnectionView } from './connections-query.ts'

/** What a connection is there for, in a sentence: where its mail comes from, and what becomes of it. */
export function purposeWords(
  { imap, address, isDefault, name }: Purposeful,
  port: number,
  isSample = false,
): string {
  const mailbox = imap && { user: imap.user, host: imap.host, folder: imap.mailbox }
  if (mailbox && isDefault)
    return say(
      'It reads the mailbox {user} at {host}, folder {folder}: each mail opens a case or joins one. It also takes what no other connection claims.',
      mailbox,
    )
  if (mailbox)
    return say(
      'It reads the mailbox {user} at {host}, folder {folder}: each mail opens a case or joins one, and is answered from {address}.',
      { ...mailbox, address: address ?? name },
    )
  // What nobody claims is for one's own company, and not for the one that is looked at.
  if (isDefault && isSample && address === null)
    return say(
      'It sends the answers of the sample company, and takes no mail from outside: that goes to your own desk. Give it an address, and mail that is handed over on port {port} for that address opens a case here.',
      { port },
    )
  if (isDefault && !isSample && port > 0)
    return say(
      'It was made with the desk, so that nothing is lost: mail that is handed over on port {port} for an address that no other connection claims opens a case here.',
      { port },
    )
  if (port === 0) return say('It takes no mail: nothing is handed over to this desk while SMTP_PORT is 0.')
  return say(
    'It takes mail for {address} that is handed over on port {port}: each opens a case or joins one.',
    {
      address: address ?? name,
      port,
    },
  )
}

type Purposeful = Pick<ConnectionView, 'imap' | 'address' | 'isDefault' | 'name'>
