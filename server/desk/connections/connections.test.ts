import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMailHost } from '#server/channels/email/mail-host.ts'
import { markSample } from '#server/store/organisations.ts'
import { sendDueReplies } from '#server/work/send-replies.ts'
import { readMailboxes, type Reading } from '#server/work/read-mailboxes.ts'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { startDovecot, type Dovecot } from '#test/peers/dovecot.ts'
import { startReceivingServer, type ReceivingServer } from '#test/peers/receiving-server.ts'
import { addMailbox, changeMailbox } from './add-mailbox.ts'
import { endConnection, makeDefault } from './end-connection.ts'
import { gaugeDesk } from '../gauge-desk.ts'
import { noteHealth } from './note-health.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showConnections } from './show-connections.ts'
import { testConnection } from './test-connection.ts'

// Mailboxes and relays on real servers: Dovecot, and a relay that lets one user in.

let dovecot: Dovecot
let relay: ReceivingServer
const login = { user: 'help@aldera.example', password: 'p@ss/w:rd ü' }

beforeAll(async () => {
  dovecot = await startDovecot()
  relay = await startReceivingServer({ login })
}, 30_000)

afterAll(async () => {
  await dovecot.stop()
  await relay.close()
})

let keys = 0
const key = () => `key-${++keys}`

const imapOf = (name: string) => ({ ...dovecot.imap, ...dovecot.user(name), secure: false, mailbox: 'INBOX' })
const way = () => ({ host: '127.0.0.1', port: relay.port, secure: false, ...login })

test('a mailbox and a relay that work are told step by step', async () => {
  const desk = await aDesk()
  const tried = await testConnection(desk, desk.admin, { imap: imapOf('ada'), relay: way() })
  expect(tried.works).toBe(true)
  expect(tried.steps.map(({ step, says }) => `${step}: ${says}`)).toEqual([
    'imap-server: 127.0.0.1 is known.',
    'imap-sign-in: Signed in at 127.0.0.1, in the clear: it offers no STARTTLS, and what is said to it stays on this machine.',
    'imap-folder: The folder INBOX holds 0 mails.',
    'relay-server: 127.0.0.1 is known.',
    'relay-sign-in: Signed in at 127.0.0.1, in the clear: it offers no STARTTLS, and what is said to it stays on this machine.',
  ])
})

test.each([
  [
    'a wrong password',
    { password: 'secret-but-wrong' },
    'imap-sign-in',
    'the user name or the password is wrong',
  ],
  ['a folder that is not there', { mailbox: 'Nowhere' }, 'imap-folder', 'no such mailbox'],
  ['a port at which nobody answers', { port: 1 }, 'imap-sign-in', 'Nobody answers'],
  ['a TLS port at which nobody answers', { port: 1, secure: true }, 'imap-sign-in', 'Nobody answers'],
  ['a name that nobody has', { host: 'no.such.host.invalid' }, 'imap-server', 'not known'],
])('%s is said in words, and no secret is said again', async (_, wrong, step, words) => {
  const desk = await aDesk()
  const { steps, works } = await testConnection(desk, desk.admin, {
    imap: { ...imapOf('ada'), ...wrong },
    relay: null,
  })
  expect(works).toBe(false)
  const failed = steps.find(({ state }) => state === 'fails')
  expect(failed?.step).toBe(step)
  expect(failed?.says).toContain(words)
  expect(JSON.stringify(steps)).not.toContain('secret-but-wrong')
})

test('a relay that lets us not in, and one that nobody can sign in to, say so', async () => {
  const desk = await aDesk()
  const wrong = { ...way(), password: 'secret-but-wrong' }
  const { steps } = await testConnection(desk, desk.admin, { imap: null, relay: wrong })
  expect(steps).toMatchObject([
    { step: 'relay-server', state: 'works' },
    { step: 'relay-sign-in', state: 'fails' },
  ])
  expect(steps[1]?.says).toContain('the user name or the password is wrong')
  const open = await startReceivingServer()
  const there = await testConnection(desk, desk.admin, { imap: null, relay: { ...way(), port: open.port } })
  expect(there.steps[1]?.says).toContain('does not let anybody sign in')
  await open.close()
})

const world = { loopback: false, trusted: [] }
test.each([
  ['169.254.169.254', 993, 'addresses of this kind'],
  ['[fd00:ec2::254]', 993, 'addresses of this kind'],
  ['::ffff:169.254.169.254', 993, 'addresses of this kind'],
  ['0.0.0.0', 993, 'addresses of this kind'],
  ['localhost', 993, 'the machine that it runs on'],
  ['::ffff:127.0.0.1', 993, 'the machine that it runs on'],
  ['203.0.113.9', 6379, '143 and 993; 6379 is refused'],
])('the desk does not connect to %s at port %i', async (host, port, words) => {
  const found = await findMailHost({ host, port, kind: 'imap' }, world)
  expect(found).toMatchObject({ address: null, because: expect.stringContaining(words) })
  const trusting = await findMailHost({ host, port, kind: 'imap' }, { ...world, trusted: [host] })
  expect(trusting.address).not.toBeNull()
})

test('what may not be connected is not saved either', async () => {
  const desk = await aDesk()
  const mailbox = { name: 'Help', address: `${desk.org}@aldera.test` }
  await expect(
    addMailbox(desk, desk.admin, { ...mailbox, imap: { ...imapOf('ada'), host: '169.254.169.254' } }),
  ).rejects.toThrow('addresses of this kind')
})

test('a kept password serves to change a mailbox, and goes to no other server', async () => {
  const desk = await aDesk()
  const mailbox = { name: 'Help', address: `${desk.org}@aldera.test`, team: null }
  const added = await addMailbox(desk, desk.admin, { ...mailbox, imap: imapOf('kept'), relay: way() })
  expect(JSON.stringify(added)).not.toContain(login.password)
  const { password: _, ...kept } = imapOf('kept')
  const { password: __, ...keptWay } = way()
  const change = { ...mailbox, connectionId: added.id, imap: kept, relay: keptWay }
  expect(await changeMailbox(desk, desk.admin, { ...change, name: 'Support', key: key() })).toMatchObject({
    name: 'Support',
  })
  expect((await testConnection(desk, desk.admin, change)).works).toBe(true)
  const elsewhere = { ...change, imap: { ...kept, host: 'localhost' } }
  await expect(changeMailbox(desk, desk.admin, { ...elsewhere, key: key() })).rejects.toThrow(
    'Type the one for',
  )
  await expect(testConnection(desk, desk.admin, elsewhere)).rejects.toThrow('Type the one for')
})

test('one address is not claimed twice, and is free again when its connection has ended', async () => {
  const desk = await aDesk()
  const mailbox = { name: 'Help', address: `${desk.org}@aldera.test` }
  const first = await addMailbox(desk, desk.admin, mailbox)
  await expect(addMailbox(desk, desk.admin, mailbox)).rejects.toThrow('Another connection has this address')
  await makeDefault(desk, desk.admin, { connectionId: first.id, key: key() })
  await expect(endConnection(desk, desk.admin, { connectionId: first.id, key: key() })).rejects.toThrow(
    'Let another connection do that first',
  )
  const { connections } = await showConnections(desk, desk.admin)
  const other = connections.find(({ id }) => id !== first.id)
  await makeDefault(desk, desk.admin, { connectionId: other?.id ?? '', key: key() })
  const ended = await endConnection(desk, desk.admin, { connectionId: first.id, key: key() })
  expect(ended).toMatchObject({ imap: null, relay: null, isDefault: false })
  expect(ended.endedAt).not.toBeNull()
  expect((await addMailbox(desk, desk.admin, mailbox)).id).not.toBe(first.id)
})

const deliver = (to: string, subject: string) =>
  createTransport({ ...dovecot.lmtp, lmtp: true, ignoreTLS: true }).sendMail({
    from: 'ada@customers.example',
    to: `${to}@aldera.test`,
    subject,
    text: 'Water runs out of the drum.',
  })

const itemsAt = async (desk: TestDesk) => {
  const { connections } = await showConnections(desk, desk.admin)
  return connections.find(({ imap }) => imap !== null)
}

test('a mailbox that is changed is read by its new settings, and one that has ended is not read on', async () => {
  const desk = await aDeskAlone()
  const ending = new AbortController()
  const running = { ...desk, ending: ending.signal }
  const mailbox = { name: 'Help', address: `${desk.org}@aldera.test`, team: null }
  const wrong = { ...imapOf('changing'), password: 'wrong' }
  const { id } = await addMailbox(desk, desk.admin, { ...mailbox, imap: wrong })
  const reading = new Map<string, Reading>()
  await readMailboxes(running, reading)
  await expect.poll(async () => (await itemsAt(desk))?.health?.because ?? '').toContain('password is wrong')

  await changeMailbox(desk, desk.admin, {
    ...mailbox,
    connectionId: id,
    imap: imapOf('changing'),
    relay: null,
    key: key(),
  })
  await deliver('changing', 'The drum')
  const look = async () => {
    await readMailboxes(running, reading)
    return itemsAt(desk)
  }
  await expect.poll(look, { timeout: 10_000 }).toMatchObject({
    health: { state: 'connected' },
    lastItemAt: desk.now().toString(),
  })

  const end = { connectionId: id, key: key() }
  await endConnection(desk, desk.admin, end)
  await expect
    .poll(async () => (await readMailboxes(running, reading), reading.size), { timeout: 10_000 })
    .toBe(0)
  ending.abort()
})

test('a reply leaves by the relay of its own connection, also where the desk has none', async () => {
  const desk = await aDesk()
  const address = `${desk.org}@aldera.test`
  const { id } = await addMailbox(desk, desk.admin, { name: 'Help', address, relay: way() })
  await makeDefault(desk, desk.admin, { connectionId: id, key: key() })
  const { caseId } = await desk.take()
  await sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'We will come tomorrow.',
    visibility: 'private',
    asks: false,
  })
  desk.wait('PT1M')
  await sendDueReplies(desk, { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 7 })
  expect(relay.accepted.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: address, to: ['ada@example.org'] },
  ])
})

/** The same desk, at which the names of its mail servers lead by now to what it may not connect. */
const ledElsewhere = (desk: TestDesk): TestDesk => ({
  ...desk,
  place: { ...desk.place, host: 'desk.aldera.example' },
})

test('in a sample company nothing leaves the house, whatever relay its connection has', async () => {
  const desk = await aDesk()
  const address = `${desk.org}@aldera.test`
  const { id } = await addMailbox(desk, desk.admin, { name: 'Help', address, relay: way() })
  await makeDefault(desk, desk.admin, { connectionId: id, key: key() })
  await desk.db.asOwner((tx) => markSample(tx, desk.org, 'administrator'))
  const { caseId } = await desk.take()
  const reply = { body: 'We will come tomorrow.', visibility: 'private', asks: false } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  desk.wait('PT1M')
  const before = relay.accepted.length
  await sendDueReplies(desk, { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 7 })
  expect(relay.accepted).toHaveLength(before)
})

test('while a relay is dead, its connection says how many replies wait, since when and why', async () => {
  const desk = await aDesk()
  const nobody = { ...way(), port: 1 }
  const { id } = await addMailbox(desk, desk.admin, {
    name: 'Help',
    address: `${desk.org}@aldera.test`,
    relay: nobody,
  })
  await makeDefault(desk, desk.admin, { connectionId: id, key: key() })
  const { caseId } = await desk.take()
  const reply = { body: 'We will come tomorrow.', visibility: 'private', asks: false } as const
  const since = desk.now().toString()
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  const stuck = async () =>
    (await showConnections(desk, desk.admin)).connections.find((one) => one.id === id)?.stuck
  expect(await stuck()).toBeNull()
  desk.wait('PT1M')
  await sendDueReplies(desk, { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 7 })
  const because = 'Nobody answers at the relay. It is tried again by itself.'
  expect(await stuck()).toEqual({ count: 1, since, because })
})

test('a mailbox that goes and comes back is told of once each, and counted while it is away', async () => {
  const desk = await aDeskAlone()
  const imap = { ...imapOf('turning'), password: 'secret' }
  const { id } = await addMailbox(desk, desk.admin, { name: 'Help', address: 'help@aldera.test', imap })
  const say = (state: 'connected' | 'waiting', because: string | null = null) =>
    noteHealth(desk, desk.org, id, { state, since: desk.now(), because })
  const away = async () => (await gaugeDesk(desk))['connections_away']
  await say('connected')
  expect(await away()).toBe(0)
  await say('waiting', 'The connection to the mail server was lost.')
  await say('waiting', 'Nobody answers at the address of the mail server.')
  expect(await away()).toBe(1)
  await say('connected')
  expect(await away()).toBe(0)
  expect(desk.turns).toEqual([
    { connection: id, away: null },
    { connection: id, away: 'The connection to the mail server was lost.' },
    { connection: id, away: null },
  ])
})

test('a connection brings cases to no team that there is not', async () => {
  const desk = await aDesk()
  const mailbox = { name: 'Help', address: `${desk.org}@aldera.test`, team: 'bills' }
  await expect(addMailbox(desk, desk.admin, mailbox)).rejects.toThrow('There is no team "bills".')
})

test('a mailbox whose name leads to this machine by now is not connected, and it is said why', async () => {
  const desk = await aDeskAlone()
  const ending = new AbortController()
  const mailbox = { name: 'Help', address: `${desk.org}@aldera.test`, team: null }
  await addMailbox(desk, desk.admin, { ...mailbox, imap: imapOf('led') })
  await readMailboxes({ ...ledElsewhere(desk), ending: ending.signal }, new Map())
  await expect
    .poll(async () => (await itemsAt(desk))?.health?.because ?? '')
    .toBe('This desk does not connect to the machine that it runs on.')
  ending.abort()
})

test('a reply waits while the name of its relay leads to this machine', async () => {
  const desk = await aDesk()
  const address = `${desk.org}@aldera.test`
  const { id } = await addMailbox(desk, desk.admin, { name: 'Help', address, relay: way() })
  await makeDefault(desk, desk.admin, { connectionId: id, key: key() })
  const { caseId } = await desk.take()
  const reply = { body: 'We will come tomorrow.', visibility: 'private', asks: false } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  desk.wait('PT1M')
  const before = relay.accepted.length
  await sendDueReplies(ledElsewhere(desk), { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 7 })
  expect(relay.accepted).toHaveLength(before)
  expect(JSON.stringify(await desk.see(caseId))).toContain('does not connect to the machine')
})
