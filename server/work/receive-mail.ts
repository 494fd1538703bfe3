import { setTimeout as sleep } from 'node:timers/promises'
import { externalIdOf } from '#server/channels/email/external-id.ts'
import type { ArrivedMail } from '#server/channels/email/listen.ts'
import type { Desk } from '#server/desk/desk.ts'
import { traced } from '#server/desk/traced.ts'
import { receiveMails } from '#server/desk/items/understand-item.ts'
import { routesOf, unclaimedRoute, type Route } from '#server/store/connections.ts'
import { keepTogether } from './keep-together.ts'
import { openMailQueue, type MailQueue } from './mail-queue.ts'

/**
 * How many hands one process has, and how many mails each takes at once. What comes for an organisation while a hand receives for
 * it gathers for the next time, as many cost little more than one; a second hand takes what already fills its own.
 */
const hands = 2
const together = 16

/**
 * Milliseconds after a hand has begun to receive for an organisation during which what comes for it gathers, unless it fills a
 * hand: a transaction costs as much as three of its mails. Who writes to an organisation at rest waits for nothing.
 */
const gathersFor = 100

/**
 * Of an organisation that has more waiting than this, a sender is answered a little later, at most so many milliseconds: what is
 * sent faster than it is understood would have to be fetched from the database again, one by one.
 */
const crowd = 4 * together
const longestHold = 1000

type Paces = { gathersFor: number; longestHold: number }

/** Takes mail that was handed over: kept first, understood right after, the sender not waiting for it unless many wait. */
export type MailIntake = {
  keep(
    mail: ArrivedMail,
  ): Promise<{ accepted: true } | { accepted: false; because: string; temporary: boolean }>
  /** Takes up at once what is in memory, and resolves when it has been understood. */
  idle(): Promise<void>
}

export function openMailIntake(desk: Desk, paces: Paces = { gathersFor, longestHold }): MailIntake {
  const waiting = openMailQueue()
  const receiving = openHands(desk, waiting, paces)
  const routes = cachedRoutes(desk)
  const keepAlong = keepTogether(desk)
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
      receiving.begin()
      for (const { org } of found) await receiving.untilFewWait(org)
      return { accepted: true }
    },
    idle: () => receiving.idle(),
  }
}

type Hands = { begin(): void; untilFewWait(org: string): Promise<void>; idle(): Promise<void> }

/** Understands what waits, an organisation's mails together. */
function openHands(desk: Desk, waiting: MailQueue, paces: Paces): Hands {
  const working = new Map<Promise<void>, string>()
  const gathering = openGathering(paces.gathersFor, () => begin())
  const begin = () => {
    while (working.size < hands) {
      const taken = waiting.take(together, new Set([...working.values(), ...gathering.orgs()]))
      if (!taken) return
      const { org, mails } = taken
      gathering.begin(org)
      const work: Promise<void> = traced('receive mail', () => receiveMails(desk, org, mails))
        // It is kept: whoever looks after waiting items tries again.
        .then(
          () => undefined,
          (fault: unknown) => desk.failed('receive mail', fault),
        )
        .finally(() => {
          working.delete(work)
          begin()
        })
      working.set(work, org)
    }
  }
  const hurry = () => {
    gathering.endAll()
    begin()
    return working.size > 0
  }
  return {
    begin,
    async untilFewWait(org) {
      const until = performance.now() + paces.longestHold
      while (waiting.waitingOf(org) > crowd && performance.now() < until)
        await Promise.race([...working.keys(), sleep(paces.longestHold / 10)])
    },
    async idle() {
      while (hurry()) await Promise.all(working.keys())
    },
  }
}

/** For which organisations mails gather right now. */
type Gathering = { orgs(): Iterable<string>; begin(org: string): void; endAll(): void }

/** Calls `over` when it is over for one of them. */
function openGathering(milliseconds: number, over: () => void): Gathering {
  const timers = new Map<string, NodeJS.Timeout>()
  const end = (org: string) => {
    clearTimeout(timers.get(org))
    timers.delete(org)
  }
  return {
    orgs: () => timers.keys(),
    begin(org) {
      end(org)
      const ended = () => {
        end(org)
        over()
      }
      timers.set(org, setTimeout(ended, milliseconds))
    },
    endAll: () => [...timers.keys()].forEach(end),
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
