import { setTimeout as sleep } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { CallTold } from '#domain/call/call.ts'
import type { Found } from '../../find-peer.ts'
import { AriChannel, AriEvent } from './ari-event.ts'
import { askAsterisk, openEvents, type AsteriskAt } from './ask-asterisk.ts'
import { openAriReader } from './read-ari.ts'

/** Whether a telephone system is being listened to. `because` says in words what is waited for. */
type AsteriskHealth = {
  state: 'connected' | 'waiting'
  since: Temporal.Instant
  because?: string
}

export type AsteriskWatch = {
  settings: Omit<AsteriskAt, 'foundAt'>
  /** Under which name we listen there, and nobody else does. */
  application: string
  /** Where it may be connected, asked before each connection. */
  where: () => Promise<Found>
  /** Takes down what is told; one after the other, in the order in which it came. */
  heard: (told: CallTold) => Promise<void>
  /** Is told, after each connection, by their own names which calls there are: what else was under way is over. */
  underWay: (calls: ReadonlySet<string>) => Promise<void>
  /** Is told of each line that ends, in its turn: a call that rang before the connection is known by nothing else. */
  gone: (line: string) => Promise<void>
  said: (health: AsteriskHealth) => void
  /** Between 0 and 1: spreads the reconnections of many. */
  jitter: () => number
  now: () => Temporal.Instant
  signal: AbortSignal
}

/** Listens to an Asterisk until the signal. A lost connection is taken up again, with growing pauses. */
export async function watchAsterisk(watch: AsteriskWatch): Promise<void> {
  const { signal, jitter } = watch
  const tell = tellChanges(watch)
  for (let failures = 0; !signal.aborted; failures += 1) {
    const because = await listenOnce(watch, () => {
      failures = 0
      tell('connected')
    }).catch((trouble: unknown) => troubleWords(trouble))
    if (signal.aborted) return
    tell('waiting', because)
    const longest = Math.min(30, 2 ** failures)
    await sleep(Math.max(0.5, longest * (1 - jitter() / 2)) * 1000, undefined, { signal }).catch(
      () => undefined,
    )
  }
}

function tellChanges({ said, now }: AsteriskWatch) {
  let last: AsteriskHealth | undefined
  return (state: AsteriskHealth['state'], because?: string) => {
    if (last?.state === state && last.because === because) return
    const since = last?.state === state ? last.since : now()
    last = { state, since, ...(because !== undefined && { because }) }
    said(last)
  }
}

const beatMs = 15_000

/** One connection, from its first word to its end; answers why it ended. */
async function listenOnce(watch: AsteriskWatch, listening: () => void): Promise<string> {
  const found = await watch.where()
  if (found.address === null) return found.because
  const at: AsteriskAt = { ...watch.settings, foundAt: found.address }
  const events = openEvents(at, watch.application)
  const hangUp = () => events.terminate()
  watch.signal.addEventListener('abort', hangUp)
  const beat = watchHeart(events)
  try {
    return await hearAll(watch, at, events, listening)
  } finally {
    clearInterval(beat)
    watch.signal.removeEventListener('abort', hangUp)
    events.terminate()
  }
}

/** A line that was cut may stay open for minutes without a word. */
function watchHeart(events: WebSocket) {
  let isAlive = true
  events.on('pong', () => (isAlive = true))
  return setInterval(() => {
    if (!isAlive) return events.terminate()
    isAlive = false
    if (events.readyState === events.OPEN) events.ping()
  }, beatMs)
}

function hearAll(
  watch: AsteriskWatch,
  at: AsteriskAt,
  events: WebSocket,
  listening: () => void,
): Promise<string> {
  const reader = openAriReader()
  let queue: Promise<unknown> = Promise.resolve()
  return new Promise((resolve, reject) => {
    const then = (act: () => Promise<void>) => {
      queue = queue.then(act).catch(reject)
    }
    events.on('open', () =>
      then(async () => {
        await watch.underWay(await callsNow(at))
        listening()
      }),
    )
    events.on('message', (data: Buffer) => {
      const json = jsonOf(data.toString())
      // Another listens under our name, and nothing more comes to us: we take it up again.
      if (Replaced.safeParse(json).success) return events.terminate()
      const event = AriEvent.safeParse(json).data
      if (!event) return
      for (const told of reader.read(event, watch.now())) then(() => watch.heard(told))
      if (event.type === 'ChannelDestroyed') then(() => watch.gone(event.channel.id))
    })
    events.on('unexpected-response', (_, response) => reject(new AsteriskRefused(response.statusCode ?? 0)))
    events.on('error', reject)
    events.on('close', () => void queue.then(() => resolve('The connection was lost. It is taken up again.')))
  })
}

/** By their callers' lines, the calls that there are at this moment. */
async function callsNow(at: AsteriskAt): Promise<ReadonlySet<string>> {
  const { status, json } = await askAsterisk(at, '/channels')
  if (status !== 200) throw new AsteriskRefused(status)
  return new Set(
    z
      .array(AriChannel)
      .parse(json)
      .map(({ id }) => id),
  )
}

const Replaced = z.object({ type: z.literal('ApplicationReplaced') })

/** Asterisk answered, and would not let us listen. */
class AsteriskRefused extends Error {
  override readonly name = 'AsteriskRefused'
  readonly status: number
  constructor(status: number) {
    super(`Asterisk answered with ${status}.`)
    this.status = status
  }
}

/** Why an Asterisk cannot be listened to, in a sentence that holds none of its own words. */
export function troubleWords(trouble: unknown): string {
  if (trouble instanceof AsteriskRefused)
    return trouble.status === 401 || trouble.status === 403
      ? 'It refuses the user or the password.'
      : trouble.status === 404
        ? 'There is no REST interface (ARI) at this address. Is it switched on in ari.conf and http.conf?'
        : `It answered with ${trouble.status}.`
  const code = trouble instanceof Error && 'code' in trouble ? String(trouble.code) : ''
  if (code === 'ECONNREFUSED') return 'Nobody listens at this address.'
  if (/CERT|TLS|SELF_SIGNED/.test(code)) return 'Its certificate is not valid for this name.'
  return 'It does not answer.'
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
