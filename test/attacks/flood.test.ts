import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCase, promise } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import { ask, type Caller } from '#test/ask.ts'
import { aDesk } from '#test/desk.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { handInMail } from '#test/hand-in-mail.ts'
import { aMail } from '#test/mail.ts'
import { sayRaw } from '#test/say-raw.ts'
import { untilSettled } from '#test/until-settled.ts'
import { answering, expectAnswers, sessionsOf } from './attacked-desk.ts'

// More than anybody can answer, and slower than anybody can wait: the desk goes on for everybody else.

let desk: DeskProcess
let admin: Caller

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  admin = { url: desk.url, token: await desk.token('admin') }
}, 60_000)

afterAll(() => desk.remove(), 60_000)

const get = (path: string, headers: Record<string, string> = {}) => fetch(desk.url + path, { headers })

/** So many at once, and how each was answered. */
const flood = (times: number, asked: (n: number) => Promise<Response>) =>
  Promise.all(
    Array.from({ length: times }, async (_, n) => {
      const response = await asked(n)
      return { status: response.status, headers: response.headers, text: await response.text() }
    }),
  )

const statuses = (answers: readonly { status: number }[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status }) => status)
      .entries()
      .map(([status, same]) => [status, same.length]),
  )

test('whoever floods a page is told when to come back, in a sentence; who comes from elsewhere notices nothing', async () => {
  const answers = await flood(440, (n) => get(`/s/${n}`, { 'x-forwarded-for': '198.51.100.7' }))
  const refused = answers.find(({ status }) => status === 429)
  expect(statuses(answers)[429]).toBeGreaterThan(10)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await get('/s/none', { 'x-forwarded-for': '198.51.100.8' })).status).toBe(404)

  const asked = await flood(440, () => get('/api/welcome', { 'x-forwarded-for': '198.51.100.9' }))
  expect(asked.find(({ status }) => status === 429)?.text).toMatch(
    /"detail":"Too much .* Try again in .*second/,
  )
}, 30_000)

test('a hammer at the same address, with passes that are none, locks no colleague out and keeps none from coming', async () => {
  const here = { 'x-forwarded-for': '198.51.100.20' }
  const known = { authorization: `Bearer ${admin.token}`, ...here }
  expect((await get('/api/me', known)).status).toBe(200)

  const bad = await flood(500, () =>
    get('/api/me', {
      authorization: `Bearer eh_${randomBytes(16).toString('hex')}_${'x'.repeat(43)}`,
      ...here,
    }),
  )
  expect(statuses(bad)).toMatchObject({ 401: expect.any(Number), 429: expect.any(Number) })

  expect((await get('/api/me', known)).status).toBe(200)
  const other = await desk.token('agent')
  expect((await get('/api/me', { authorization: `Bearer ${other}`, ...here })).status).toBe(200)
}, 30_000)

const tryIn = (address: string, cookie: string, signal?: AbortSignal) =>
  fetch(`${desk.url}/api/sessions/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, cookie },
    body: JSON.stringify({ email: 'nobody@aldera.example', password: 'not the password' }),
    ...(signal && { signal }),
  })

test('a hammer at the way in that says to be another device each time keeps nobody else from it', async () => {
  const enough = new AbortController()
  const isRefused = Promise.withResolvers<void>()
  const hammer = Array.from({ length: 260 }, async (_, n) => {
    const { status } = await tryIn('198.51.100.30', `evenhand-device-${n}=made.up`, enough.signal)
    if (status === 429) isRefused.resolve()
  })
  await isRefused.promise

  expect((await tryIn('198.51.100.31', '')).status).toBe(401)
  enough.abort()
  await Promise.allSettled(hammer)
}, 30_000)

test('a colleague whose browser asks without rest is slowed down, and the next desk is not', async () => {
  const small = await aDesk()
  const { url } = await answering(small)
  const { agent, lead } = await sessionsOf(small, 'busy')
  const me = (cookie: string) => fetch(`${url}/api/me`, { headers: { cookie } })

  const answers = await flood(1200, () => me(agent))

  expect(statuses(answers)).toMatchObject({ 200: expect.any(Number), 429: expect.any(Number) })
  expect((await me(lead)).status).toBe(200)
}, 30_000)

test('a flood of strangers from everywhere stops no clock', async () => {
  const { caseId = '' } = await ask(admin, postItem, {
    channel: 'web',
    externalId: 'timed',
    at: '2026-11-23T09:00:00Z',
    from: { email: 'ada@customers.example' },
    body: 'The lid is bent.',
  })
  const { seq, owner } = await ask(admin, openCase, { caseId })
  const dueAt = Temporal.Now.instant().add({ milliseconds: 2500 }).round('millisecond')
  await ask(admin, promise, {
    caseId,
    what: 'A call.',
    by: owner.id,
    dueAt: dueAt.toString(),
    seq,
    key: 'timed',
  })

  let asked = 0
  const until = performance.now() + 4500
  const stranger = async () => {
    while (performance.now() < until) {
      asked += 1
      const address = `203.0.${asked % 200}.${asked % 250}`
      const path = asked % 3 === 0 ? '/f/none' : `/s/${randomBytes(32).toString('base64url')}`
      await get(path, { 'x-forwarded-for': address }).then((response) => response.arrayBuffer())
    }
  }
  await Promise.all(Array.from({ length: 150 }, stranger))
  expect(asked).toBeGreaterThan(150)

  const { events } = await ask(admin, openCase, { caseId })
  const broken = events.find(({ type }) => type === 'promise-broken')
  expect(broken && dueAt.until(broken.at).total('milliseconds')).toBeLessThan(2000)
}, 30_000)

/** Connections that say something slowly, or nothing. */
async function slowOnes(port: number, times: number, says: string, localAddress = '127.0.0.1') {
  const sockets: Socket[] = []
  for (let n = 0; n < times; n++) {
    const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined)
    await once(socket, 'connect')
    socket.resume().write(says)
    sockets.push(socket)
  }
  return { sockets, end: () => sockets.forEach((socket) => socket.destroy()) }
}

test('four hundred who never finish their question keep nobody from an answer', async () => {
  const port = Number(new URL(desk.url).port)
  const heads = await slowOnes(port, 200, 'GET /api/me HTTP/1.1\r\nhost: x\r\nx-slow: ')
  const bodies = await slowOnes(
    port,
    200,
    'POST /f/none HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n--b\r\n',
  )
  await expectAnswers(desk.url)
  expect((await get('/f/none')).status).toBe(404)
  expect((await get('/api/cases', { authorization: `Bearer ${admin.token}` })).status).toBe(200)
  heads.end()
  bodies.end()
}, 30_000)

test('mail comes in while somebody holds every connection that one address is given', async () => {
  const silent = await slowOnes(desk.smtpPort, 80, '', '127.0.0.2')
  const before = await untilSettled(admin)
  await handInMail(desk, aMail({ messageId: 'in-spite@example.org', body: 'The kettle leaks.' }))
  expect((await untilSettled(admin)).items).toBe(before.items + 1)
  const turnedAway = () => silent.sockets.filter(({ closed }) => closed).length
  await expect.poll(turnedAway, { timeout: 5000 }).toBeGreaterThan(20)
  expect(turnedAway()).toBeLessThan(40)
  silent.end()
}, 30_000)

test('a body without end is cut off, and a head without end is not read', async () => {
  const head = `POST /api/items HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${admin.token}\r\ncontent-type: application/json`
  const piece = `10000\r\n${' '.repeat(0x10000)}\r\n`
  const endless = `${head}\r\ntransfer-encoding: chunked\r\n\r\n${piece.repeat(100)}`
  // Cut while it still speaks, a sender may not hear why.
  expect(await sayRaw(desk, endless).catch(() => 'cut')).toMatch(/^HTTP\/1\.1 413 |^cut$/)
  const long = await get('/health/live', { 'x-long': 'x'.repeat(60_000) }).catch(() => null)
  expect(long?.status ?? 431).toBe(431)
  await expectAnswers(desk.url)
}, 20_000)

test('the desk has not once complained of itself', () => {
  expect(desk.said.filter((line) => line.includes('fault'))).toEqual([])
})
