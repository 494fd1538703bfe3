import { randomUUID } from 'node:crypto'
import { network as wave } from './wave/wave.ts'
import { startWave } from './wave/wave-server.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { sql } from '#server/store/statement.ts'
import { anItem } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { layLine } from '#test/peers/cuttable-line.ts'
import { startAtNetwork } from './at-network.ts'
import type { AtPost } from './at-account.ts'
import { deskOnNetworks, type DeskOnNetwork } from './desk-on-network.ts'

/** A channel as its customers and its outages are, whichever it is: what the rules that all keep are tried with. */
export type ChannelRig = {
  desk: DeskOnNetwork
  /** The customer writes; what is answered is named by what was answered with before. */
  writes(words: string, answers?: Written): Promise<Written>
  /** The very same comes once more. */
  again(written: Written): Promise<void>
  /** Something of ours comes back to us. */
  ours(words: string): Promise<void>
  /** The desk looks at the channel, where it is one that is looked at. */
  look(): Promise<void>
  /** The way to the channel breaks, and is mended; and how the connection then is. None where things are handed to us. */
  line: { cut(): void; mend(): void; health(): Promise<{ state: string; because: string | null }> } | null
  /** What the desk may post in public; none where it posts nothing. */
  posts: {
    most: number
    secret: string
    below(written: Written): Promise<(string | null)[]>
    /** What is posted is taken, and the answer to it is lost; none where the network cannot be made to. */
    loseAnswers: (() => void) | null
  } | null
  /** The writer takes it back. None where that cannot be. */
  remove: ((written: Written) => Promise<void>) | null
  stop(): Promise<void>
}

/** What was written, as each channel names it. */
type Written = {
  words: string
  at?: AtPost
  number?: number
  mail?: { id: string; bytes: Buffer }
  item?: string
}

type Start = () => Promise<ChannelRig>

/** Every channel that there is a way to try, by what it is called. */
export const channelRigs: Readonly<Record<string, Start>> = {
  email: emailRig,
  'handed over': handedOverRig,
  bluesky: blueskyRig,
  wave: waveRig,
}

async function emailRig(): Promise<ChannelRig> {
  const desk = await deskOnNetworks()
  return {
    desk,
    async writes(words, answers) {
      const id = `${randomUUID()}@example.org`
      const inReplyTo = answers?.mail?.id
      const bytes = aMail({
        messageId: id,
        subject: '',
        body: words,
        ...(inReplyTo !== undefined && { inReplyTo }),
      })
      await deliver(desk, bytes)
      return { words, mail: { id, bytes } }
    },
    again: async ({ mail }) => {
      if (mail) await deliver(desk, mail.bytes)
    },
    ours: async (words) => {
      await deliver(desk, aMail({ body: words, headers: ['Auto-Submitted: auto-replied'] }))
    },
    look: async () => undefined,
    line: null,
    posts: null,
    remove: null,
    stop: () => desk.close(),
  }
}

async function handedOverRig(): Promise<ChannelRig> {
  const desk = await deskOnNetworks()
  const hand = async (words: string, externalId: string, answers?: string) => {
    const from = { handle: 'ada', network: 'elsewhere' }
    const item = anItem({ channel: 'social', externalId, from, body: words, public: true })
    await takeItem(desk, desk.admin, {
      ...item,
      subject: '',
      ...(answers !== undefined && { inReplyTo: answers }),
    })
  }
  return {
    desk,
    async writes(words, answers) {
      const item = randomUUID()
      await hand(words, item, answers?.item)
      return { words, item }
    },
    again: ({ words, item }) => hand(words, item ?? ''),
    // Whoever hands something over says what it is: nothing of ours comes back by itself.
    ours: async () => undefined,
    look: async () => undefined,
    line: null,
    posts: null,
    remove: null,
    stop: () => desk.close(),
  }
}

async function blueskyRig(): Promise<ChannelRig> {
  const network = await startAtNetwork()
  const desk = await deskOnNetworks()
  const [us, second, ada] = await Promise.all(
    ['aldera-care', 'aldera-news', 'ada-l'].map((name) => network.account(name)),
  )
  if (!us || !second || !ada) throw new Error('Accounts are made in their order.')
  const line = await layLine(Number(new URL(network.pds).port))
  const secret = await us.appPassword()
  const connection = await desk.connect('bluesky', { handle: us.handle, service: line.url }, secret)
  await desk.connect('bluesky', { handle: second.handle, service: network.pds }, await second.appPassword())
  const mention = (words: string) => `@${us.handle} ${words}`
  return {
    desk,
    async writes(words, answers) {
      const thread = answers?.at && { answers: { root: answers.at, parent: answers.at } }
      return { words, at: await ada.post(mention(words), { mentions: [us], ...thread }) }
    },
    // The list of what is new is read from where it was read before: everything in it comes once more.
    again: () => readAgain(desk, connection),
    ours: async (words) => {
      await second.post(mention(words), { mentions: [us] })
    },
    look: () => lookAt(desk, connection),
    line: { ...line, health: () => desk.look(connection) },
    posts: {
      most: 300,
      secret,
      // That an attempt is simply made again is tried in bluesky.test.ts.
      loseAnswers: null,
      below: async ({ at }) => (at ? (await ada.replies(at)).map(({ text }) => text) : []),
    },
    remove: async ({ at }) => {
      if (at) await ada.remove(at)
    },
    async stop() {
      await line.close()
      await network.stop()
      await desk.close()
    },
  }
}

async function waveRig(): Promise<ChannelRig> {
  const server = await startWave()
  const desk = await deskOnNetworks([wave])
  const line = await layLine(server.port)
  const connection = await desk.connect('wave', { server: line.url }, 'right')
  const ada = server.join('ada')
  return {
    desk,
    writes: async (words, answers) => ({ words, number: server.write(ada, words, answers?.number ?? null) }),
    again: () => readAgain(desk, connection),
    ours: async (words) => {
      server.write(server.us, words)
    },
    look: () => lookAt(desk, connection),
    line: { ...line, health: () => desk.look(connection) },
    posts: {
      most: 120,
      secret: 'right',
      below: async ({ number }) => server.below(number ?? 0),
      loseAnswers: server.loseAnswers,
    },
    remove: async ({ number }) => server.remove(number ?? 0),
    async stop() {
      await line.close()
      await server.stop()
      await desk.close()
    },
  }
}

async function lookAt(desk: DeskOnNetwork, connection: string) {
  await desk.db.asOwner((tx) =>
    tx.rows(sql`update posts set look_at = '2020-01-01' where look_at is not null`),
  )
  await desk.look(connection)
}

async function readAgain(desk: DeskOnNetwork, connection: string) {
  await desk.db.asOwner((tx) =>
    tx.rows(sql`update connections set cursor = null where id = $1`, [connection]),
  )
  await desk.look(connection)
}
