import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { foldQuotes } from '#domain/text/fold-quotes.ts'
import { coreTime } from '#test/core-time.ts'
import type { InboundMessage, Understanding } from '../channel.ts'
import { cleanHtml } from './clean-html.ts'
import { externalIdOf } from './external-id.ts'
import { understandMail } from './understand.ts'

const folder = new URL('../../../test/fixtures/mail/', import.meta.url)
const own = { addresses: ['help@desk.example'] }

/** What a person who reads the mail expects; only what matters for the oddity is told. */
const Golden = z.strictObject({
  kind: z.enum(['message', 'set-aside', 'doubtful', 'not-understood']),
  because: z.string().optional(),
  becauseContains: z.string().optional(),
  from: z.string().optional(),
  /** `null`: the mail gives no name. */
  fromName: z.string().nullable().optional(),
  fromNameLongest: z.number().optional(),
  subject: z.string().optional(),
  subjectContains: z.string().optional(),
  subjectLongest: z.number().optional(),
  text: z.string().optional(),
  textContains: z.array(z.string()).optional(),
  textExcludes: z.array(z.string()).optional(),
  /** The pieces that a reader sees first, with quotations and signatures folded away. */
  said: z.array(z.string()).optional(),
  /** The HTML as our page shows it, remote pictures off. */
  shownContains: z.array(z.string()).optional(),
  shownExcludes: z.array(z.string()).optional(),
  /** File names. */
  attachments: z.array(z.string()).optional(),
  types: z.array(z.string()).optional(),
  contentIds: z.array(z.string()).optional(),
  keys: z.array(z.string()).optional(),
  repliesTo: z.array(z.string()).optional(),
  repliesToFirst: z.string().optional(),
  repliesToCount: z.number().optional(),
  to: z.array(z.string()).optional(),
  toCount: z.number().optional(),
  /** `null`: no date can be told. */
  sentAt: z.string().nullable().optional(),
  sameMailAs: z.string().optional(),
  otherMailThan: z.string().optional(),
})
type Golden = z.infer<typeof Golden>

const read = (file: string) => readFileSync(new URL(file, folder))
const golden = z.record(z.string(), Golden).parse(JSON.parse(read('golden.json').toString('utf8')))
const mails = readdirSync(folder).filter((file) => file.endsWith('.eml'))

test('every awkward mail has its golden outcome, and every outcome its mail', () => {
  expect(Object.keys(golden).toSorted()).toEqual(mails.toSorted())
  expect(mails.length).toBeGreaterThanOrEqual(150)
})

test.each(Object.entries(golden))('understands %s', async (file, expected) => {
  const bytes = read(file)
  const understood = await understandMail(bytes, own)

  expect(outcome(understood, bytes, expected)).toMatchObject(expected)
  expect(stringsIn(understood).filter((text) => text.includes('\0') || !text.isWellFormed())).toEqual([])
})

/** The outcome in the words of the golden file; of a list of parts, those that are as expected. */
function outcome(understood: Understanding, bytes: Uint8Array, expected: Golden): Record<string, unknown> {
  if (understood.kind === 'not-understood') {
    const becauseContains = found(understood.because, expected.becauseContains)
    return { kind: understood.kind, because: understood.because, becauseContains }
  }
  return {
    ...understood,
    ...outcomeOfMessage(understood.message, expected),
    sameMailAs: [expected.sameMailAs ?? ''].find((other) => other && hasNameOf(bytes, other)),
    otherMailThan: [expected.otherMailThan ?? ''].find((other) => other && !hasNameOf(bytes, other)),
  }
}

function outcomeOfMessage(message: InboundMessage, expected: Golden): Record<string, unknown> {
  const { attachments, from, subject, text } = message
  const page = cleanHtml(message.html ?? '', { remoteImages: false }).html
  return {
    ...message,
    from: from.address,
    fromName: from.name ?? null,
    fromNameLongest: from.name?.length,
    subjectContains: found(subject, expected.subjectContains),
    subjectLongest: subject.length,
    textContains: expected.textContains?.filter((part) => text.includes(part)),
    textExcludes: expected.textExcludes?.filter((part) => !text.includes(part)),
    said: said(text),
    shownContains: expected.shownContains?.filter((part) => page.includes(part)),
    shownExcludes: expected.shownExcludes?.filter((part) => !page.includes(part)),
    attachments: attachments.map(({ name }) => name),
    types: attachments.map(({ type }) => type),
    contentIds: attachments.map(({ contentId }) => contentId),
    repliesToFirst: message.repliesTo[0],
    repliesToCount: message.repliesTo.length,
    toCount: message.to.length,
    sentAt: message.sentAt?.toString() ?? null,
  }
}

const found = (text: string, part = '') => (text.includes(part) ? part : text)

const hasNameOf = (bytes: Uint8Array, file: string) => externalIdOf(bytes) === externalIdOf(read(file))

/** Every string that is handed on, wherever it stands. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}

const said = (text: string) =>
  foldQuotes(text)
    .filter(({ kind }) => kind === 'said')
    .map((piece) => piece.text.trim())

test('two different mails never have one name', () => {
  const names = mails.filter((file) => !golden[file]?.sameMailAs).map((file) => externalIdOf(read(file)))

  expect(new Set(names).size).toBe(names.length)
  expect(names.every((name) => /^[^#]{0,250}#[0-9a-f]{32}$/.test(name))).toBe(true)
})

const head = 'From: Ada Example <ada@example.org>\r\nTo: help@desk.example\r\nSubject: Washer\r\n'

test.each<[string, () => string, string]>([
  [
    'a head of half a megabyte',
    () => `${head}X-Long: ${'a '.repeat(260_000)}\r\n\r\nx`,
    'headers of this mail are too long',
  ],
  [
    'a hundred thousand headers',
    () => `${head}${'X: y\r\n'.repeat(100_000)}\r\nx`,
    'headers of this mail are too long',
  ],
  [
    'headers of half a megabyte over all its parts',
    () => `${head}${mixed('b')}${`--b\r\nX-Long: ${'a'.repeat(2000)}\r\n\r\nx\r\n`.repeat(260)}--b--`,
    'headers of this mail are too long',
  ],
  [
    'a hundred thousand parts',
    () => `${head}${mixed('b')}${'--b\r\n\r\nx\r\n'.repeat(100_000)}`,
    'too many parts',
  ],
  [
    'ten thousand levels of parts',
    () => head + Array.from({ length: 10_000 }, (_, at) => `${mixed(`b${at}`)}--b${at}\r\n`).join(''),
    'nested too deeply',
  ],
  ['more than sixty megabytes', () => `${head}\r\n${'a'.repeat(61 * 1024 * 1024)}`, 'too large'],
])('%s is not understood, quickly and with the reason', async (_, build, because) => {
  const mail = Buffer.from(build(), 'latin1')
  const reason = { kind: 'not-understood', because: expect.stringContaining(because) }
  const took = await coreTime(async () => expect(await understandMail(mail, own)).toMatchObject(reason))

  expect(took).toBeLessThan(2000)
})

const mixed = (boundary: string) => `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`

test.each([
  ['ten million empty lines', '', '\n'.repeat(10_000_000)],
  ['five million quoted lines', '', '> \n'.repeat(5_000_000)],
  ['twenty megabytes of brackets in a page', 'Content-Type: text/html\r\n', '<'.repeat(20_000_000)],
  ['a page of a million open elements', 'Content-Type: text/html\r\n', '<div>'.repeat(1_000_000)],
  [
    'ten megabytes of broken quoted-printable',
    'Content-Transfer-Encoding: quoted-printable\r\n',
    '=\n= '.repeat(2_500_000),
  ],
  ['ten megabytes of padding', 'Content-Transfer-Encoding: base64\r\n', 'QQ=='.repeat(2_500_000)],
  ['a million lines to be joined', 'Content-Type: text/plain; format=flowed\r\n', 'a \n'.repeat(1_000_000)],
  ['a million lines that look like delimiters', mixed('b').trimEnd(), '\r\n--b x\r\n--bb'.repeat(500_000)],
])('%s keep nobody waiting', async (_, fields, body) => {
  const mail = Buffer.from(`${head}${fields}\r\n${body}`)
  const took = await coreTime(async () =>
    expect(await understandMail(mail, own)).toMatchObject({ kind: 'message' }),
  )

  expect(took).toBeLessThan(4000)
})

test('a mail of thirty megabytes is understood with its attachment', async () => {
  const file = Buffer.alloc(22 * 1024 * 1024, 'washer')
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')
  const part = 'Content-Type: video/mp4; name=leak.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  const understood = await understandMail(
    Buffer.from(`${head}${mixed('b')}--b\r\n\r\nSee.\r\n--b\r\n${part}${file}\r\n--b--`),
    own,
  )

  expect(understood).toMatchObject({
    kind: 'message',
    message: { text: 'See.', attachments: [{ name: 'leak.mp4' }] },
  })
}, 20_000)

test('an overlong text is cut, and the whole of it is kept as a file', async () => {
  const understood = await understandMail(
    Buffer.from(`${head}\r\n${'The washer leaks. '.repeat(60_000)}`),
    own,
  )

  expect(understood).toMatchObject({
    kind: 'message',
    message: { attachments: [{ name: 'message.txt', type: 'text/plain' }] },
  })
  const texts = stringsIn(understood).map((text) => text.length)
  expect(Math.max(...texts)).toBe(500_000)
})

test('whatever the bytes, it answers and never throws', async () => {
  const samples = mails.map(read).filter((bytes) => bytes.length < 20_000)
  const damaged = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(20_000), fc.uint8Array({ maxLength: 8 })), { maxLength: 6 }),
    )
    .map(([bytes, damages]) => {
      const copy = Buffer.from(bytes)
      for (const [at, damage] of damages)
        copy.set(damage.slice(0, Math.max(0, copy.length - (at % copy.length))), at % copy.length)
      return new Uint8Array(copy)
    })

  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), async (bytes) => {
      const understood = await understandMail(bytes, own)
      expect(['message', 'set-aside', 'doubtful', 'not-understood']).toContain(understood.kind)
      expect(externalIdOf(bytes)).toMatch(/#[0-9a-f]{32}$/)
    }),
    { numRuns: 1500 },
  )
}, 30_000)
