import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** By the name of each channel who hears what is said there. */
export type Hearers = Readonly<Record<string, (payload: string) => void>>

/** A process's place among the others of its database: what it hears there, and what it alone may do meanwhile. */
export type Station = {
  /**
   * Takes something that one process at a time does, such as reading a mailbox; null while another has it. The signal
   * says that it was lost with the connection: somebody else may have it by now.
   */
  claim(key: bigint): Promise<AbortSignal | null>
  /** Gives it back, for whoever wants it next. */
  release(key: bigint): Promise<void>
  /** Whether it is connected at this moment. */
  isThere(): boolean
}

/** The class of the advisory locks that say which process lives. */
export const aliveLocks = 460_001

/** A machine that vanished is noticed within a quarter of a minute; one that ended its process at once. */
const watchful = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3'

/**
 * Takes a place until the signal, on one connection at a time: connect, wait for its end, rest, again. The first
 * connection stands when this resolves. Each hearer is called for every notification on its channel, and once with ''
 * after every (re)connection. While connected it holds the advisory lock `alive`: others can tell by it that we live.
 */
export async function takeStation(
  config: pg.ClientConfig,
  hearers: Hearers,
  alive: number,
  signal: AbortSignal,
): Promise<Station> {
  const connect = () => connectOnce({ ...config, options: watchful }, hearers, alive, signal)
  let here: Connected | null = await connect()
  const stay = async () => {
    for (;;) {
      await here?.ended
      here = null
      if (signal.aborted) return
      // Not all at once: a server that has just come back has enough to do.
      await sleep(200 + Math.random() * 600, undefined, { ref: false })
      if (signal.aborted) return
      here = await connect().catch(() => null)
    }
  }
  void stay()
  return {
    claim: async (key) => here?.claim(key) ?? null,
    release: async (key) => here?.release(key),
    isThere: () => here !== null,
  }
}

/** A connection that stands; `ended` resolves when it does not any more. */
type Connected = Pick<Station, 'claim' | 'release'> & { ended: Promise<void> }

async function connectOnce(
  config: pg.ClientConfig,
  hearers: Hearers,
  alive: number,
  signal: AbortSignal,
): Promise<Connected> {
  const client = new pg.Client(config)
  const ask = oneByOne(client)
  const end = () => void client.end()
  const lost = new AbortController()
  const ended = new Promise<void>((resolve) => {
    client.once('end', () => {
      signal.removeEventListener('abort', end)
      lost.abort()
      resolve()
    })
  })
  client.on('error', () => undefined)
  client.on('notification', ({ channel, payload }) => hearers[channel]?.(payload ?? ''))
  try {
    await client.connect()
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    for (const channel of Object.keys(hearers)) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    sayThatWeLive(ask, alive, lost.signal).catch(end)
  } catch (error) {
    end()
    throw error
  }
  // Whatever was said while nobody listened: the hearer asks from its own position.
  for (const heard of Object.values(hearers)) heard('')
  return { ended, ...claimsOn(ask, lost.signal) }
}

/** Asks whether something is ours. */
type Ask = (question: string, values: readonly unknown[]) => Promise<boolean>

/** Whoever claims something shares this connection: each question waits for the answer to the one before. */
function oneByOne(client: pg.Client): Ask {
  let before: Promise<unknown> = Promise.resolve()
  return (question, values) => {
    const answer = before.then(async () => {
      const { rows } = await client.query<{ mine: boolean }>(question, [...values])
      return rows[0]?.mine === true
    })
    before = answer.catch(() => undefined)
    return answer
  }
}

/**
 * The lock of our own connection before this one may take a moment to be free. Asked again and again rather than waited for:
 * who waits for a lock is told of nothing meanwhile.
 */
async function sayThatWeLive(ask: Ask, alive: number, lost: AbortSignal): Promise<void> {
  while (!lost.aborted) {
    if (await ask('select pg_try_advisory_lock($1, $2) as mine', [aliveLocks, alive])) return
    await sleep(100, undefined, { ref: false })
  }
}

/** Claims are advisory locks of the session: the server gives them back with its connection, however that ends. */
function claimsOn(ask: Ask, lost: AbortSignal): Pick<Station, 'claim' | 'release'> {
  const held = new Set<bigint>()
  return {
    async claim(key) {
      // A session may take the same lock twice, and would have to give it back twice.
      if (held.has(key)) return null
      const question = 'select pg_try_advisory_lock($1) as mine'
      const isMine = await ask(question, [key.toString()]).catch(() => false)
      if (!isMine || lost.aborted) return null
      held.add(key)
      return lost
    },
    async release(key) {
      if (!held.delete(key) || lost.aborted) return
      // Where that fails the connection is gone, and the lock with it.
      await ask('select pg_advisory_unlock($1) as mine', [key.toString()]).catch(() => undefined)
    },
  }
}
