import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCases, openCase } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { listItems } from '#contract/items.ts'
import { externalIdOf } from '#server/channels/email/external-id.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { handInMail } from '#test/hand-in-mail.ts'
import { startMailClient } from '#test/peers/mail-client.ts'
import { untilSettled } from '#test/until-settled.ts'

// Whatever is sent to a running desk by SMTP: refused in words, or kept and given exactly one outcome.

let desk: DeskProcess
let agent: Caller

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  agent = { url: desk.url, token: await desk.token('agent') }
}, 60_000)

afterAll(async () => {
  await desk.remove()
}, 60_000)

const lines = (...text: (string | string[])[]) => Buffer.from(`${text.flat().join('\r\n')}\r\n`, 'latin1')

const aMail = (subject: string, ...rest: (string | string[])[]) =>
  lines('From: Ada <ada@customers.example>', 'To: help@aldera.example', `Subject: ${subject}`, ...rest)

/** Hands a mail in and answers what became of it, by how the counts changed. */
async function outcomeOf(mail: Uint8Array): Promise<string> {
  const before = await untilSettled(agent)
  await handInMail(desk, mail)
  const after = await untilSettled(agent)
  const changed = (['opened', 'joined', 'setAside', 'quarantined'] as const).filter(
    (name) => after[name] > before[name],
  )
  return after.items === before.items ? 'known' : changed.join(' and ')
}

/** Hands mails in as eight mail servers do that share the work: each takes the next one when it is done with its own. */
async function handInAll(mails: readonly Uint8Array[]): Promise<void> {
  const next = mails.values()
  const server = async () => {
    for (const mail of next) await handInMail(desk, mail)
  }
  await Promise.all(Array.from({ length: 8 }, server))
}

const bodyOf = async (subject: string) => {
  const { cases } = await ask(agent, listCases, { limit: 200 })
  const found = cases.find((kase) => kase.subject === subject)
  return found && (await ask(agent, openCase, { caseId: found.id })).messages[0]
}

test('every awkward mail of our collection is kept once and ends in exactly one outcome', async () => {
  const folder = fileURLToPath(new URL('../fixtures/mail/', import.meta.url))
  const mails = globSync('*.eml', { cwd: folder }).map((name) => readFileSync(folder + name))
  expect(mails.length).toBeGreaterThanOrEqual(150)
  await handInAll(mails)
  await handInAll(mails)
  const found = await untilSettled(agent)
  expect(found.items).toBe(new Set(mails.map(externalIdOf)).size)
  expect(found.opened + found.joined + found.setAside + found.quarantined).toBe(found.items)
}, 120_000)

test('a mail of thirty megabytes is refused with the largest that is taken, before or after it was sent', async () => {
  const client = await startMailClient(desk.smtpPort)
  expect(await client.say('EHLO relay.example')).toMatch(/250[ -]SIZE 26214400/)
  expect(await client.say(`MAIL FROM:<ada@customers.example> SIZE=${30 * 1024 * 1024}`)).toMatch(/^552 /)
  client.hangUp()
  const large = Buffer.concat([aMail('Large', '', ''), Buffer.alloc(30 * 1024 * 1024, 'large \r\n')])
  await expect(handInMail(desk, large)).rejects.toThrow(/552 5\.3\.4 This mail is larger than 26214400 bytes/)
}, 60_000)

const nested = (levels: number) =>
  Array.from({ length: levels }, (_, level) => [
    `Content-Type: multipart/mixed; boundary=b${level}`,
    '',
    `--b${level}`,
  ]).flat()

const manyParts = (count: number) => [
  'Content-Type: multipart/mixed; boundary=b',
  '',
  ...Array.from({ length: count }, (_, part) => [
    '--b',
    'Content-Type: text/plain',
    '',
    `part ${part}`,
  ]).flat(),
  '--b--',
]

test.each([
  ['a hundred thousand boxes in a box', () => aMail('Boxes', nested(100_000))],
  ['a hundred thousand parts', () => aMail('Parts', manyParts(100_000))],
  [
    'a head without end',
    () =>
      aMail('Head', ...Array.from({ length: 20_000 }, (_, n) => `X-${n}: ${'x'.repeat(20)}`), '', 'Hello.'),
  ],
])(
  'a mail with %s is quarantined, in good time and with an owner',
  async (_, mail) => {
    const began = performance.now()
    expect(await outcomeOf(mail())).toBe('quarantined')
    expect(performance.now() - began).toBeLessThan(10_000)
    const { items } = await ask(agent, listItems, { outcome: 'quarantined', limit: 1 })
    expect(items[0]?.owner).toBe('administrator')
    expect(items[0]?.because).toMatch(/\w+ \w+/)
  },
  30_000,
)

test('a mail of a hundred megabytes of nothing, pressed into lines, does not weigh more than it is', async () => {
  const quoted = `${'=20'.repeat(25)}=\r\n`.repeat(200_000)
  const mail = aMail(
    'Bomb',
    'Content-Type: text/plain',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quoted,
  )
  expect(await outcomeOf(mail)).toMatch(/opened|quarantined/)
}, 30_000)

test('two mails that share a Message-ID are two items, and one mail without any that comes twice is one', async () => {
  const id = 'Message-ID: <again@customers.example>'
  expect(await outcomeOf(aMail('Kettle leaks badly', id, '', 'Kettle leaks.'))).toBe('opened')
  expect(await outcomeOf(aMail('Parcel arrived torn', id, '', 'Parcel torn.'))).toMatch(/joined|opened/)
  expect(await outcomeOf(aMail('Parcel arrived torn', id, '', 'Parcel torn.'))).toBe('known')
  expect(await outcomeOf(aMail('Toaster burns everything', '', 'Toaster burns.'))).toBe('opened')
  expect(await outcomeOf(aMail('Toaster burns everything', '', 'Toaster burns.'))).toBe('known')
})

test.each([
  [
    'raw bytes of no alphabet',
    lines('From: e@customers.example', 'Subject: \xff\xfe\x80', '', '\xff\x00\xfe\x80'),
  ],
  [
    'a charset nobody knows',
    aMail('Klingon letters', 'Content-Type: text/plain; charset=klingon', '', 'Qapla'),
  ],
  ['null bytes', lines('From: n@customers.example', 'Subject: Null \0 byte', '', 'It is \0 bent.')],
  ['half a letter', lines('From: h@customers.example', 'Subject: =?utf-16?B?2AA=?=', '', '\xed\xa0\x80')],
  [
    'a subject of many lines',
    lines('From: s@customers.example', 'Subject: one', ' two', '\tthree', '', 'Folded.'),
  ],
  [
    'headers that are none',
    lines('From: b@customers.example', ': nothing', 'No colon here', 'Subject: Broken', '', 'Hm.'),
  ],
  [
    'thirty mails in a mail',
    aMail('Dolls', ...Array.from({ length: 30 }, () => ['Content-Type: message/rfc822', ''])),
  ],
  [
    'a date that is none',
    lines('From: d@customers.example', 'Date: Tomorrow', 'Subject: Clock stopped', '', 'Late.'),
  ],
])('a mail with %s is read as far as it can be', async (_, mail) => {
  expect(await outcomeOf(mail)).toBe('opened')
})

test('nothing in the HTML of a mail can run, load or be clicked by mistake in the case view', async () => {
  const evil = [
    '<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><iframe srcdoc="<script>">',
    '<a href="javascript:alert(1)">pay</a><form action="https://evil.example"><input></form>',
    '<img src="https://track.example/pixel.gif"><style>@import url(https://track.example/a.css)</style>',
    '<div style="background:url(https://track.example/b.png);position:fixed">cover</div><base href="https://evil.example">',
    '<meta http-equiv=refresh content="0;url=https://evil.example"><b onclick=alert(1)>It floods the cellar.</b>',
  ]
  await outcomeOf(aMail('Cellar floods again', 'Content-Type: text/html', '', ...evil))
  const message = await bodyOf('Cellar floods again')
  expect(message?.html).toContain('It floods the cellar.')
  expect(message?.html).not.toMatch(
    /<script|<iframe|<svg|<form|<base|<meta|<style|onerror|onload|onclick|javascript:|track\.example|position/i,
  )
  expect(message?.body).not.toContain('alert(1)')
})

test('a file that calls itself by a path is downloaded under a harmless name, and never shown', async () => {
  const mail = aMail(
    'Invoice attached twice',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'See the file.',
    '--b',
    'Content-Type: text/html',
    'Content-Disposition: attachment; filename="../../../etc/passwd.html"',
    '',
    '<script>alert(1)</script>',
    '--b--',
  )
  await outcomeOf(mail)
  const message = await bodyOf('Invoice attached twice')
  const [file] = message?.attachments ?? []
  const response = await fetch(`${desk.url}/api/messages/${message?.id}/files/${file?.part}`, {
    headers: { authorization: `Bearer ${agent.token}` },
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename\*=UTF-8''[^/\\]*passwd\.html$/,
  )
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  ['no command', 'COMPLAIN', /^500 /],
  ['content before an envelope', 'DATA', /^503 /],
  ['a recipient before a sender', 'RCPT TO:<help@aldera.example>', /^503 /],
  ['a sender that is none', 'MAIL FROM:ada', /^501 /],
  ['an address with a line break in it', 'MAIL FROM:<a\rb@customers.example>', /^50\d /],
  ['a null byte', 'MAIL FROM:<\0@customers.example>', /^(?:50\d|250) /],
  ['a command without end', `EHLO ${'x'.repeat(100_000)}`, /^[245]\d\d /],
])('a mail server that says %s is told so', async (_, words, answer) => {
  const client = await startMailClient(desk.smtpPort)
  await client.say('EHLO relay.example')
  expect(await client.say(words)).toMatch(answer)
  client.hangUp()
})

test('a sender that leaves in the middle has left nothing, and the desk is whole', async () => {
  const before = await untilSettled(agent)
  const client = await startMailClient(desk.smtpPort)
  await client.say('EHLO relay.example')
  await client.say('MAIL FROM:<ada@customers.example>')
  await client.say('RCPT TO:<help@aldera.example>')
  await client.say('DATA')
  client.write('From: ada@customers.example\r\nSubject: Half a\r\n\r\nmai')
  client.hangUp()
  const after = await ask(agent, audit, {})
  expect(after.items).toBe(before.items)
  expect(after).toMatchObject({ waiting: 0, ownerless: 0, clockless: 0, chainBroken: 0 })
  expect(desk.said.filter((line) => line.includes('fault'))).toEqual([])
})
