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

/** A mail as it stands on the wire: valid by default, showing only what matters. Message-IDs are without brackets. */
export function aMail({ body = 'Water runs out of the drum whenever it spins.', ...parts }: MailParts = {}): Buffer {
  counted += 1
  const bracketed = (ids: readonly string[]) => ids.map((id) => `<${id}>`).join(' ')
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

/** Delivers a mail the way the listener does. Answers its items: one for each connection that it came in by. */
export async function deliver(desk: TestDesk, bytes: Buffer, to = ['help@desk.test']): Promise<Settled[]> {
  const faults: unknown[] = []
  const intake = openMailIntake(desk, (_, fault) => faults.push(fault))
  const before = new Set((await itemsOf(desk)).map(({ id }) => id))
  await intake.keep({ recipients: to, sender: '', bytes })
  await intake.idle()
  if (faults.length > 0) throw faults[0]
  return (await itemsOf(desk)).filter(({ id }) => !before.has(id))
}

/** Every item of the organisation, the oldest first. */
export const itemsOf = (desk: TestDesk): Promise<Settled[]> =>
  desk.db.withOrg(desk.org, (tx) =>
    tx.rows<Settled>(
      sql`select id, outcome, because, coalesce(case_id::text, '') as "caseId", owner from items order by received_at, id`,
    ),
  )
