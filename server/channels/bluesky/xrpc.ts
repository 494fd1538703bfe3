import { z } from 'zod'
import { NetworkTrouble, type Line, type PeerAnswer } from '../network.ts'

/** A question of XRPC, the way in which AT Protocol servers are asked (atproto.com/specs/xrpc). */
export type Question = {
  method: string
  query?: Readonly<Record<string, string | readonly string[]>>
  /** With a body it is a procedure, and changes something. */
  body?: unknown
  /** A procedure that takes none. */
  isProcedure?: boolean
}

/** An answer: what was asked for, or the name of an error that the question's own lexicon knows. */
export type Answer =
  | { ok: true; said: unknown }
  | { ok: false; status: number; error: string; message: string }

const Refused = z.object({ error: z.string().default(''), message: z.string().default('') })

/** Asks with a token, or without one. Throws what keeps any question from being answered: no network, no patience left. */
export async function askXrpc(
  line: Line,
  { method, query, body, isProcedure = body !== undefined }: Question,
  token?: string,
): Promise<Answer> {
  refuseWhileHeld(line)
  const url = addressOf(line, method)
  for (const [name, values] of Object.entries(query ?? {}))
    for (const value of [values].flat()) url.searchParams.append(name, value)
  const answer = await line.ask(url, {
    method: isProcedure ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  noteLimits(line, answer)
  const said = readJson(answer.text)
  if (answer.status >= 200 && answer.status < 300) return { ok: true, said }
  if (answer.status === 429)
    throw new NetworkTrouble('The network asks for a pause: too much was asked of it.', heldUntil(line))
  if (answer.status >= 500) throw new NetworkTrouble('The network has a fault of its own at the moment.')
  const { error, message } = Refused.catch({ error: '', message: '' }).parse(said)
  return { ok: false, status: answer.status, error, message }
}

function addressOf({ settings }: Line, method: string): URL {
  const url = URL.parse(`/xrpc/${method}`, settings['service'] ?? 'https://bsky.social')
  if (!url)
    throw new NetworkTrouble('The server of the account is named as https://…, with its name behind it.')
  return url
}

function readJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    throw new NetworkTrouble('The server does not answer as a server of this network does.')
  }
}

/** A pause is never shorter, nor longer: a server whose clock is wrong is neither pressed nor left alone for good. */
const pause = { least: 2_000, most: 15 * 60_000 }

/** What the servers say of their limits: when nothing is left, nothing is asked before they say that there is again. */
function noteLimits({ memory, now }: Line, { status, header }: PeerAnswer) {
  const left = header('ratelimit-remaining')
  if (status !== 429 && left !== '0') return
  const reset = Number(header('ratelimit-reset'))
  const moment = now().epochMilliseconds
  const named = reset > 0 ? reset * 1000 - moment : (Number(header('retry-after')) || 60) * 1000
  const rest = Math.round(Math.min(Math.max(named, pause.least), pause.most))
  memory.set('held until', Temporal.Instant.fromEpochMilliseconds(moment + rest))
}

function heldUntil({ memory }: Line): Temporal.Instant | undefined {
  const until = memory.get('held until')
  return until instanceof Temporal.Instant ? until : undefined
}

function refuseWhileHeld(line: Line) {
  const until = heldUntil(line)
  if (until && Temporal.Instant.compare(line.now(), until) < 0)
    throw new NetworkTrouble('The network asks for a pause: too much was asked of it.', until)
}
