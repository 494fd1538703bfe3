import { Unavailable } from '#domain/unavailable.ts'
import { listenForMail } from './channels/email/listen.ts'
import type { Config } from './config.ts'
import type { Desk } from './desk/desk.ts'
import { tellFault } from './log.ts'
import type { Station } from './store/station.ts'
import { loop } from './work/loop.ts'
import { readMailboxes, type Reading } from './work/read-mailboxes.ts'
import { openMailIntake } from './work/receive-mail.ts'

/** Where mail is handed over, and how to take no more of it. */
export type MailTaking = {
  port: number
  /** Resolves when what was handed over has been understood, and no mailbox is being read. */
  close(): Promise<void>
}

/** Does the work of a `listener`: takes mail that is handed over, and reads the mailboxes that nobody else reads. */
export async function takeMail(desk: Desk, config: Config, station: Station): Promise<MailTaking> {
  const intake = openMailIntake(desk)
  const mail = await listenForMail({
    host: config.HOST,
    port: config.SMTP_PORT,
    sharesPort: config.EVENHAND_SHARE_PORTS,
    keep: (arrived) =>
      intake.keep(arrived).catch((fault: unknown) => {
        // That the database is away is told once, not for each mail that is put off meanwhile.
        if (!(fault instanceof Unavailable)) tellFault('keep mail', fault)
        throw fault
      }),
  })
  const reading = new Map<string, Reading>()
  const mailboxes = loop(
    'mailboxes',
    async () => {
      await readMailboxes(desk, reading, station)
      return Temporal.Duration.from({ seconds: 2 })
    },
    desk.ending,
    tellFault,
  )
  return {
    port: mail.port,
    async close() {
      await Promise.all([mail.close(), mailboxes.done])
      await intake.idle()
      await Promise.all([...reading.values()].map(({ done }) => done))
    },
  }
}
