import { z } from 'zod'
import { NetworkTrouble, type Line } from '../network.ts'
import { askXrpc, type Answer, type Question } from './xrpc.ts'

/** A sign-in at a server, and with it who we are. */
type Session = z.infer<typeof Session>

const Session = z.object({
  did: z.string(),
  handle: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
})

/** Asks as our account. A token that has run out is renewed once; a renewal that fails is a new sign-in. */
export async function askSigned(line: Line, question: Question): Promise<Answer> {
  const { accessJwt } = await sessionOn(line)
  const answer = await askXrpc(line, question, accessJwt)
  if (answer.ok || !hasRunOut(answer)) return answer
  const renewed = await once(line, () => renew(line, accessJwt))
  return askXrpc(line, question, renewed.accessJwt)
}

/** Who we are, by the sign-in that there is or a new one. */
async function sessionOn(line: Line): Promise<Session> {
  return known(line) ?? once(line, () => signIn(line))
}

/** Signs in, also where somebody is signed in already: a password that was changed shows. */
export const signInAnew = (line: Line): Promise<Session> => once(line, () => signIn(line))

const hasRunOut = ({ status, error }: { status: number; error: string }) =>
  status === 401 || error === 'ExpiredToken' || error === 'InvalidToken'

function known({ memory }: Line): Session | undefined {
  return Session.safeParse(memory.get('session')).data
}

/** Reading and sending share a session: only one of them renews it, and the other waits for it. */
function once(line: Line, act: () => Promise<Session>): Promise<Session> {
  const { memory } = line
  const waiting = underWay.get(memory)
  if (waiting) return waiting
  const doing = act().finally(() => underWay.delete(memory))
  underWay.set(memory, doing)
  return doing
}

const underWay = new WeakMap<Map<string, unknown>, Promise<Session>>()

async function renew(line: Line, ranOut: string): Promise<Session> {
  const session = known(line)
  // Somebody else has renewed it while this question was on its way.
  if (session && session.accessJwt !== ranOut) return session
  const method = 'com.atproto.server.refreshSession'
  const answer = session && (await askXrpc(line, { method, isProcedure: true }, session.refreshJwt))
  return answer?.ok ? keep(line, answer.said) : signIn(line)
}

async function signIn(line: Line): Promise<Session> {
  const { settings, secret } = line
  line.memory.delete('session')
  const identifier = (settings['handle'] ?? '').replace(/^@/, '')
  const body = { identifier, password: secret }
  const answer = await askXrpc(line, { method: 'com.atproto.server.createSession', body })
  if (answer.ok) return keep(line, answer.said)
  throw new NetworkTrouble(refusalWords(answer.error))
}

function keep({ memory }: Line, said: unknown): Session {
  const read = Session.safeParse(said)
  if (!read.success) throw new NetworkTrouble('The server does not answer as a server of this network does.')
  memory.set('session', read.data)
  return read.data
}

function refusalWords(error: string): string {
  switch (error) {
    case 'AuthFactorTokenRequired':
      return 'This password needs a code as well. Make an app password in the settings of Bluesky and use that.'
    case 'AccountTakedown':
      return 'Bluesky has taken this account down.'
    case 'AccountDeactivated':
    case 'AccountInactive':
      return 'This account is deactivated on Bluesky.'
    default:
      return 'Bluesky does not let us in: the handle or the app password is wrong.'
  }
}
