import PostalMime from 'postal-mime'
import { createServer } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '#test/peers/loopback.ts'
import { startReceivingServer, type Behaviour } from '#test/peers/receiving-server.ts'
import type { SendOutcome } from '../channel.ts'
import { composeReply } from './compose.ts'
import { sendMail, type Sending } from './send.ts'
import { tryRelay } from './try-relay.ts'

const relay = await startReceivingServer()
const login = { user: 'desk', password: 'hush hush' }
const guarded = await startReceivingServer({ login })
const shy = await startReceivingServer({ login, startTls: true })
afterAll(async () => {
  await Promise.all([relay.close(), guarded.close(), shy.close()])
})
beforeEach(() => {
  for (const server of [relay, guarded, shy]) {
    server.behave({ does: 'accept' })
    server.accepted.length = 0
  }
})

const bytes = await composeReply({
  from: { address: 'desk@aldera.example' },
  to: { address: 'ada@example.org' },
  subject: 'My parcel',
  text: 'It is on its way.\n.\n..and a dot\n',
  messageId: 'one@aldera.example',
  references: [],
  date: Temporal.Instant.from('2026-11-23T09:00:00Z'),
  caseNumber: 7,
})

const patience = (silence: string) => ({
  connect: Temporal.Duration.from('PT10S'),
  greeting: Temporal.Duration.from('PT10S'),
  silence: Temporal.Duration.from(silence),
})

/** Sends the reply once, and tells how it ended and how often the desk had marked it as in doubt by then. */
async function send(settings: Partial<Sending> = {}) {
  let marked = 0
  const ended = await sendMail({
    relayUrl: relay.url,
    envelope: { from: 'desk@aldera.example', to: 'ada@example.org' },
    bytes,
    beforeData: async () => {
      marked += 1
    },
    timeouts: patience('PT10S'),
    ...settings,
  })
  return { ...ended, marked }
}

test('a reply that the relay takes is sent, as it was written', async () => {
  const ended = await send()

  expect(ended).toEqual({ outcome: 'sent', marked: 1 })
  expect(relay.accepted).toHaveLength(1)
  const arrived = await PostalMime.parse(relay.accepted[0]?.bytes ?? '')
  expect(arrived.text).toBe('It is on its way.\n.\n..and a dot\n')
  expect(Buffer.from(relay.accepted[0]?.bytes ?? []).equals(bytes)).toBe(true)
})

test('not a byte of a reply leaves before the desk has marked it', async () => {
  const told: string[] = []
  const ended = await send({
    beforeData: async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      told.push(`marked, the relay has ${relay.accepted.length}`)
    },
  })

  expect([...told, ended.outcome, relay.accepted.length]).toEqual(['marked, the relay has 0', 'sent', 1])
})

test('a reply that the desk cannot mark is not sent', async () => {
  const sending = send({ beforeData: () => Promise.reject(new Error('the database is away')) })

  await expect(sending).rejects.toThrow('the database is away')
  await send()
  expect(relay.accepted).toHaveLength(1)
})

type Row = {
  when: string
  behaviour: Behaviour
  outcome: SendOutcome['outcome']
  marked: number
  arrived: number
}

const rows: Row[] = [
  ...(['greeting', 'mail', 'rcpt', 'data'] as const).flatMap((at): Row[] => [
    {
      when: `it is put off at ${at}`,
      behaviour: { does: 'refuse', at, code: 451 },
      outcome: 'try-later',
      marked: 0,
      arrived: 0,
    },
    {
      when: `the connection is lost at ${at}`,
      behaviour: { does: 'drop', at },
      outcome: 'try-later',
      marked: 0,
      arrived: 0,
    },
  ]),
  ...(['mail', 'rcpt', 'data'] as const).map((at): Row => ({
    when: `it is refused at ${at}`,
    behaviour: { does: 'refuse', at, code: 550 },
    outcome: 'refused',
    marked: 0,
    arrived: 0,
  })),
  {
    when: 'the relay wants to be signed in to, or spoken to under TLS, first',
    behaviour: { does: 'refuse', at: 'mail', code: 530 },
    outcome: 'try-later',
    marked: 0,
    arrived: 0,
  },
  {
    when: 'the relay greets with a refusal of everybody',
    behaviour: { does: 'refuse', at: 'greeting', code: 554 },
    outcome: 'try-later',
    marked: 0,
    arrived: 0,
  },
  {
    when: 'the relay goes silent before the content',
    behaviour: { does: 'delay', at: 'data', by: Temporal.Duration.from('PT1.5S') },
    outcome: 'try-later',
    marked: 0,
    arrived: 0,
  },
  {
    when: 'the final dot is put off',
    behaviour: { does: 'refuse', at: 'content', code: 452 },
    outcome: 'try-later',
    marked: 1,
    arrived: 0,
  },
  {
    when: 'the relay closes down at the final dot',
    behaviour: { does: 'refuse', at: 'content', code: 421 },
    outcome: 'try-later',
    marked: 1,
    arrived: 0,
  },
  {
    when: 'the final dot is refused',
    behaviour: { does: 'refuse', at: 'content', code: 554 },
    outcome: 'refused',
    marked: 1,
    arrived: 0,
  },
  {
    when: 'the connection is lost inside the content',
    behaviour: { does: 'drop-inside-content' },
    outcome: 'in-doubt',
    marked: 1,
    arrived: 0,
  },
  {
    when: 'the connection is lost after the content, which was thrown away',
    behaviour: { does: 'drop', at: 'content' },
    outcome: 'in-doubt',
    marked: 1,
    arrived: 0,
  },
  {
    when: 'the connection is lost after the content, which was taken',
    behaviour: { does: 'drop', at: 'content', accepting: true },
    outcome: 'in-doubt',
    marked: 1,
    arrived: 1,
  },
  {
    when: 'the relay goes silent after the content',
    behaviour: { does: 'delay', at: 'content', by: Temporal.Duration.from('PT1.5S') },
    outcome: 'in-doubt',
    marked: 1,
    arrived: 1,
  },
]

test.for(rows)('when $when, the reply is $outcome', async ({ behaviour, outcome, marked, arrived }) => {
  relay.behave(behaviour)

  const ended = await send(behaviour.does === 'delay' ? { timeouts: patience('PT0.7S') } : {})

  expect({ outcome: ended.outcome, marked: ended.marked }).toEqual({ outcome, marked })
  await expect.poll(() => relay.accepted.length).toBe(arrived)
})

test('a relay that is lost while the desk marks the reply has not got it, and the mark comes first', async () => {
  const happened: string[] = []
  const ended = await send({
    timeouts: patience('PT0.7S'),
    beforeData: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      happened.push('marked')
    },
  })
  happened.push(ended.outcome)

  expect(happened).toEqual(['marked', 'try-later'])
  expect(relay.accepted).toHaveLength(0)
})

test('a relay that nobody answers for is tried later', async () => {
  const ended = await send({ relayUrl: `smtp://127.0.0.1:${await freePort()}` })

  expect(ended).toEqual({
    outcome: 'try-later',
    because: 'Nobody answers at the relay. It is tried again by itself.',
    marked: 0,
  })
})

test.for([
  { at: 'its greeting', outcome: 'try-later', marked: 0 },
  { at: 'the content', outcome: 'in-doubt', marked: 1 },
])('a relay that comes to no end at $at is left in time', async ({ at, outcome, marked }) => {
  const babbler = createServer((socket) => {
    const babble = (code: number) => {
      const more = setInterval(() => socket.write(`${code}-one moment\r\n`), 50)
      socket.on('close', () => clearInterval(more)).on('error', () => undefined)
    }
    if (at === 'its greeting') return babble(220)
    socket.write('220 babbler\r\n')
    socket.on('data', (chunk) => {
      const said = String(chunk)
      if (said.startsWith('DATA')) socket.write('354 Go on\r\n')
      else if (said.endsWith('\r\n.\r\n')) babble(250)
      else if (/^(?:EHLO|MAIL|RCPT)/.test(said)) socket.write('250 babbler\r\n')
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => babbler.listen(port, '127.0.0.1', resolve))

  const timeouts = { ...patience('PT10S'), whole: Temporal.Duration.from('PT1S') }
  const ended = await send({ relayUrl: `smtp://127.0.0.1:${port}`, timeouts })
  babbler.close()

  expect(ended).toMatchObject({ outcome, marked })
})

test('the relay is told who we are', async () => {
  const ended = await send({ relayUrl: `smtp://desk:hush%20hush@127.0.0.1:${guarded.port}` })

  expect(ended.outcome).toBe('sent')
})

test('a relay of this machine that wants STARTTLS first gets it', async () => {
  const ended = await send({ relayUrl: `smtp://desk:hush%20hush@127.0.0.1:${shy.port}` })

  expect(ended.outcome).toBe('sent')
})

const tried = async (port: number) => {
  const { says } = await tryRelay({
    host: '127.0.0.1',
    address: '127.0.0.1',
    port,
    secure: false,
    user: 'desk',
    password: 'hush hush',
  })
  return says
}

test('a relay is tried as it is used: under STARTTLS, and it is said where none is offered', async () => {
  expect(await tried(shy.port)).toBe('Signed in at 127.0.0.1.')
  expect(await tried(guarded.port)).toContain('in the clear: it offers no STARTTLS')
})

test.for([530, 538])('a relay that wants TLS first (%i) is not told as a wrong password', async (code) => {
  guarded.behave({ does: 'refuse', at: 'login', code })

  expect(await tried(guarded.port)).toContain('before the connection is encrypted')
})

test('a wrong password is told without telling it', async () => {
  const ended = await send({ relayUrl: `smtp://desk:wr0ng%21@127.0.0.1:${guarded.port}` })

  expect(ended).toMatchObject({ outcome: 'try-later', marked: 0, because: expect.stringContaining('535') })
})

test('a relay that repeats the password does not carry it any further', async () => {
  const parrot = createServer((socket) => {
    socket.write('220 parrot\r\n')
    socket.on('data', (chunk) => {
      const said = String(chunk).trim()
      socket.write(
        said.startsWith('EHLO')
          ? '250-parrot\r\n250 AUTH PLAIN\r\n'
          : `454 You said ${said} or hush hush\r\n`,
      )
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => parrot.listen(port, '127.0.0.1', resolve))

  const ended = await send({ relayUrl: `smtp://desk:hush%20hush@127.0.0.1:${port}` })
  parrot.close()

  expect(ended).toMatchObject({
    outcome: 'try-later',
    because: 'The relay did not take the mail: 454 You said AUTH PLAIN … or …',
  })
})

test.for([
  'smtp//desk:hush@mail.example',
  'https://desk:hush@mail.example',
  'smtp://desk:hush%ZZ@mail.example',
  '',
])('a relay address that cannot be read is refused without repeating it: %s', async (relayUrl) => {
  const refusal = await send({ relayUrl }).catch((error: unknown) => error)

  expect(refusal).toMatchObject({ name: 'Refusal', code: 'invalid' })
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain('hush')
})

test('an address that cannot be written to is refused', async () => {
  const ended = await send({ envelope: { from: 'desk@aldera.example', to: 'ada@example.org>\r\nDATA' } })

  expect(ended).toMatchObject({ outcome: 'refused', marked: 0 })
})
