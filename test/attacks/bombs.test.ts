import { randomUUID } from 'node:crypto'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { composeReply } from '#server/channels/email/compose.ts'
import { understandMail } from '#server/channels/email/understand.ts'
import { sql } from '#server/store/statement.ts'
import { coreTime } from '#test/core-time.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { answering, expectAnswers, sessionsOf } from './attacked-desk.ts'

// What is small on the wire and large inside, what is deep, what is clever with letters: none of it weighs more than it is.

let desk: TestDesk
let at: Awaited<ReturnType<typeof answering>>
let cookie: string
let caseId: string

beforeAll(async () => {
  desk = await aDesk()
  at = await answering(desk)
  cookie = (await sessionsOf(desk, 'worked')).admin
  caseId = (await desk.take()).caseId
}, 60_000)

const Page = z.object({ status: z.int(), title: z.string(), detail: z.string().min(5) })

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const type = body instanceof FormData ? {} : { 'content-type': 'application/json' }
  const response = await fetch(at.url + path, {
    method: 'POST',
    body,
    headers: { cookie, ...type, ...headers },
  })
  return { status: response.status, text: await response.text() }
}

/** Does it, and gives how many milliseconds of a core it took and by how many megabytes the process has grown meanwhile. */
async function weighed(act: () => Promise<unknown>) {
  const before = process.memoryUsage().rss
  const took = await coreTime(act)
  return { took, grown: (process.memoryUsage().rss - before) / 1024 / 1024 }
}

/** A ZIP with one file of so many megabytes of nothing: a thousandth of that on the wire. */
function zipBomb(name: string, megabytes: number): Buffer {
  const plain = Buffer.alloc(megabytes * 1024 * 1024)
  const packed = deflateRawSync(plain, { level: 9 })
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(crc32(plain), 14)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(plain.length, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}

test.each(['[Content_Types].xml', 'mimetype', '_rels/.rels', 'word/document.xml'])(
  'a ZIP that holds two hundred megabytes of nothing as %s is not unpacked',
  async (name) => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(zipBomb(name, 200))], 'offer.docx'))
    const { took, grown } = await weighed(() => post('/api/write-down/files', form))
    expect(took).toBeLessThan(2000)
    expect(grown).toBeLessThan(150)
    await expectAnswers(at.url)
  },
  20_000,
)

test('a body that is packed is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 32))
  const { status } = await post('/api/items', new Uint8Array(bomb), { 'content-encoding': 'gzip' })
  expect(status).toBe(400)
  await expectAnswers(at.url)
})

const parts = (levels: number, inner: string) =>
  Array.from(
    { length: levels },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join('') + inner

test.each([
  ['boxes in boxes', () => parts(5000, 'Content-Type: text/plain\r\n\r\nHello.')],
  ['mails in mails', () => 'Content-Type: message/rfc822\r\n\r\n'.repeat(5000)],
  ['tags in tags', () => `Content-Type: text/html\r\n\r\n${'<div>'.repeat(200_000)}`],
  [
    'a boundary that is everywhere',
    () => `Content-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\n'.repeat(100_000)}`,
  ],
  ['an attribute without end', () => `Content-Type: text/html\r\n\r\n<a href="${'x'.repeat(2_000_000)}`],
  ['entities in crowds', () => `Content-Type: text/html\r\n\r\n${'&lt;&#60;&amp;'.repeat(150_000)}`],
  ['a header folded for ever', () => `Subject: ${' =?utf-8?q?a?=\r\n'.repeat(20_000)}\r\n\r\nHello.`],
  ['a hundred thousand recipients', () => `To: ${'a@example.org, '.repeat(100_000)}\r\n\r\nHello.`],
  [
    'a Content-Type that never ends',
    () => `Content-Type: text/plain; ${'a=b; '.repeat(50_000)}\r\n\r\nHello.`,
  ],
])('a mail of %s is judged in good time', async (_, rest) => {
  const bytes = Buffer.from(`From: ada@example.org\r\nMessage-ID: <${randomUUID()}@example.org>\r\n${rest()}`)
  const { took } = await weighed(() => understandMail(bytes, { addresses: [] }))
  expect(took).toBeLessThan(3000)
  await expectAnswers(at.url)
})

/** Texts that make a careless pattern try again and again. */
const slow: Record<string, string> = {
  'spaces before nothing': `${' '.repeat(50_000)}x`,
  'line ends': '\n'.repeat(50_000),
  'quoted marks': '> '.repeat(25_000),
  're without end': 'Re: '.repeat(12_000),
  'brackets that stay open': '[EH-'.repeat(12_000),
  'angles that stay open': '<'.repeat(50_000),
  'a link of dots': `http://${'a.'.repeat(25_000)}`,
  'an address of signs': `${'a'.repeat(25_000)}@${'a'.repeat(25_000)}`,
  'hyphens of a signature': '-- \n'.repeat(12_000),
  numbers: '1'.repeat(50_000),
  'on and wrote': `${'On 1 wrote '.repeat(4000)}:`,
  dashes: '-'.repeat(50_000),
  'one letter of many marks': `e${'\u0301'.repeat(40_000)}`,
}

test.each(Object.entries(slow))('%s as subject and words are read in good time', async (_, text) => {
  const mail = aMail({ subject: text.replaceAll(/[\r\n]+/g, ' ').slice(0, 30_000), body: text })
  const { took } = await weighed(() => deliver(desk, mail, ['help@desk.test']))
  expect(took).toBeLessThan(3000)
})

test.each(Object.entries(slow))('%s as a search is answered in good time', async (_, text) => {
  const asked = () =>
    fetch(`${at.url}/api/cases?q=${encodeURIComponent(text.slice(0, 4000))}`, { headers: { cookie } })
  const { took } = await weighed(asked)
  expect(took).toBeLessThan(1500)
})

test.each([
  ['as deep as a well', `{"facts":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
  ['with a prototype', '{"__proto__":{"isAdmin":true},"facts":{}}'],
  ['with a prototype further in', '{"facts":{"harm":"loss","__proto__":{"isAdmin":true}}}'],
  ['with a constructor', '{"constructor":{"prototype":{"isAdmin":true}},"facts":{}}'],
  ['with the same name twice', '{"facts":{"harm":"loss"},"facts":{"harm":{"$ne":null}}}'],
  ['with a number too large for any', '{"seq":1e999,"facts":{}}'],
])('JSON %s is refused, and changes nothing of ours', async (_, body) => {
  const { status, text } = await post(`/api/cases/${caseId}/facts`, body)
  expect(Page.parse(JSON.parse(text)).status).toBe(status)
  expect(status).toBe(400)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
})

test.each([
  '../../../../etc/passwd',
  '..%2f..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '....//....//etc/passwd',
  '..%5c..%5cwindows%5cwin.ini',
  '%00',
  'page.css%00.png',
  'assets/../../../package.json',
  'assets/..%2f..%2f..%2fpackage.json',
  '.git/config',
  '%c0%ae%c0%ae/package.json',
])('no file of the server is had by %s', async (path) => {
  for (const folder of ['/', '/assets/', '/f/-/', '/f/', '/s/', '/api/messages/', `/api/items/${caseId}/`]) {
    const response = await fetch(at.url + folder + path, { headers: { cookie } })
    const text = await response.text()
    expect([folder, /root:|\[core\]|"dependencies"|\[fonts\]/.test(text)]).toEqual([folder, false])
    expect(response.status).toBeLessThan(500)
  }
})

const breaks = [
  '\r\nBcc: spy@evil.example',
  '\nBcc: spy@evil.example',
  '\rBcc: spy@evil.example',
  '\u2028Bcc: spy@evil.example',
  '\r\n\r\n<script>',
]

test.each(breaks)('a reply gets no header of a customer’s making: %j', async (line) => {
  const mail = await composeReply({
    from: { address: 'help@desk.test', name: `Help${line}` },
    to: { address: 'ada@example.org', name: `Ada${line}` },
    subject: `My washer${line}`,
    text: 'We come.',
    messageId: 'one@desk.test',
    inReplyTo: `two@example.org${line}`,
    references: [`three@example.org${line}`],
    date: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    caseNumber: 1,
    files: [{ name: `offer${line}.txt`, type: 'text/plain', bytes: Buffer.from('Well.') }],
  })
  const [head = ''] = Buffer.from(mail).toString('latin1').split('\r\n\r\n')
  expect(head).not.toMatch(/^(?:bcc|<script)/im)
  const elsewhere = { address: `ada@example.org${line}`, name: 'Ada' }
  await expect(
    composeReply({
      from: { address: 'help@desk.test' },
      to: elsewhere,
      subject: 'Hm',
      text: 'We come.',
      messageId: 'one@desk.test',
      references: [],
      date: Temporal.Instant.from('2026-11-23T09:00:00Z'),
      caseNumber: 1,
    }),
  ).rejects.toThrow(/not an e-mail address/)
})

test.each([
  ['letters of another alphabet', 'аdministrator'],
  ['letters as wide as two', 'ａｄｍｉｎｉｓｔｒａｔｏｒ'],
  ['something unseen between', 'admin\u200bistrator'],
  ['writing turned round', '\u202erotartsinimda'],
  ['a long s', 'adminiſtrator'],
])('a colleague who is called like another in %s has a handle of their own', async (_, name) => {
  const { status, text } = await post(
    '/api/people',
    JSON.stringify({
      name,
      email: `${randomUUID()}@aldera.test`,
      role: 'agent',
      teams: [],
      key: randomUUID(),
    }),
  )
  expect([200, 400, 409]).toContain(status)
  const { rows } = await desk.db.withOrg(desk.org, async (tx) => ({
    rows: await tx.rows<{ handle: string; role: string }>(
      sql`select handle, role from members where handle = 'administrator'`,
    ),
  }))
  expect(rows).toEqual([{ handle: 'administrator', role: 'admin' }])
  expect(text).not.toContain('"handle":"administrator"')
})

test('the desk has not once complained of itself', () => {
  expect(at.faults).toEqual([])
})
