import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SendOutcome } from '../channel.ts'
import { relayFrom, type Relay } from './relay.ts'
import { outcomeOf, type Trouble } from './send-outcome.ts'

export type Sending = {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  relayUrl: string
  /** Where the relay's host was found: the connection goes there; without it, wherever its name leads. */
  address?: string
  envelope: { from: string; to: string }
  bytes: Uint8Array
  /** Marks durably that from here on it is in doubt whether the mail was sent. */
  beforeData: () => Promise<void>
  timeouts: {
    /** Until the connection stands. */
    connect: Temporal.Duration
    /** Until the relay greets. */
    greeting: Temporal.Duration
    /** The longest silence afterwards, the wait for the last answer included (RFC 5321 asks for ten minutes). */
    silence: Temporal.Duration
    /** For all of it, however often the relay says something; without it, as long as it goes on. */
    whole?: Temporal.Duration
  }
}

/** How far a mail has got. `over` is set with the first trouble: after it nothing more is given to the relay. */
type Progress = { began: boolean; over: boolean; marking: Promise<void> }

/**
 * Hands one mail to the relay, once. `beforeData` is awaited after the relay has said 354 and before the first
 * byte of the mail leaves, so that a mail whose fate is unknown is always marked. What the network does is an
 * outcome; only a wrong relay address and a `beforeData` that fails are thrown, and then nothing was sent.
 */
export async function sendMail({
  relayUrl,
  address,
  envelope,
  bytes,
  beforeData,
  timeouts,
}: Sending): Promise<SendOutcome> {
  const relay = relayFrom(relayUrl)
  const connection = new SMTPConnection(connectionOptions(relay, address ?? relay.host, timeouts))
  const progress: Progress = { began: false, over: false, marking: Promise.resolve() }
  const mark = () => (progress.marking = beforeData())
  try {
    await withinTime(connection, progress, timeouts.whole, [
      () => step((done) => connection.connect(done)),
      () => signIn(connection, relay),
      () =>
        step((done) =>
          connection.send({ ...envelope, size: bytes.length }, contentOf(bytes, progress, mark), done),
        ),
    ])
    connection.quit()
    return { outcome: 'sent' }
  } catch (trouble) {
    // The mark must be down, or have failed, before the outcome is: a late one would overwrite it.
    await progress.marking
    return outcomeOf(asTrouble(trouble), progress.began, relay.login)
  } finally {
    connection.close()
  }
}

function connectionOptions(
  { host, port, secure, startTls, verified }: Relay,
  address: string,
  timeouts: Sending['timeouts'],
) {
  return {
    host: address,
    port,
    secure,
    requireTLS: startTls === 'required',
    tls: { rejectUnauthorized: verified, ...(isIP(host) === 0 && { servername: host }) },
    logger: false,
    connectionTimeout: timeouts.connect.total('milliseconds'),
    greetingTimeout: timeouts.greeting.total('milliseconds'),
    socketTimeout: timeouts.silence.total('milliseconds'),
  }
}

/**
 * Takes one step of the conversation after the other. Rejects with the first trouble, be it the connection's or, after
 * `whole`, that a relay which always has something more to say does not come to an end.
 */
async function withinTime(
  connection: SMTPConnection,
  progress: Progress,
  whole: Temporal.Duration | undefined,
  steps: readonly (() => Promise<void>)[],
) {
  const ended = Promise.withResolvers<never>()
  const end = (trouble: Error) => {
    progress.over = true
    ended.reject(trouble)
  }
  connection.on('error', end)
  connection.once('end', () => end(new Error('The connection ended.')))
  const alarm = whole && setTimeout(() => end(tooLong()), whole.total('milliseconds'))
  try {
    for (const take of steps) await Promise.race([ended.promise, take()])
  } finally {
    clearTimeout(alarm)
  }
}

/** As nodemailer tells of a silence. */
const tooLong = () => Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' })

async function signIn(connection: SMTPConnection, { login }: Relay) {
  if (login && connection.allowsAuth) await step((done) => connection.login({ ...login }, done))
}

const step = (take: (done: (error?: Error | null) => void) => void) =>
  new Promise<void>((resolve, reject) => take((error) => (error ? reject(error) : resolve())))

/** The mail as a stream. It is read for the first time when the relay has said that it waits for the content. */
function contentOf(bytes: Uint8Array, progress: Progress, mark: () => Promise<void>) {
  async function* content() {
    await mark()
    if (progress.over) throw new Error('The relay left before the mail began.')
    progress.began = true
    yield bytes
  }
  return Readable.from(content(), { objectMode: false })
}

const asTrouble = (trouble: unknown): Trouble =>
  trouble instanceof Error ? trouble : new Error(String(trouble))
