import type { ListenOptions } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { clientOf } from '#domain/sign-in/address-block.ts'
import { openMailRoom, type MailShare } from './mail-room.ts'
import { readMail } from './read-mail.ts'

/** A mail as it was handed over: by which address, the envelope, which alone says where it was sent to, and its bytes. */
export type ArrivedMail = { client: string; recipients: string[]; sender: string; bytes: Uint8Array }

/** Whether the desk has taken charge of a mail. `because` is told to the sending server. */
type KeepAnswer = { accepted: true } | { accepted: false; because: string; temporary: boolean }

export type Listening = {
  /** Loopback unless told otherwise. */
  host?: string
  /** 0 takes any free port. */
  port: number
  /** Other processes of ours may listen on the same port: the system gives each new sender to one of them. */
  sharesPort?: boolean
  /** The largest mail that is taken, in bytes; announced by SIZE (RFC 1870). */
  maxBytes?: number
  /** How the server calls itself in its greeting. */
  name?: string
  /** With a key and certificate STARTTLS is offered. */
  tls?: Required<Pick<TlsOptions, 'key' | 'cert'>>
  /** How many senders may be connected at once; of one address no more than a quarter of them. */
  clients?: number
  /** How long a sender may be silent. */
  idle?: Temporal.Duration
  /** Stores the mail durably; it reports its own trouble. When it throws, the sender keeps the mail. */
  keep: (mail: ArrivedMail) => Promise<KeepAnswer>
}

/** How long a sender may stay altogether, and how long a mail in flight may delay the end of the desk. */
const wholeSession = 15 * 60_000
const closeWithin = 10_000

/** One sender that is connected. `named` counts the recipients of the mail that is being handed over. */
type Visit = { connection: SMTPConnection; named: number; curfew: NodeJS.Timeout }

type Reply = { code: number; text: string }

/**
 * Takes mail by SMTP and by LMTP on one port: a client that says LHLO is given one answer for each recipient
 * (RFC 2033). A mail is answered with 250 only after `keep` has resolved, so that from then on it is ours.
 */
export async function listenForMail(listening: Listening): Promise<{ port: number; close(): Promise<void> }> {
  const { host = '127.0.0.1', port, maxBytes = 25 * 1024 * 1024, tls, clients = 200, keep } = listening
  const idle = listening.idle ?? Temporal.Duration.from('PT1M')
  const visits = new WeakMap<SMTPServerSession, Visit>()
  const inFlight = new Set<SMTPConnection>()
  const senders = countSenders(Math.ceil(clients / 4))
  const room = openMailRoom(maxBytes)
  let closed: Promise<void> | undefined

  const handOver = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const visit = visits.get(session)
    if (!visit) return
    const { connection } = visit
    inFlight.add(connection)
    try {
      const reply = await judge(stream, session, room.of(clientOf(session.remoteAddress)), keep)
      const times = isLmtp(connection) ? visit.named : 1
      for (let i = 0; i < times; i += 1) connection.send(reply.code, reply.text, false)
    } finally {
      inFlight.delete(connection)
    }
  }

  const server = new SMTPServer({
    ...tls,
    name: listening.name,
    logger: false,
    size: maxBytes,
    maxClients: clients,
    maxRecipients: 100,
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    socketTimeout: idle.total('milliseconds'),
    closeTimeout: closeWithin,
    onConnect: (session, done) => {
      if (!senders.come(session)) return done(tooManyAtOnce())
      const connection = connectionOf(server, session)
      if (connection) visits.set(session, welcome(connection))
      done()
    },
    onClose: (session) => {
      senders.go(session)
      clearTimeout(visits.get(session)?.curfew)
    },
    onMailFrom: (_address, session, done) => {
      countRecipients(visits.get(session), () => 0)
      done()
    },
    onRcptTo: (_address, session, done) => {
      countRecipients(visits.get(session), (named) => named + 1)
      done()
    },
    onData: (stream, session, done) => {
      // The answers are already written: an empty list tells smtp-server to add none and to go on.
      const goOn = () => {
        done(null, [])
        if (closed) visits.get(session)?.connection.send(421, '4.3.2 Closing down', false)
      }
      handOver(stream, session).then(goOn, goOn)
    },
  })

  const close = () => {
    closed ??= new Promise((resolve) => {
      server.close(resolve)
      for (const connection of server.connections) {
        if (!inFlight.has(connection)) connection.send(421, '4.3.2 Closing down', false)
      }
    })
    return closed
  }
  return { port: await listen(server, { host, port, reusePort: listening.sharesPort ?? false }), close }
}

/** Reads a mail to its end, has it kept, and says so in one SMTP reply. */
async function judge(
  stream: SMTPServerDataStream,
  { envelope, remoteAddress }: SMTPServerSession,
  share: MailShare,
  keep: Listening['keep'],
): Promise<Reply> {
  const read = await readMail(stream, share)
  if (read.got === 'too-large') return tooLarge(share.maxBytes)
  if (read.got === 'no-room') return { code: 452, text: '4.3.1 Too much mail at once; try again in a moment' }
  try {
    const recipients = envelope.rcptTo.map(({ address }) => address)
    const sender = envelope.mailFrom ? envelope.mailFrom.address : ''
    return replyTo(await keep({ client: clientOf(remoteAddress), recipients, sender, bytes: read.bytes }))
  } catch {
    return { code: 451, text: '4.3.0 The mail could not be stored; try again later' }
  } finally {
    read.release()
  }
}

function replyTo(answer: KeepAnswer): Reply {
  if (answer.accepted) return { code: 250, text: '2.6.0 Kept' }
  if (answer.temporary) return { code: 451, text: `4.3.0 ${answer.because}` }
  return { code: 554, text: `5.7.1 ${answer.because}` }
}

const tooLarge = (maxBytes: number): Reply => ({
  code: 552,
  text: `5.3.4 This mail is larger than ${maxBytes} bytes, the largest that is taken here`,
})

/** smtp-server finds a command's handler by its name: LHLO is EHLO but for the number of answers to DATA. */
function welcome(connection: SMTPConnection): Visit {
  Object.assign(connection, { handler_LHLO: connection.handler_EHLO.bind(connection) })
  const curfew = setTimeout(
    () => connection.send(421, '4.4.2 This session has lasted too long', false),
    wholeSession,
  )
  curfew.unref()
  return { connection, named: 0, curfew }
}

/** Whoever holds connections and says nothing leaves room for everybody who comes from elsewhere. */
function countSenders(most: number) {
  const at = new Map<string, number>()
  const counted = new WeakMap<SMTPServerSession, string>()
  return {
    come(session: SMTPServerSession): boolean {
      const client = clientOf(session.remoteAddress)
      const here = at.get(client) ?? 0
      if (here >= most) return false
      at.set(client, here + 1)
      counted.set(session, client)
      return true
    },
    go(session: SMTPServerSession) {
      const client = counted.get(session)
      // Whoever was turned away was never counted.
      if (client === undefined) return
      counted.delete(session)
      const left = (at.get(client) ?? 1) - 1
      if (left > 0) at.set(client, left)
      else at.delete(client)
    },
  }
}

const tooManyAtOnce = () =>
  Object.assign(new Error('4.7.0 Too many connections from your address; try again in a minute'), {
    responseCode: 421,
  })

const isLmtp = (connection: SMTPConnection) => connection.openingCommand === 'LHLO'

/** RFC 2033 asks for one answer per RCPT, a repeated recipient included, which the envelope does not tell. */
function countRecipients(visit: Visit | undefined, next: (named: number) => number) {
  if (visit) visit.named = next(visit.named)
}

function connectionOf(server: SMTPServer, session: SMTPServerSession) {
  for (const connection of server.connections) if (connection.session === session) return connection
  return undefined
}

function listen(server: SMTPServer, where: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    // Before it listens an error is ours to tell; later ones are senders that went away in the middle.
    server.on('error', reject)
    server.listen(where, () => {
      const address = server.server.address()
      if (address === null || typeof address === 'string') reject(new Error('The mail listener has no port.'))
      else resolve(address.port)
    })
  })
}
