import { externalIdOf } from '#server/channels/email/external-id.ts'
import type { ArrivedMail } from '#server/channels/email/listen.ts'
import type { Desk } from '#server/desk/desk.ts'
import { traced } from '#server/desk/traced.ts'
import { receiveMails } from '#server/desk/items/understand-item.ts'
import { routesOf, unclaimedRoute, type Route } from '#server/store/connections.ts'
import { keepTogether } from './keep-together.ts'
import { openMailQueue } from './mail-queue.ts'

/**
 * How many hands one process has, and how many mails each takes at once. What comes for an organisation while a hand receives for
 * it gathers for the next time, as many cost little more than one; a second hand takes what already fills its own.
 */
const hands = 2
const together = 16

/** Takes mail that was handed over: kept first, understood right after, the sender not waiting for it. */
export type MailIntake = {
  keep(
    mail: ArrivedMail,
  ): Promise<{ accepted: true } | { accepted: false; because: string; temporary: boolean }>
  /** Resolves when what is in memory has been understood. */
  idle(): Promise<void>
}

export function openMailIntake(desk: Desk): MailIntake {
  const waiting = openMailQueue()
  const working = new Map<Promise<void>, string>()
  const routes = cachedRoutes(desk)
  const keepAlong = keepTogether(desk)

  const next = () => {
    while (working.size < hands) {
      const taken = waiting.take(together, new Set(working.values()))
      if (!taken) return
      const { org, mails } = taken
      const work: Promise<void> = traced('receive mail', () => receiveMails(desk, org, mails))
        // It is kept: whoever looks after waiting items tries again.
        .then(
          () => undefined,
          (fault: unknown) => desk.failed('receive mail', fault),
        )
        .finally(() => {
          working.delete(work)
          next()
        })
      working.set(work, org)
    }
  }
  return {
    async keep({ client, recipients, sender, bytes: content }) {
      const found = await routes(recipients)
      if (found.length === 0)
        return { accepted: false, because: 'There is no desk here yet.', temporary: true }
      const externalId = externalIdOf(content)
      for (const { org, connection, recipient } of found) {
        const bytes = withEnvelope(content, sender, recipient)
        const receivedAt = desk.now()
        const raw = {
          connection,
          channel: 'email',
          externalId,
          receivedAt,
          form: 'mail',
          bytes,
          recipient,
        } as const
        const kept = await traced('keep mail', () => keepAlong(org, raw))
        // What does not fit waits in the database, and is taken up from there.
        if (kept.isNew) waiting.add({ connection, receivedAt, bytes, org, client, id: kept.id })
      }
      next()
      return { accepted: true }
    },
    async idle() {
      while (working.size > 0) await Promise.all(working.keys())
    },
  }
}

/** The envelope is not part of a mail; a final delivery writes it on top (RFC 5321, 4.4), and bounces are known by it. */
const withEnvelope = (content: Uint8Array, sender: string, recipient: string): Uint8Array =>
  Buffer.concat([Buffer.from(`Return-Path: <${sender}>\r\nDelivered-To: ${recipient}\r\n`), content])

type Claimed = { org: string; connection: string; recipient: string }

/** Where a mail for these recipients goes: to the connections that claim them, else to the oldest desk's default. */
function cachedRoutes(desk: Desk): (recipients: readonly string[]) => Promise<Claimed[]> {
  const known = new Map<string, { claimed: Claimed[]; until: number }>()
  return async (recipients) => {
    const addresses = [...new Set(recipients.map((address) => address.toLowerCase()))].toSorted()
    const key = addresses.join(' ')
    // Not the desk's clock: set back, it would keep for long what holds for a second.
    const at = performance.now()
    const found = known.get(key)
    if (found && at < found.until) return found.claimed
    const claimed = await findRoutes(desk, addresses)
    if (known.size > 1000) known.clear()
    known.set(key, { claimed, until: at + 1000 })
    return claimed
  }
}

async function findRoutes(desk: Desk, addresses: readonly string[]): Promise<Claimed[]> {
  const { rows, fallback } = await desk.db.asWorker(async (tx) => ({
    rows: await routesOf(tx, addresses),
    fallback: await unclaimedRoute(tx),
  }))
  const claimed = new Map<string, Claimed>()
  const claim = ({ org_id: org, id: connection }: Route, recipient: string) => {
    if (!claimed.has(connection)) claimed.set(connection, { org, connection, recipient })
  }
  for (const address of addresses) {
    const route = rows.find((row) => row.address === address) ?? fallback
    if (route) claim(route, address)
  }
  return [...claimed.values()]
}
