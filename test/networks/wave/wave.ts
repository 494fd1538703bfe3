import { z } from 'zod'
import type { SendOutcome, Understanding } from '#server/channels/channel.ts'
import {
  NetworkTrouble,
  type Line,
  type Network,
  type Observation,
  type PostState,
} from '#server/channels/network.ts'

// Wave is no real network: it is the test's own, made up to show that a network is one folder, and it is not like Bluesky. Its
// posts have numbers, it knows no post by a key of ours (so a lost answer is in doubt), and it has no app passwords but a token.

const Wavelet = z.object({
  number: z.int(),
  by: z.object({ id: z.string(), handle: z.string(), name: z.string() }),
  words: z.string(),
  answers: z.int().nullable(),
  at: z.iso.datetime(),
})
const Wavelets = z.array(Wavelet)
const Account = z.object({ id: z.string(), handle: z.string(), followers: z.int() })
const States = z.array(z.object({ number: z.int(), words: z.string().nullable() }))

const keyOf = (number: number) => `wave:${number}`
const numberOf = (key: string) => Number(key.replace('wave:', ''))

/** Asks the server, and tells its troubles in words. */
async function askWave(line: Line, path: string, body?: unknown): Promise<unknown> {
  const { status, text, header } = await line.ask(new URL(path, line.settings['server']), {
    headers: { authorization: `Bearer ${line.secret}` },
    ...(body !== undefined && { method: 'POST' as const, body: JSON.stringify(body) }),
  })
  if (status === 401) throw new NetworkTrouble('Wave does not let us in: the token is wrong.')
  if (status === 429)
    throw new NetworkTrouble(
      'Wave asks for a pause.',
      line.now().add({ seconds: Number(header('retry-after')) }),
    )
  if (status !== 200) throw new NetworkTrouble('Wave has a fault of its own at the moment.')
  return JSON.parse(text)
}

function understand(raw: unknown, own: readonly string[]): Understanding {
  const { success, data } = Wavelet.safeParse(raw)
  if (!success)
    return { kind: 'not-understood', because: 'Wave tells of a post in a way that this desk does not know.' }
  const message = {
    from: {
      kind: 'handle' as const,
      network: 'wave',
      address: data.by.handle,
      id: data.by.id,
      name: data.by.name,
    },
    subject: '',
    text: data.words,
    keys: [keyOf(data.number)],
    repliesTo: data.answers === null ? [] : [keyOf(data.answers)],
    sentAt: Temporal.Instant.from(data.at),
    to: [],
    attachments: [],
    isPublic: true,
    post: { key: keyOf(data.number), url: null },
  }
  return own.includes(data.by.id)
    ? { kind: 'set-aside', because: 'loop', message }
    : { kind: 'message', message }
}

/** The network Wave. */
export const network: Network = {
  name: 'wave',
  title: 'Wave',
  channel: 'social',
  asks: [
    { name: 'server', label: { en: 'Server', de: 'Server' } },
    { name: 'token', label: { en: 'Token', de: 'Token' }, isSecret: true },
  ],
  room: { characters: 120, bytes: 1000 },
  mostParts: 1,
  every: Temporal.Duration.from({ seconds: 5 }),
  async signIn(line) {
    const { id, handle } = Account.parse(await askWave(line, '/me'))
    return { id, handle, url: null }
  },
  async read(line, cursor) {
    const after = z.int().catch(0).parse(cursor)
    const waves = Wavelets.parse(await askWave(line, `/to-me?after=${after}`))
    return {
      posts: waves.map((wave) => ({
        externalId: String(wave.number),
        at: Temporal.Instant.from(wave.at),
        raw: wave,
        glimpse: { handle: wave.by.handle, name: wave.by.name, text: wave.words },
      })),
      cursor: Math.max(after, ...waves.map(({ number }) => number)),
      hasMore: false,
    }
  },
  understand,
  // It gives the numbers itself: what answers a post of ours is known by whom and what it answers before.
  keysOf: ({ id }) => [`wave:ours:${id}`],
  async send(line, { posts, answers, enterDoubt }): Promise<SendOutcome> {
    try {
      await askWave(line, '/me')
    } catch (trouble) {
      return { outcome: 'try-later', because: trouble instanceof Error ? trouble.message : '' }
    }
    await enterDoubt()
    try {
      await askWave(line, '/waves', { words: posts[0]?.text, answers: numberOf(answers) })
      return { outcome: 'sent' }
    } catch {
      return { outcome: 'in-doubt', because: 'Wave took the post and did not say what became of it.' }
    }
  },
  async recheck(line, keys): Promise<PostState[]> {
    const states = States.parse(await askWave(line, `/states?of=${keys.map(numberOf).join()}`))
    return states.map(({ number, words }) =>
      words === null
        ? { key: keyOf(number), state: 'deleted' }
        : { key: keyOf(number), state: 'there', text: words },
    )
  },
  async look(line, ids): Promise<Observation[]> {
    const accounts = z.array(Account).parse(await askWave(line, `/accounts?ids=${ids.join()}`))
    return accounts.map(({ id, handle, followers }) => ({ id, handle, followers }))
  },
  urlOf: () => null,
}
