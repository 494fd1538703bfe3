import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCases, openCase, sendReply, writeNote } from '#contract/cases.ts'
import { addMailbox } from '#contract/connections.ts'
import { audit } from '#contract/desk.ts'
import { postItem } from '#contract/items.ts'
import { signInByPassword } from '#contract/accounts.ts'
import { ask, Refused, type Caller } from '#test/ask.ts'
import { restartDatabase } from '#test/black-hole/several.ts'
import type { DeskProcess } from '#test/desk-process.ts'
import { handInMail } from '#test/hand-in-mail.ts'
import { startDovecot, type Dovecot } from '#test/peers/dovecot.ts'
import { startMailClient } from '#test/peers/mail-client.ts'
import { startReceivingProcess, type ReceivingProcess } from '#test/peers/receiving-process.ts'
import { severalDesks, type SeveralDesks } from '#test/several-desks.ts'

// A desk of four processes, each with one role: people's, the worker, and two listeners.

let relay: ReceivingProcess
let dovecot: Dovecot
let desks: SeveralDesks
let caller: Caller

beforeAll(async () => {
  ;[relay, dovecot] = await Promise.all([startReceivingProcess(), startDovecot()])
  desks = await severalDesks(['web', 'worker', 'listener', 'listener'], {
    SMTP_URL: relay.url,
    EVENHAND_MAIL_DOMAIN: 'desk.example',
    EVENHAND_LOG: 'json',
  })
  await desks.start()
  caller = { url: desks.first.url, token: await desks.first.token('admin') }
}, 120_000)

afterAll(async () => {
  await desks.remove()
  await Promise.all([relay.stop(), dovecot.stop()])
}, 60_000)

const processAt = (nth: number): DeskProcess => {
  const desk = desks.processes[nth]
  if (!desk) throw new RangeError(`There is no process ${nth}.`)
  return desk
}

/** A mail of its own writer, so that it opens a case of its own. */
const mailFrom = (name: string, subject: string, body = 'The drum is loose.') =>
  Buffer.from(
    `From: ${name} <${name.toLowerCase()}@customers.example>\r\nTo: help@aldera.example\r\nSubject: ${subject}\r\n` +
      `Message-ID: <${subject.replaceAll(' ', '.')}@customers.example>\r\n\r\n${body}\r\n`,
  )

const casesNow = async () => (await ask(caller, listCases, { state: 'any' })).cases
/** Looked for by its words: among what a restart under load leaves behind it may be far from the first page. */
const caseAbout = async (subject: string) =>
  (await ask(caller, listCases, { state: 'any', q: subject })).cases.find((row) => row.subject === subject)

/** Waits until there is a case about something, and answers its id. */
async function untilCase(subject: string, timeout = 10_000): Promise<string> {
  await expect.poll(() => caseAbout(subject), { timeout }).toBeDefined()
  return (await caseAbout(subject))?.id ?? ''
}

async function reply(caseId: string, body: string) {
  const { seq } = await ask(caller, openCase, { caseId })
  return ask(caller, sendReply, {
    caseId,
    body,
    visibility: 'private',
    seq,
    key: `reply to ${caseId} ${body}`,
  })
}

const itself = (error: unknown) => error

const deliver = (to: string, subject: string) =>
  createTransport({ ...dovecot.lmtp, lmtp: true, ignoreTLS: true }).sendMail({
    from: `${subject.replaceAll(' ', '-')}@customers.example`,
    to: `${to}@aldera.test`,
    subject,
    text: `Water runs out, as I said in ${subject}.`,
  })

test('a mail is taken by a listener, read by people at the web process, and answered by the worker', async () => {
  await handInMail(desks.first, mailFrom('Ada', 'The first washer'))
  const caseId = await untilCase('The first washer')
  const { id } = await reply(caseId, 'We come on Friday.')
  await expect
    .poll(async () => (await relay.received()).get(`${id}@desk.example`), { timeout: 10_000 })
    .toBe(1)
})

test('each process says that it lives and whether it is ready; only the web process answers people', async () => {
  for (const { url } of desks.processes) {
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('evenhand_replies_queued')
  }
  expect((await fetch(`${processAt(1).url}/api/cases`)).status).toBe(404)
})

test('a mailbox is read by one listener, and by the other within seconds when that one dies', async () => {
  const { user, password } = dovecot.user('handed-over')
  await ask(caller, addMailbox, {
    name: 'Help',
    address: 'handed-over@aldera.test',
    imap: { ...dovecot.imap, secure: false, user, password },
  })
  await deliver('handed-over', 'Mail to both')
  await untilCase('Mail to both')

  for (const nth of [2, 3]) {
    await processAt(nth).kill()
    await deliver('handed-over', `Mail without ${nth}`)
    await untilCase(`Mail without ${nth}`, 8000)
    expect(await processAt(nth).start()).toBe(true)
  }
  const subjects = (await casesNow()).map(({ subject }) => subject)
  expect(subjects.filter((subject) => subject.startsWith('Mail ')).toSorted()).toEqual([
    'Mail to both',
    'Mail without 2',
    'Mail without 3',
  ])
}, 60_000)

test('PostgreSQL is restarted under load: nothing that was acknowledged is lost, the rest is told to try again', async () => {
  const acknowledged: string[] = []
  const answers = new Set<number>()
  let isOver = false
  const byMail = async (sender: number) => {
    for (let n = 0; !isOver; n += 1) {
      const subject = `Restart ${sender} mail ${n}`
      const failure = await handInMail(desks.first, mailFrom('Ada', subject)).catch(itself)
      if (failure === undefined) acknowledged.push(subject)
      else if (failure instanceof Error && 'responseCode' in failure)
        answers.add(Number(failure.responseCode))
    }
  }
  const byHand = async (sender: number) => {
    for (let n = 0; !isOver; n += 1) {
      const subject = `Restart ${sender} call ${n}`
      const item = { channel: 'phone' as const, externalId: subject, at: Temporal.Now.instant().toString() }
      const from = { phone: `+49 30 ${2_000_000 + n}` }
      try {
        await ask(caller, postItem, { ...item, from, subject, body: 'Again.' })
        acknowledged.push(subject)
      } catch (error) {
        if (error instanceof Refused) answers.add(error.status)
      }
    }
  }
  const load = [byMail(1), byMail(2), byHand(1), byHand(2)]
  await sleep(700)
  await restartDatabase(desks.first)
  const away = await fetch(`${caller.url}/api/cases`, {
    headers: { authorization: `Bearer ${caller.token}` },
  })
  await expect
    .poll(async () => (await fetch(`${caller.url}/health/ready`)).status, { timeout: 15_000 })
    .toBe(200)
  await sleep(700)
  isOver = true
  await Promise.all(load)

  // Asked while it was away, or when it was just back.
  expect([200, 503]).toContain(away.status)
  expect(away.headers.get('retry-after')).toBe(away.status === 503 ? '2' : null)
  expect(answers.size).toBeGreaterThan(0)
  expect([...answers].filter((code) => code !== 503 && (code < 400 || code > 499))).toEqual([])
  await expect.poll(async () => (await ask(caller, audit, {})).waiting, { timeout: 15_000 }).toBe(0)
  const { items, opened, joined, setAside, quarantined } = await ask(caller, audit, {})
  expect(items).toBe(opened + joined + setAside + quarantined)
  // Some were stored without anybody hearing of it; none was heard of without being stored.
  expect(items).toBeGreaterThanOrEqual(acknowledged.length)
}, 60_000)

test('no line that any process writes names a person, repeats their words, or holds a secret', async () => {
  const planted = {
    name: 'Philomena',
    address: 'philomena@customers.example',
    subject: 'Quokka matter',
    words: 'marzipan elephant',
    password: 'opensesame-4711',
    note: 'tangerine note',
  }
  await handInMail(desks.first, mailFrom(planted.name, planted.subject, planted.words), {
    from: planted.address,
  })
  const caseId = await untilCase(planted.subject)
  relay.behave({ does: 'refuse', at: 'rcpt', code: 550 })
  const { id, seq } = await reply(caseId, `Dear ${planted.name}, ${planted.words}`)
  await expect
    .poll(
      async () =>
        (await ask(caller, openCase, { caseId })).messages.find((one) => one.id === id)?.delivery?.state,
      {
        timeout: 10_000,
      },
    )
    .toBe('refused')
  relay.behave({ does: 'accept' })
  const body = planted.note
  await ask(caller, writeNote, { caseId, body, seq, key: 'note' }).catch(() => undefined)
  const wrong = { email: planted.address, password: planted.password }
  await ask(caller, signInByPassword, wrong).catch(() => undefined)
  await ask(caller, listCases, { q: planted.words })
  await fetch(`${caller.url}/api/cases/${planted.address}?q=${planted.words}`, { method: 'PUT' })
  await handInMail(desks.first, Buffer.from(`From: ${planted.address}\r\n\r\n`)).catch(() => undefined)
  const { user, password } = dovecot.user('unread')
  const imap = { ...dovecot.imap, secure: false, user, password: planted.password }
  await ask(caller, addMailbox, { name: 'Unread', address: planted.address, imap })
  await sleep(2500)

  const lines = desks.said()
  expect(lines.length).toBeGreaterThan(50)
  const secrets = [...Object.values(planted), caller.token, password, 'customers.example']
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([])
  expect(lines.filter((line) => line.includes('+49'))).toEqual([])
}, 30_000)

test('a process that is told to stop finishes what it has in hand, and is gone within ten seconds', async () => {
  const caseId = await untilCase('The first washer')
  relay.behave({ does: 'delay', at: 'content', ms: 1500 })
  const { id } = await reply(caseId, 'While we close.')
  const before = await waitFor(async () => (await ask(caller, openCase, { caseId })).messages, id)
  expect(before).toBe('doing')

  const mail = await startMailClient(desks.first.smtpPort)
  await mail.say('EHLO relay.example')
  await mail.say('MAIL FROM:<late@customers.example>')
  await mail.say('RCPT TO:<help@aldera.example>')
  await mail.say('DATA')
  mail.write('Subject: Half a mail\r\n')
  const question = JSON.stringify({
    channel: 'phone',
    externalId: 'late',
    at: Temporal.Now.instant().toString(),
    from: { phone: '+49 30 999' },
    body: 'Late.',
  })
  const { port } = new URL(caller.url)
  const person = connect(Number(port), '127.0.0.1')
  await once(person, 'connect')
  person.write(
    `POST /api/items HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${caller.token}\r\n` +
      `Connection: close\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: ${question.length}\r\n\r\n`,
  )
  const [goOn]: unknown[] = await once(person, 'data')
  expect(String(goOn)).toMatch(/^HTTP\/1.1 100 /)
  person.write(question.slice(0, 10))

  const began = performance.now()
  const codes = desks.processes.map((desk) => desk.stop())
  await sleep(300)
  mail.write('\r\nIt came late.\r\n')
  expect(await mail.say('.')).toMatch(/^250 /)
  person.write(question.slice(10))
  expect(await text(person)).toMatch(/^HTTP\/1.1 200 /)

  expect(await Promise.all(codes)).toEqual([0, 0, 0, 0])
  expect(performance.now() - began).toBeLessThan(10_000)
  expect((await relay.received()).get(`${id}@desk.example`)).toBe(1)
  expect(await desks.first.start()).toBe(true)
  const { messages } = await ask(caller, openCase, { caseId })
  expect(messages.find((message) => message.id === id)?.delivery?.state).toBe('done')
}, 60_000)

type Shown = { id: string; delivery?: { state: string } | null | undefined }

/** Waits until a reply is being sent, and answers how it stands. */
async function waitFor(messages: () => Promise<readonly Shown[]>, id: string): Promise<string> {
  for (const until = performance.now() + 10_000; performance.now() < until; await sleep(20)) {
    const state = (await messages()).find((message) => message.id === id)?.delivery?.state ?? ''
    if (state !== 'queued') return state
  }
  return 'queued'
}
