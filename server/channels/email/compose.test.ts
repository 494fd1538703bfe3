import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { composeReply, replyMessageId, type Reply } from './compose.ts'

const aReply = (changes: Partial<Reply> = {}): Reply => ({
  from: { address: 'desk@aldera.example', name: 'Aldera' },
  to: { address: 'ada@example.org', name: 'Ada' },
  subject: 'My parcel',
  text: 'It is on its way.\n',
  messageId: 'reply-1@aldera.example',
  inReplyTo: 'two@example.org',
  references: ['one@example.org'],
  date: Temporal.Instant.from('2026-11-23T09:00:00Z'),
  caseNumber: 4711,
  ...changes,
})

const parsed = async (reply: Reply) => PostalMime.parse(await composeReply(reply))

const header = async (reply: Reply, key: string) =>
  (await parsed(reply)).headers.find((one) => one.key === key)?.value

test('a reply says whom it answers, in words that every mail program threads by', async () => {
  const mail = await parsed(aReply())

  expect(mail).toMatchObject({
    from: { address: 'desk@aldera.example', name: 'Aldera' },
    to: [{ address: 'ada@example.org', name: 'Ada' }],
    subject: 'Re: My parcel',
    messageId: '<reply-1@aldera.example>',
    inReplyTo: '<two@example.org>',
    references: '<one@example.org> <two@example.org>',
    date: '2026-11-23T09:00:00.000Z',
    text: 'It is on its way.\n',
  })
  expect(await header(aReply(), 'x-evenhand-case')).toBe('4711')
})

test.for([
  ['My parcel', 'Re: My parcel'],
  ['Re: My parcel', 'Re: My parcel'],
  ['RE: AW: Re[2]: sv : My parcel', 'Re: My parcel'],
  ['Fwd: My parcel', 'Re: Fwd: My parcel'],
  ['Regarding: my parcel', 'Re: Regarding: my parcel'],
  ['', 'Re: (no subject)'],
  ['Mein Päckchen ✉', 'Re: Mein Päckchen ✉'],
] as const)('the answer to "%s" is called "%s"', async ([subject, answer]) => {
  expect((await parsed(aReply({ subject }))).subject).toBe(answer)
})

test('a long thread keeps its first mail and its newest', async () => {
  const references = Array.from({ length: 500 }, (_, i) => `mail-${i}@example.org`)
  const thread = String(await header(aReply({ references }), 'references')).split(/\s+/)

  expect(thread).toHaveLength(30)
  expect([thread[0], thread.at(-2), thread.at(-1)]).toEqual([
    '<mail-0@example.org>',
    '<mail-499@example.org>',
    '<two@example.org>',
  ])
})

test('a Message-ID that is none is left out of the thread', async () => {
  const reply = aReply({
    inReplyTo: 'x\r\nBcc: eve@example.org',
    references: ['a b', '<c>', 'one@example.org', ''],
  })
  const mail = await parsed(reply)

  expect([mail.inReplyTo, mail.references]).toEqual([undefined, '<one@example.org>'])
})

test.for([
  '',
  'ada',
  'ada@example.org\r\nBcc: eve@example.org',
  'ada@example.org, eve@example.org',
  'a <eve@example.org>',
])('a reply to %j is refused', async (address) => {
  await expect(composeReply(aReply({ to: { address } }))).rejects.toMatchObject({
    name: 'Refusal',
    code: 'invalid',
  })
})

test('whatever people write, it adds no header, and the text arrives as it was written', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'x\r\nBcc: eve@example.org',
      '\n\nbody',
      '=?utf-8?q?=0D=0ABcc:_eve?=',
      '\u2028Bcc: x',
      '\r.\r',
      '\0',
    ),
  )
  const plain = [
    'x-evenhand-case',
    'from',
    'to',
    'in-reply-to',
    'references',
    'subject',
    'message-id',
    'date',
  ]
  const usual = [...plain, 'content-transfer-encoding', 'mime-version', 'content-type']
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, hostile, async (subject, name, id, words) => {
      const text = `Dear Ada, ${words}`
      const reply = aReply({
        subject,
        from: { address: 'desk@aldera.example', name },
        references: [id],
        text,
      })
      const bytes = await composeReply(reply)
      const mail = await PostalMime.parse(bytes)

      expect(mail.headers.map(({ key }) => key)).toEqual(usual)
      expect(mail.from?.address).toBe('desk@aldera.example')
      expect(mail.to).toHaveLength(1)
      expect(unwrapped(mail.text)).toBe(unwrapped(text.toWellFormed()))
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/\r(?!\n)|(?<!\r)\n|[^\r\n]{999}/)
    }),
    { numRuns: 300 },
  )
})

/** A text without what mail does not carry: the kind of its line ends, and whether the last line has one. */
const unwrapped = (text = '') => text.replace(/\r\n?|\n/g, '\n').replace(/\n+$/, '')

test('sending again sends the same mail, byte for byte', async () => {
  const text = `Grüße, ${'a long line '.repeat(20)}\n\n-- \nAldera`
  const first = await composeReply(aReply({ text }))
  await new Promise((resolve) => setTimeout(resolve, 20))

  expect(Buffer.from(await composeReply(aReply({ text }))).equals(first)).toBe(true)
})

test('a reply is known by the message it is kept as', () => {
  expect(replyMessageId('018f-7c', 'Büro.example')).toBe('018f-7c@xn--bro-hoa.example')
  expect(() => replyMessageId('1>\r\nBcc: eve@example.org', 'aldera.example')).toThrow('Message-ID')
})

test('the files of a reply go with it by their names, and the same reply is the same mail to the byte', async () => {
  const files = [
    { name: 'Mängelliste – Küche.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7\r\n.\r\n') },
    { name: 'a.txt"; filename=b.exe\r\nBcc: eve@example.org', type: 'text/plain', bytes: Buffer.from('x') },
  ]
  const reply = aReply({ files })

  const mail = await parsed(reply)
  expect(mail.text?.trim()).toBe('It is on its way.')
  expect(mail.attachments).toMatchObject([
    { filename: 'Mängelliste – Küche.pdf', mimeType: 'application/pdf', disposition: 'attachment' },
    { filename: 'a.txt"; filename=b.exe Bcc: eve@example.org', mimeType: 'text/plain' },
  ])
  expect(mail.bcc ?? []).toEqual([])
  expect(mail.headers.filter(({ key }) => key === 'bcc')).toEqual([])
  expect(Buffer.compare(await composeReply(reply), await composeReply(reply))).toBe(0)
})
