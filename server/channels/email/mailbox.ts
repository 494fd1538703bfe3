import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { Found } from '../find-peer.ts'
import { mailsBehind, type FoundMail } from './mailbox-mails.ts'
import { mailboxTrouble, MailboxNotOpened, NotKept, ServerNotConnected } from './mailbox-trouble.ts'
import { isThisMachine } from './relay.ts'

type MailboxSettings = {
  host: string
  port: number
  /** TLS from the first byte; otherwise STARTTLS, without which no password leaves this machine. */
  secure: boolean
  user: string
  password: string
  mailbox: string
}

/** How far a mailbox has been read. UIDs count only within one UIDVALIDITY (RFC 3501, 2.3.1.1). */
export type MailboxCursor = { uidValidity: string; lastUid: number }

/** Whether a mailbox is being read. `because` says in words what is waited for. */
export type MailboxHealth = { state: 'connected' | 'waiting'; since: Temporal.Instant; because?: string }

export type MailboxWatch = {
  settings: MailboxSettings
  /** Where the server may be connected, asked before each connection; without it, wherever its name leads. */
  where?: () => Promise<Found>
  /** Where reading goes on; without one the mailbox is read from its first mail. */
  cursor: MailboxCursor | null
  /** Stores the mail together with the cursor behind it. It is called again with the same mail until it resolves. */
  keep: (mail: { bytes: Uint8Array; receivedAt: Temporal.Instant }, cursor: MailboxCursor) => Promise<void>
  /** Stores that there is a mail too large to be taken, with its headers (their first 256 KiB). */
  tooLarge: (
    mail: { headers: Uint8Array; size: number; receivedAt: Temporal.Instant },
    cursor: MailboxCursor,
  ) => Promise<void>
  /** Is told of each change between reading and waiting, and of each new reason to wait. */
  said: (health: MailboxHealth) => void
  maxBytes: number
  /** Between 0 and 1: spreads the reconnections of many mailboxes on one server. */
  jitter: () => number
  now: () => Temporal.Instant
  /** How often the mailbox is looked at even when the server tells of nothing new. */
  lookAgainEvery?: Temporal.Duration
  signal: AbortSignal
}

/**
 * Reads one mailbox by IMAP until the signal: every mail behind the cursor in order of arrival, then each new one
 * as the server tells of it (IDLE, RFC 2177). A lost connection is taken up again with growing pauses. When
 * UIDVALIDITY changes, reading starts from the first mail, and whoever keeps the mails knows those it has.
 * Nothing in the mailbox is marked, moved or deleted: it is opened read-only.
 */
export async function watchMailbox(watch: MailboxWatch): Promise<void> {
  const { signal, jitter } = watch
  const place: Place = { cursor: watch.cursor }
  const tell = tellChanges(watch)
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await readUntilLost(watch, place, () => {
        failures = 0
        tell('connected')
      })
    } catch (trouble) {
      if (signal.aborted) return
      tell('waiting', mailboxTrouble(trouble))
    }
    await sleep(pauseAfter(failures, jitter()), undefined, { signal }).catch(() => undefined)
  }
}

/** Where reading stands, kept over reconnections. */
type Place = { cursor: MailboxCursor | null }

/** One second after the first failure, then twice as long each time, up to a minute; jitter takes off up to half. */
function pauseAfter(failures: number, jitter: number) {
  const longest = Math.min(60, 2 ** failures)
  return Math.max(1, longest * (1 - jitter / 2)) * 1000
}

function tellChanges({ said, now }: MailboxWatch) {
  let last: MailboxHealth | undefined
  return (state: MailboxHealth['state'], because?: string) => {
    if (last?.state === state && last.because === because) return
    const since = last?.state === state ? last.since : now()
    last = { state, since, ...(because !== undefined && { because }) }
    said(last)
  }
}

/** One connection, from sign-in to its end. Rejects with what ended it. */
async function readUntilLost(watch: MailboxWatch, place: Place, reading: () => void) {
  const { settings, signal, lookAgainEvery = Temporal.Duration.from('PT2M') } = watch
  const found = (await watch.where?.()) ?? { address: settings.host }
  if (found.address === null) throw new ServerNotConnected(found.because)
  const client = clientFor(settings, found.address, watch.maxBytes)
  const bell = bellOf(client)
  const hangUp = () => client.close()
  signal.addEventListener('abort', hangUp)
  try {
    await client.connect()
    for (;;) {
      await catchUp(client, watch, place, { quieten: bell.quieten, reading })
      // The next command ends it; when the connection ends first, that command tells why.
      client.idle().catch(() => undefined)
      await bell.rungOrAfter(lookAgainEvery)
    }
  } finally {
    signal.removeEventListener('abort', hangUp)
    client.close()
  }
}

function clientFor(
  { host, port, secure, user, password }: MailboxSettings,
  address: string,
  maxBytes: number,
) {
  return new ImapFlow({
    host: address,
    // An address is no name that a certificate is asked for by (RFC 6066, 3).
    ...(isIP(host) === 0 && { servername: host }),
    port,
    secure,
    ...(!secure && !isThisMachine(address) && { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 30_000,
    // No answer is asked for that is larger; a server that sends one anyway is hung up on.
    maxLiteralSize: maxBytes + 1024 * 1024,
  })
}

/** A bell that rings when the server tells of new mail, or when the connection ends. */
function bellOf(client: ImapFlow) {
  let ring = Promise.withResolvers<void>()
  client.on('exists', () => ring.resolve())
  client.on('close', () => ring.resolve())
  client.on('error', () => {
    // Told again, and handled, by the command that fails of it.
  })
  return {
    quieten: () => {
      ring = Promise.withResolvers()
    },
    rungOrAfter: async (longest: Temporal.Duration) => {
      const waiting = new AbortController()
      const { signal } = waiting
      const timeUp = sleep(longest.total('milliseconds'), undefined, { signal }).catch(() => undefined)
      await Promise.race([ring.promise, timeUp])
      waiting.abort()
    },
  }
}

/** What reading tells of: that it has seen all news so far, and that it goes well. */
type Signs = { quieten: () => void; reading: () => void }

/** Keeps everything behind the cursor, oldest first; the cursor moves with each mail that is kept. */
async function catchUp(client: ImapFlow, watch: MailboxWatch, place: Place, { quieten, reading }: Signs) {
  const { maxBytes, now } = watch
  const uidValidity = await openMailbox(client, watch.settings.mailbox)
  quieten()
  const isSame = place.cursor?.uidValidity === uidValidity
  const lastUid = isSame && place.cursor ? place.cursor.lastUid : 0
  for await (const mail of mailsBehind(client, { lastUid, maxBytes, now })) {
    const cursor = { uidValidity, lastUid: mail.uid }
    await keepOne(watch, mail, cursor)
    place.cursor = cursor
    reading()
  }
  reading()
}

/** Opened anew before each look: only so is a mailbox that was deleted and made again seen as another one. */
async function openMailbox(client: ImapFlow, mailbox: string) {
  try {
    const { uidValidity } = await client.mailboxOpen(mailbox, { readOnly: true })
    return String(uidValidity)
  } catch (trouble) {
    if (client.usable) throw new MailboxNotOpened('The mailbox cannot be opened.', { cause: trouble })
    throw trouble
  }
}

async function keepOne({ keep, tooLarge }: MailboxWatch, mail: FoundMail, cursor: MailboxCursor) {
  const { receivedAt } = mail
  try {
    if (mail.fits) await keep({ bytes: mail.bytes, receivedAt }, cursor)
    else await tooLarge({ headers: mail.headers, size: mail.size, receivedAt }, cursor)
  } catch (trouble) {
    throw new NotKept('The mail was not kept.', { cause: trouble })
  }
}
