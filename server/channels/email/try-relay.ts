import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { relayFrom, relayUrlOf, type RelaySettings } from './relay.ts'
import { speaksNoTls } from './mailbox-trouble.ts'
import { wantsTls, type Trouble } from './send-outcome.ts'
import { signedIn } from './signed-in.ts'
import type { Trial } from './try-mailbox.ts'

const patience = 8000

/** Signs in to a relay within some seconds, and hands nothing over. `address` is where its host was found. */
export async function tryRelay(
  settings: RelaySettings & { address: string },
): Promise<Trial<'relay-sign-in'>> {
  const { host, address } = settings
  const { secure, port, startTls, verified, login } = relayFrom(relayUrlOf(settings))
  const connection = new SMTPConnection({
    host: address,
    port,
    secure,
    requireTLS: startTls === 'required',
    tls: { rejectUnauthorized: verified, ...(isIP(host) === 0 && { servername: host }) },
    logger: false,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  const step = 'relay-sign-in'
  try {
    await signIn(connection, login)
    return { step, state: 'works', says: signedIn(host, { isEncrypted: connection.secure }) }
  } catch (trouble) {
    return { step, state: 'fails', says: relayTrouble(trouble) }
  } finally {
    connection.close()
  }
}

async function signIn(connection: SMTPConnection, login: { user: string; pass: string } | undefined) {
  const trouble = Promise.withResolvers<never>()
  trouble.promise.catch(() => undefined)
  connection.on('error', trouble.reject)
  connection.once('end', () => trouble.reject(new Error('The connection ended.')))
  const waiting = new AbortController()
  const late = sleep(2 * patience, undefined, { signal: waiting.signal }).then(() => {
    throw Object.assign(new Error('Nobody answers.'), { code: 'ETIMEDOUT' })
  })
  late.catch(() => undefined)
  const steps = async () => {
    await step((done) => connection.connect(done))
    if (!login) return
    if (!connection.allowsAuth) throw new NoSignIn('The relay lets nobody sign in.')
    await step((done) => connection.login({ ...login }, done))
  }
  try {
    await Promise.race([trouble.promise, late, steps()])
  } finally {
    waiting.abort()
  }
}

class NoSignIn extends Error {
  override readonly name = 'NoSignIn'
}

const step = (take: (done: (error?: Error | null) => void) => void) =>
  new Promise<void>((resolve, reject) => take((error) => (error ? reject(error) : resolve())))

/** Why a relay cannot be used, in a sentence for whoever can mend it. Never the relay's words, nor a secret. */
function relayTrouble(trouble: unknown): string {
  if (trouble instanceof NoSignIn)
    return 'The relay does not let anybody sign in at this port. Submission is usually at 587 or 465.'
  if (!(trouble instanceof Error)) return unreached
  const { code, originalCode = code, responseCode = 0 }: Trouble = trouble
  if (wantsTls(responseCode))
    return 'The relay lets nobody in before the connection is encrypted, and offers no STARTTLS at this port: try TLS from the start, usually at port 465.'
  if (code === 'EAUTH')
    return responseCode === 454 || responseCode === 421
      ? 'The relay cannot let anybody in at this moment. Try again later.'
      : 'The relay does not let us in: the user name or the password is wrong.'
  if (speaksNoTls(originalCode))
    return 'The relay does not speak TLS from the start at this port: try STARTTLS, usually at port 587.'
  if (code === 'ETLS' || /CERT|SELF_SIGNED|UNABLE_TO/.test(originalCode ?? ''))
    return 'The connection to the relay cannot be encrypted, or its certificate cannot be trusted. One of an authority of your own is made known by NODE_EXTRA_CA_CERTS (docs/run-it.md).'
  return unreached
}

const unreached = 'Nobody answers at the address of the relay as a mail server does.'
