import type { SendOutcome } from '#server/channels/channel.ts'
import { addMailbox } from '#server/desk/connections/add-mailbox.ts'
import { showConnections } from '#server/desk/connections/show-connections.ts'
import { settleSending } from '#server/desk/replies/settle-sending.ts'
import { dueWork, takeWork, type WorkRow } from '#server/store/work.ts'
import { sql } from '#server/store/statement.ts'
import { openMailIntake } from '#server/work/receive-mail.ts'
import type { TestDesk } from './desk.ts'

let counted = 0

type MailParts = {
  from?: string
  to?: string
  subject?: string
  messageId?: string
  inReplyTo?: string
  references?: string[]
  /** Whole header lines. */
  headers?: string[]
  body?: string
}

const bracketed = (ids: readonly string[]) => ids.map((id) => `<${id}>`).join(' ')

/** A mail as it stands on the wire: valid by default, showing only what matters. Message-IDs are without brackets. */
export function aMail({
  body = 'Water runs out of the drum whenever it spins.',
  ...parts
}: MailParts = {}): Buffer {
  counted += 1
  const head = [
    `From: ${parts.from ?? 'Ada <ada@example.org>'}`,
    `To: ${parts.to ?? 'help@desk.test'}`,
    `Subject: ${parts.subject ?? 'My washing machine floods the kitchen'}`,
    `Date: Mon, 23 Nov 2026 09:00:00 +0000`,
    `Message-ID: <${parts.messageId ?? `mail-${counted}@example.org`}>`,
    ...(parts.inReplyTo ? [`In-Reply-To: ${bracketed([parts.inReplyTo])}`] : []),
    ...(parts.references ? [`References: ${bracketed(parts.references)}`] : []),
    ...(parts.headers ?? []),
  ]
  return Buffer.from([...head, '', body, ''].join('\r\n'))
}

/** What became of an item. */
export type Settled = { id: string; outcome: string; because: string; caseId: string; owner: string | null }

/**
 * Delivers a mail the way the listener does; `sender` is the envelope's, empty for reports.
 * Answers its items: one for each connection that it came in by.
 */
export async function deliver(
  desk: TestDesk,
  bytes: Buffer,
  to?: readonly string[],
  sender = 'ada@example.org',
): Promise<Settled[]> {
  const faults: unknown[] = []
  const intake = openMailIntake({ ...desk, failed: (_, fault) => faults.push(fault) })
  const before = new Set((await itemsOf(desk)).map(({ id }) => id))
  await intake.keep({ client: '192.0.2.1', recipients: [...(to ?? [await mailboxOf(desk)])], sender, bytes })
  await intake.idle()
  if (faults.length > 0) throw faults[0]
  return (await itemsOf(desk)).filter(({ id }) => !before.has(id))
}

/** Takes the replies of this desk that are due, as a process does that is about to send them. */
export async function takeDueReplies(desk: TestDesk): Promise<WorkRow[]> {
  const due = await desk.db.asWorker((tx) => dueWork(tx, desk.now(), 100))
  const taken: WorkRow[] = []
  for (const { org_id, id } of due) {
    if (org_id !== desk.org) continue
    const work = await desk.db.withOrg(desk.org, (tx) => takeWork(tx, id, 1))
    if (work) taken.push(work)
  }
  return taken
}

/** Lets the replies of this desk leave that are due, with the same outcome for each. Answers their Message-IDs. */
export async function letLeave(
  desk: TestDesk,
  outcome: SendOutcome = { outcome: 'sent' },
): Promise<string[]> {
  const taken = await takeDueReplies(desk)
  for (const work of taken) await settleSending(desk, { org: desk.org, work }, outcome)
  return taken.map((work) => `${work.message_id}@${desk.mailDomain}`)
}

/** An address that this desk alone claims. */
async function mailboxOf(desk: TestDesk): Promise<string> {
  const address = `${desk.org}@desk.test`
  const { connections } = await showConnections(desk, desk.admin)
  if (connections.every((connection) => connection.address !== address))
    await addMailbox(desk, desk.admin, { name: 'Help', address })
  return address
}

/** Every item of the organisation, the oldest first. */
export const itemsOf = (desk: TestDesk): Promise<Settled[]> =>
  desk.db.withOrg(desk.org, (tx) =>
    tx.rows<Settled>(
      sql`select id, outcome, because, coalesce(case_id::text, '') as "caseId", owner from items order by received_at, id`,
    ),
  )

/** What a mailer sends back when a mail of ours could not be delivered (RFC 3464). */
export const aBounce = (of: string): Buffer =>
  aMail({
    from: 'Mail Delivery System <MAILER-DAEMON@example.org>',
    subject: 'Undelivered Mail Returned to Sender',
    headers: [
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"',
    ],
    body: [
      '--cut',
      'Content-Type: text/plain',
      '',
      'Your message could not be delivered.',
      '--cut',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mail.example.org',
      '',
      'Final-Recipient: rfc822; ada@example.org',
      'Action: failed',
      'Status: 5.1.1',
      '--cut',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${of}>`,
      '--cut--',
    ].join('\r\n'),
  })
