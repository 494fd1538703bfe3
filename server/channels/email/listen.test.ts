import { execFileSync } from 'node:child_process'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
import { startMailClient, type MailClient } from '#test/peers/mail-client.ts'
import { listenForMail, type ArrivedMail, type Listening } from './listen.ts'

const open: { close(): Promise<void> }[] = []
const clients: MailClient[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) client.hangUp()
  await Promise.all(open.splice(0).map((listener) => listener.close()))
})

async function aListener(settings: Partial<Listening> = {}) {
  const kept: ArrivedMail[] = []
  const keep = async (mail: ArrivedMail) => {
    kept.push(mail)
    return { accepted: true as const }
  }
  const listener = await listenForMail({ port: 0, keep, ...settings })
  open.push(listener)
  return { ...listener, kept }
}

async function aClient(port: number, from?: string) {
  const client = await startMailClient(port, from)
  clients.push(client)
  return client
}

/** Goes as far as the 354 of a mail to these recipients. */
async function beginMail(client: MailClient, { hello = 'EHLO there', to = ['desk@aldera.example'] } = {}) {
  await client.say(hello)
  await client.say('MAIL FROM:<ada@example.org>')
  for (const address of to) await client.say(`RCPT TO:<${address}>`)
  return client.say('DATA')
}

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1')

test('the mail of an ordinary SMTP client is kept, with its envelope, before the client is told so', async () => {
  const happened: string[] = []
  const stored = Promise.withResolvers<void>()
  const { port } = await aListener({
    keep: async ({ sender, recipients, bytes }) => {
      await stored.promise
      happened.push(`kept ${sender} for ${recipients.join(' and ')}: ${/Subject: .*/.exec(text(bytes))?.[0]}`)
      return { accepted: true }
    },
  })
  const client = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })

  const sending = client
    .sendMail({
      from: 'ada@example.org',
      to: ['desk@aldera.example', 'help@aldera.example'],
      subject: 'My parcel',
      text: 'Where is it?',
    })
    .then((sent) => happened.push(sent.response))
  setTimeout(stored.resolve, 50)
  await sending

  expect(happened).toEqual([
    'kept ada@example.org for desk@aldera.example and help@aldera.example: Subject: My parcel',
    '250 2.6.0 Kept',
  ])
})

test('a mail that cannot be stored stays with the sender, who is asked to come back', async () => {
  const { port } = await aListener({
    keep: () => Promise.reject(new Error('the database is away, password=hush')),
  })
  const client = await aClient(port)

  await beginMail(client)

  expect(await client.say('Subject: x\r\n\r\nHello\r\n.')).toBe(
    '451 4.3.0 The mail could not be stored; try again later\r\n',
  )
})

test.for([
  [true, '451 4.3.0 Not now\r\n'],
  [false, '554 5.7.1 Not now\r\n'],
] as const)('a refusal is told as temporary or not: %s', async ([temporary, told]) => {
  const { port } = await aListener({ keep: async () => ({ accepted: false, because: 'Not now', temporary }) })
  const client = await aClient(port)

  await beginMail(client)

  expect(await client.say('Subject: x\r\n\r\nHello\r\n.')).toBe(told)
})

test('what a refusal says cannot add a line of its own to the conversation', async () => {
  const { port } = await aListener({
    keep: async () => ({ accepted: false, because: 'No\r\n250 Kept', temporary: false }),
  })
  const client = await aClient(port)

  await beginMail(client)

  expect(await client.say('Subject: x\r\n\r\nHello\r\n.')).toBe('554 5.7.1 No  250 Kept\r\n')
})

test('a mail that says beforehand that it is too large is refused before it is sent', async () => {
  const { port } = await aListener({ maxBytes: 1000 })
  const client = await aClient(port)

  expect(await client.say('EHLO there')).toContain('SIZE 1000\r\n')
  expect(await client.say('MAIL FROM:<ada@example.org> SIZE=1001')).toMatch(/^552 5\.3\.4 /)
})

test('a mail that turns out to be too large is told 552, and the next one of the same sender is kept', async () => {
  const { port, kept } = await aListener({ maxBytes: 1000 })
  const client = await aClient(port)

  await beginMail(client)
  client.write(`Subject: large\r\n\r\n${'a line of a mail that does not end\r\n'.repeat(20_000)}`)
  expect(await client.say('.')).toBe(
    '552 5.3.4 This mail is larger than 1000 bytes, the largest that is taken here\r\n',
  )

  await beginMail(client)
  expect(await client.say('Subject: small\r\n\r\nHello\r\n.')).toBe('250 2.6.0 Kept\r\n')
  expect(kept.map(({ bytes }) => text(bytes))).toEqual(['Subject: small\r\n\r\nHello\r\n'])
})

test('over LMTP each recipient is given an answer of its own, a repeated one too', async () => {
  const { port, kept } = await aListener()
  const client = await aClient(port)
  const to = ['desk@aldera.example', 'help@aldera.example', 'desk@aldera.example']

  await beginMail(client, { hello: 'LHLO there', to })
  const answers = [
    await client.say('Subject: x\r\n\r\nHello\r\n.'),
    await client.reply(),
    await client.reply(),
  ]

  expect(answers).toEqual(Array(3).fill('250 2.6.0 Kept\r\n'))
  expect(await client.say('NOOP')).toMatch(/^250 /)
  expect(kept.map(({ recipients }) => recipients)).toEqual([['desk@aldera.example', 'help@aldera.example']])
})

test('over LMTP a refusal is told for each recipient', async () => {
  const { port } = await aListener({ maxBytes: 10 })
  const client = await aClient(port)

  await beginMail(client, { hello: 'LHLO there', to: ['desk@aldera.example', 'help@aldera.example'] })
  const answers = [await client.say('Subject: too large\r\n\r\nHello\r\n.'), await client.reply()]

  expect(answers.map((answer) => answer.slice(0, 9))).toEqual(['552 5.3.4', '552 5.3.4'])
  expect(await client.say('NOOP')).toMatch(/^250 /)
})

test('a client that knows LMTP delivers through the same port', async () => {
  const { port, kept } = await aListener()
  const client = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })

  await client.sendMail({
    from: 'ada@example.org',
    to: ['desk@aldera.example', 'help@aldera.example'],
    text: 'Hello',
  })
  client.close()

  expect(kept).toHaveLength(1)
})

test('commands sent in one go are answered in order, and a dot that begins a line stays', async () => {
  const { port, kept } = await aListener()
  const client = await aClient(port)
  await client.say('EHLO there')

  client.write('MAIL FROM:<>\r\nRCPT TO:<desk@aldera.example>\r\nDATA\r\n')
  const replies = [await client.reply(), await client.reply(), await client.reply()]
  client.write('Subject: x\r\n\r\n..hidden\r\n.\r\nQUIT\r\n')
  replies.push(await client.reply(), await client.reply())

  expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '354', '250', '221'])
  expect(kept.map(({ sender, bytes }) => [sender, text(bytes)])).toEqual([
    ['', 'Subject: x\r\n\r\n.hidden\r\n'],
  ])
})

test('a sender that goes away in the middle of a mail leaves nothing behind', async () => {
  const { port, kept } = await aListener()
  const client = await aClient(port)
  await beginMail(client)
  client.write('Subject: x\r\n\r\nhalf a ')
  client.hangUp()

  const other = await aClient(port)
  await beginMail(other)
  await other.say('Subject: y\r\n\r\nwhole\r\n.')

  expect(kept.map(({ bytes }) => text(bytes))).toEqual(['Subject: y\r\n\r\nwhole\r\n'])
})

test('encryption is offered where there is a certificate for it, and only there', async () => {
  const request = 'req -x509 -newkey rsa:2048 -nodes -keyout - -subj /CN=desk -days 2'
  const pem = execFileSync('/usr/bin/openssl', request.split(' '), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const guarded = await aListener({ tls: { key: pem, cert: pem } })
  const plain = await aListener()
  const client = createTransport({
    host: '127.0.0.1',
    port: guarded.port,
    requireTLS: true,
    tls: { ca: pem, servername: 'desk' },
  })

  await client.sendMail({ from: 'ada@example.org', to: 'desk@aldera.example', text: 'Hello' })

  expect(guarded.kept).toHaveLength(1)
  expect(await (await aClient(plain.port)).say('EHLO there')).not.toContain('STARTTLS')
})

test('a sender that says nothing is sent away', async () => {
  const { port } = await aListener({ idle: Temporal.Duration.from('PT0.2S') })
  const client = await aClient(port)

  expect(await client.reply()).toMatch(/^421 4\.4\.2 /)
  await client.gone
})

test('a sender that is one too many is asked to come back', async () => {
  const { port } = await aListener({ clients: 1 })
  const first = await aClient(port)

  await expect(startMailClient(port).then((second) => second.say('EHLO there'))).rejects.toThrow('hung up')
  expect(await first.say('EHLO there')).toMatch(/^250/)
})

test('large mails that one sender never ends leave room for everybody who comes from elsewhere', async () => {
  const { port } = await aListener()
  for (const _ of [1, 2]) {
    const slow = await aClient(port, '127.0.0.2')
    await beginMail(slow)
    slow.write(`${'x'.repeat(998)}\r\n`.repeat(26_000))
  }
  const rest = `Subject: large\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(1500)}.`
  const sent = async (from: string) => {
    const client = await aClient(port, from)
    await beginMail(client)
    return client.say(rest)
  }

  await expect.poll(() => sent('127.0.0.2'), { timeout: 10_000 }).toMatch(/^452 4\.3\.1 /)
  expect(await sent('127.0.0.3')).toBe('250 2.6.0 Kept\r\n')
})

test('closing waits for the mail in flight and sends the idle away', async () => {
  const stored = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  const listener = await aListener({
    keep: async () => {
      arrived.resolve()
      await stored.promise
      return { accepted: true }
    },
  })
  const idle = await aClient(listener.port)
  const busy = await aClient(listener.port)
  await beginMail(busy)
  const answer = busy.say('Subject: x\r\n\r\nHello\r\n.')
  await arrived.promise

  const closing = listener.close()
  expect(await idle.reply()).toMatch(/^421 4\.3\.2 /)
  stored.resolve()

  expect(await answer).toBe('250 2.6.0 Kept\r\n')
  await closing
  await expect(startMailClient(listener.port)).rejects.toThrow('ECONNREFUSED')
})

test('a port that is in use is told at once', async () => {
  const { port } = await aListener()

  await expect(aListener({ port })).rejects.toThrow('EADDRINUSE')
})
