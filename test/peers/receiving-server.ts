import { appendFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** The moments of an SMTP conversation at which a test lets the server misbehave. */
type Stage = 'greeting' | 'login' | 'mail' | 'rcpt' | 'data' | 'content'

/** What the server does to the next mails. `content` is after the final dot, before the answer to it. */
export type Behaviour =
  | { does: 'accept' }
  | { does: 'refuse'; at: Stage; code: number; text?: string }
  | { does: 'drop'; at: Exclude<Stage, 'login'>; accepting?: boolean }
  | { does: 'drop-inside-content' }
  | { does: 'delay'; at: 'data' | 'content'; by: Temporal.Duration }

/** A mail that the server has taken: to a sender this one is delivered, whatever it was told. */
type AcceptedMail = { messageId: string; from: string; to: string[]; at: string; bytes: Uint8Array }

export type ReceivingServer = {
  port: number
  /** The relay address without a login. */
  url: string
  accepted: AcceptedMail[]
  /** Sets what happens from now on, until told otherwise. */
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

type Settings = {
  /** Appends one JSON line for each accepted mail, so that another process can count. */
  file?: string
  /** The only login that is let in; without it no login is offered. */
  login?: { user: string; password: string }
  /** Offers STARTTLS with a certificate that nobody knows, and lets nobody sign in before it. */
  startTls?: boolean
  port?: number
}

/** Starts a real SMTP server that keeps what it accepts: what counts as sent is counted here. */
export async function startReceivingServer({
  file,
  login,
  startTls = false,
  port = 0,
}: Settings = {}): Promise<ReceivingServer> {
  const accepted: AcceptedMail[] = []
  const sockets = new Map<number | undefined, Socket>()
  let behaviour: Behaviour = { does: 'accept' }

  const accept = async (session: SMTPServerSession, bytes: Uint8Array) => {
    const mail = acceptedMail(session, bytes)
    if (file)
      await appendFile(file, `${JSON.stringify({ messageId: mail.messageId, to: mail.to, at: mail.at })}\n`)
    accepted.push(mail)
  }
  const hangUp = ({ remotePort }: SMTPServerSession) => sockets.get(remotePort)?.destroy()
  /** What the current behaviour wants at this stage: an error to answer with, or nothing. */
  const meet = (at: Stage, session: SMTPServerSession, current = behaviour) => {
    if (current.does === 'refuse' && current.at === at) return refusal(current)
    if (current.does === 'drop' && current.at === at) hangUp(session)
    return null
  }
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    // One mail meets one behaviour, however often it changes meanwhile: else it could be accepted twice.
    const current = behaviour
    if (current.does === 'drop-inside-content') stream.once('data', () => hangUp(session))
    const bytes = await buffer(stream)
    if (current.does === 'drop' && current.at === 'content' && current.accepting) await accept(session, bytes)
    const refused = meet('content', session, current)
    if (refused) return refused
    if (current.does === 'drop') return new Error('The connection is gone.')
    if (current.does === 'delay' && current.at === 'content') await sleep(current.by.total('milliseconds'))
    await accept(session, bytes)
    return null
  }

  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    allowInsecureAuth: !startTls,
    disabledCommands: [...(startTls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    closeTimeout: 100,
    onConnect: (session, done) => {
      onDataCommand(server, session, async () => {
        if (behaviour.does === 'delay' && behaviour.at === 'data')
          await sleep(behaviour.by.total('milliseconds'))
        return meet('data', session)
      })
      done(meet('greeting', session))
    },
    onAuth: ({ username, password }, session, done) => {
      const refused = meet('login', session)
      const known = login !== undefined && username === login.user && password === login.password
      if (refused) done(refused)
      else if (known) done(null, { user: username })
      else done(Object.assign(new Error('Wrong user name or password'), { responseCode: 535 }))
    },
    onMailFrom: (_address, session, done) => done(meet('mail', session)),
    onRcptTo: (_address, session, done) => done(meet('rcpt', session)),
    onData: (stream, session, done) => {
      const answer = (refused: Error | null) => done(refused)
      take(stream, session).then(answer, answer)
    },
  })
  server.on('error', () => {
    // A sender that goes away in the middle of a mail is part of what is tested.
  })
  server.server.on('connection', (socket) => sockets.set(socket.remotePort, socket))
  const listening = await listen(server, port)
  return {
    port: listening,
    url: `smtp://127.0.0.1:${listening}`,
    accepted,
    behave: (next) => {
      behaviour = next
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function acceptedMail({ envelope }: SMTPServerSession, bytes: Uint8Array): AcceptedMail {
  const [headers = ''] = Buffer.from(bytes).toString('latin1').split('\r\n\r\n', 1)
  return {
    messageId: /^message-id:\s*<?([^>\s]*)>?/im.exec(headers)?.[1] ?? '',
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    at: new Date().toISOString(),
    bytes,
  }
}

const refusal = ({ code, text }: { code: number; text?: string }) =>
  Object.assign(new Error(text ?? 'Refused by the test'), { responseCode: code })

function connectionOf(server: SMTPServer, session: SMTPServerSession) {
  for (const connection of server.connections) if (connection.session === session) return connection
  throw new Error('The sender has already gone.')
}

/** smtp-server asks nobody before it says 354: the DATA command itself is answered here. */
function onDataCommand(server: SMTPServer, session: SMTPServerSession, meet: () => Promise<Refused | null>) {
  const connection = connectionOf(server, session)
  const usual = connection.handler_DATA.bind(connection)
  const handle = async (command: Buffer, done: () => void) => {
    const refused = await meet()
    if (!refused) return usual(command, done)
    connection.send(refused.responseCode, refused.message)
    done()
  }
  Object.assign(connection, {
    handler_DATA: (command: Buffer, done: () => void) => {
      handle(command, done).catch(() => connection.close())
    },
  })
}

type Refused = Error & { responseCode: number }

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address()
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'))
      else resolve(address.port)
    })
  })
}
