import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listCases, openCase, sendReply } from '#contract/cases.ts'
import { addMailbox, listConnections } from '#contract/connections.ts'
import { audit } from '#contract/desk.ts'
import { listItems } from '#contract/items.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { startDeliveringRelay, type DeliveringRelay } from '#test/peers/delivering-relay.ts'
import { startDovecot, type Dovecot } from '#test/peers/dovecot.ts'
import { readMailbox } from '#test/peers/read-mailbox.ts'
import { watchLive } from '#test/watch-live.ts'

// The main job below the browser: a running desk, ordinary mail programs, real mailboxes.

// Other tests may have the machine.
vi.setConfig({ testTimeout: 60_000 })

let dovecot: Dovecot
let relay: DeliveringRelay
let desk: DeskProcess
let agent: Caller

beforeAll(async () => {
  dovecot = await startDovecot()
  relay = await startDeliveringRelay(dovecot)
  desk = await deskProcess({ SMTP_URL: relay.url, EVENHAND_MAIL_DOMAIN: 'aldera.example' })
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  agent = { url: desk.url, token: await desk.token('agent') }
}, 60_000)

afterAll(async () => {
  await desk.remove()
  await relay.close()
  await dovecot.stop()
}, 60_000)

/** A customer's mail program, handing mail straight to the desk. */
const sendToDesk = (mail: {
  from: string
  subject: string
  text: string
  inReplyTo?: string
  messageId?: string
}) =>
  createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true }).sendMail({
    to: 'help@aldera.example',
    ...mail,
  })

/** Asks until it is so, or until fifteen seconds have passed. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 15_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error('It did not become so in fifteen seconds.')
    await sleep(10)
  }
}

const caseAbout = (subject: string) =>
  until(async () => (await ask(agent, listCases, {})).cases.find((kase) => kase.subject === subject))

test('a mail from an ordinary mail program is a case within a second, and the screens are told', async () => {
  const took: number[] = []
  const live = await watchLive(agent)
  for (const subject of ['The lid is bent', 'The lamp is broken', 'The chair wobbles']) {
    await sendToDesk({
      from: 'Ben <ben@customers.example>',
      subject,
      text: `${subject}, and nobody answers.`,
    })
    const began = performance.now()
    const { id, owner, nextDueAt } = await caseAbout(subject)
    await until(async () => live.changed.includes(id) || undefined)
    took.push(performance.now() - began)
    expect(owner.id).toBe('administrator')
    expect(nextDueAt).not.toBeNull()
  }
  live.close()
  // The quickest of three: other tests may have the machine.
  expect(Math.min(...took)).toBeLessThan(1000)
  expect(live.positions).toEqual(live.positions.toSorted((a, b) => a - b))
})

test('a listener that was away is told everything since the position that it names', async () => {
  const { items } = await ask(agent, audit, {})
  const live = await watchLive(agent, 0)
  await until(async () => new Set(live.changed).size >= items || undefined)
  live.close()
  expect(live.positions).toEqual(live.positions.map((_, index) => index + 1))
})

test('a reply arrives at a real mailbox in the thread of the complaint, and the answer to it joins the case', async () => {
  await sendToDesk({
    from: 'Ada <ada@customers.example>',
    subject: 'Washer floods the kitchen',
    text: 'Water everywhere.',
    messageId: '<flood-1@customers.example>',
  })
  const { id, number } = await caseAbout('Washer floods the kitchen')
  const { seq } = await ask(agent, openCase, { caseId: id })
  const reply = {
    caseId: id,
    body: 'Turn off the tap.\n.\nWe come today.',
    visibility: 'private' as const,
    seq,
    key: 'first',
  }
  const done = await ask(agent, sendReply, reply)
  expect(await ask(agent, sendReply, reply)).toEqual(done)

  const [mail] = await readMailbox(dovecot, 'ada', 1)
  expect(mail).toMatchObject({
    subject: `Re: Washer floods the kitchen [EH-${number}]`,
    inReplyTo: '<flood-1@customers.example>',
    references: '<flood-1@customers.example>',
    messageId: `<${done.id}@aldera.example>`,
    from: { address: 'help@aldera.example' },
    to: [{ address: 'ada@customers.example', name: 'Ada' }],
    text: 'Turn off the tap.\n.\nWe come today.\n',
  })

  await sendToDesk({
    from: 'ada@customers.example',
    subject: mail?.subject ?? '',
    text: 'The tap is off. It still drips.',
    inReplyTo: mail?.messageId ?? '',
  })
  await sendToDesk({ from: 'ada@customers.example', subject: `AW: [EH-${number}]`, text: 'When exactly?' })
  const kase = await until(async () => {
    const found = await ask(agent, openCase, { caseId: id })
    return found.messages.length >= 4 ? found : undefined
  })
  expect(kase.messages.map(({ direction }) => direction)).toEqual(['in', 'out', 'in', 'in'])
  expect(kase.messages[1]?.delivery?.state).toBe('done')
})

test('the same through a mailbox that is read by IMAP: mail becomes a case, and the reply leaves from its address', async () => {
  const admin = { url: desk.url, token: await desk.token('admin') }
  const { user, password } = dovecot.user('support')
  const imap = { ...dovecot.imap, secure: false, user, password }
  await ask(admin, addMailbox, { name: 'Support', address: 'support@aldera.example', imap })
  await until(async () => {
    const { connections } = await ask(agent, listConnections, {})
    return connections.find(
      ({ address, health }) => address === 'support@aldera.example' && health?.state === 'connected',
    )
  })

  const took: number[] = []
  for (const [n, subject] of ['A door that squeaks', 'A clock too slow', 'A bill for nothing'].entries()) {
    const from = 'Cleo <cleo@customers.example>'
    await deliver('support@aldera.example', from, subject, `<cleo-${n}@customers.example>`)
    const began = performance.now()
    await caseAbout(subject)
    took.push(performance.now() - began)
  }
  expect(Math.min(...took)).toBeLessThan(1000)
  const { id, number } = await caseAbout('A bill for nothing')
  const { seq } = await ask(agent, openCase, { caseId: id })
  await ask(agent, sendReply, {
    caseId: id,
    body: 'It is cancelled.',
    visibility: 'private',
    seq,
    key: 'bill',
  })

  const [mail] = await readMailbox(dovecot, 'cleo', 1)
  expect(mail).toMatchObject({
    subject: `Re: A bill for nothing [EH-${number}]`,
    inReplyTo: '<cleo-2@customers.example>',
    from: { address: 'support@aldera.example' },
    text: 'It is cancelled.\n',
  })
  await deliver(
    'support@aldera.example',
    'cleo@customers.example',
    'Re: thank you',
    '<cleo-thanks@customers.example>',
    mail?.messageId,
  )
  await until(async () =>
    (await ask(agent, openCase, { caseId: id })).messages.length === 3 ? true : undefined,
  )
})

/** The customer's own mail server puts a mail into a mailbox of ours. */
function deliver(to: string, from: string, subject: string, messageId: string, inReplyTo?: string) {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`]),
    '',
    `${subject}, if you please.`,
    '',
  ]
  return relay.deliver({ from: 'bounces@customers.example', to, bytes: Buffer.from(lines.join('\r\n')) })
}

test('asked to end it ends within five seconds, leaves no database behind, and comes back with everything', async () => {
  const { items } = await ask(agent, audit, {})
  const before = await everything()
  const began = performance.now()
  expect(await desk.stop()).toBe(0)
  expect(performance.now() - began).toBeLessThan(5000)
  expect(await desk.database()).toBeUndefined()
  expect(desk.said.filter((line) => line.includes('fault'))).toEqual([])

  await deliver(
    'support@aldera.example',
    'dan@customers.example',
    'Written while you slept',
    '<night@customers.example>',
  )
  expect(await desk.start()).toBe(true)
  expect(await everything()).toEqual(before)
  await caseAbout('Written while you slept')
  expect((await ask(agent, audit, {})).items).toBe(items + 1)
})

/** What the desk holds, as it tells it; without what the next mail changes. */
async function everything() {
  const { sent } = await ask(agent, audit, {})
  const { cases } = await ask(agent, listCases, { state: 'any' })
  const known = cases.filter(({ subject }) => subject !== 'Written while you slept')
  const opens = await Promise.all(known.map(({ id }) => ask(agent, openCase, { caseId: id })))
  const aside = await ask(agent, listItems, { outcome: 'set-aside' })
  return { sent, opens, aside }
}
