import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startDovecot } from '#test/peers/dovecot.ts'
import { freePort } from '#test/peers/loopback.ts'
import { watchMailbox, type MailboxCursor, type MailboxHealth, type MailboxWatch } from './mailbox.ts'

const dovecot = await startDovecot()
const postman = createTransport({ ...dovecot.lmtp, lmtp: true, ignoreTLS: true })
afterAll(async () => {
  postman.close()
  await dovecot.stop()
})

const watches: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(watches.splice(0).map((watch) => watch.stop()))
})

let people = 0
const somebody = () => dovecot.user(`desk${(people += 1)}`)

type Watched = Partial<Omit<MailboxWatch, 'settings'>> & { settings?: Partial<MailboxWatch['settings']> }

/** Watches a mailbox and notes the subjects it keeps, with the cursors it was given. */
function aWatch(owner: { user: string; password: string }, { settings, ...rest }: Watched = {}) {
  const kept: string[] = []
  const tooLarge: string[] = []
  const cursors: MailboxCursor[] = []
  const said: MailboxHealth[] = []
  const ending = new AbortController()
  const watching = watchMailbox({
    settings: { ...dovecot.imap, secure: false, ...owner, mailbox: 'INBOX', ...settings },
    cursor: null,
    keep: async ({ bytes }, cursor) => {
      kept.push(subjectOf(bytes))
      cursors.push(cursor)
    },
    tooLarge: async ({ headers, size }, cursor) => {
      tooLarge.push(`${subjectOf(headers)} of ${size > 20_000 ? 'more' : 'less'} than 20 kB`)
      cursors.push(cursor)
    },
    said: (health) => said.push(health),
    maxBytes: 20_000,
    jitter: () => 0,
    now: () => Temporal.Instant.from('2026-11-23T09:00:00Z'),
    lookAgainEvery: Temporal.Duration.from('PT30S'),
    signal: ending.signal,
    ...rest,
  })
  const stop = () => {
    ending.abort()
    return watching
  }
  watches.push({ stop })
  return { kept, tooLarge, cursors, said, stop }
}

const subjectOf = (bytes: Uint8Array) =>
  /^Subject: (.*)$/im.exec(Buffer.from(bytes).toString())?.[1]?.trim() ?? ''

const deliver = (to: { user: string }, subject: string, text = 'Hello') =>
  postman.sendMail({ from: 'ada@example.org', to: `${to.user}@aldera.example`, subject, text })

async function deliverAll(to: { user: string }, subjects: string[]) {
  for (const subject of subjects) await deliver(to, subject)
}

/** What the owner of the mailbox sees in it with a mail program of their own. */
async function withMailProgram<T>(
  owner: { user: string; password: string },
  look: (program: ImapFlow) => Promise<T>,
) {
  const auth = { user: owner.user, pass: owner.password }
  const program = new ImapFlow({ ...dovecot.imap, secure: false, auth, logger: false, disableAutoIdle: true })
  await program.connect()
  try {
    return await look(program)
  } finally {
    await program.logout()
  }
}

test('a mail that is delivered while the mailbox is watched is kept within two seconds', async () => {
  const owner = somebody()
  await deliver(owner, 'already there')
  const { kept, said } = aWatch(owner)
  await expect.poll(() => kept).toEqual(['already there'])

  await deliver(owner, 'new')

  await expect.poll(() => kept, { timeout: 2000, interval: 20 }).toEqual(['already there', 'new'])
  expect(said).toEqual([{ state: 'connected', since: Temporal.Instant.from('2026-11-23T09:00:00Z') }])
})

test('mails are kept in the order they came, and reading goes on behind the cursor', async () => {
  const owner = somebody()
  await deliverAll(owner, ['one', 'two', 'three'])
  const first = aWatch(owner)
  await expect.poll(() => first.kept).toEqual(['one', 'two', 'three'])
  await first.stop()
  await deliver(owner, 'four')

  const second = aWatch(owner, { cursor: first.cursors[1] ?? null })

  await expect.poll(() => second.kept).toEqual(['three', 'four'])
  expect(first.cursors.map(({ lastUid }) => lastUid)).toEqual([1, 2, 3])
})

test('a full mailbox is read to its end, past what others have deleted from it', async () => {
  const owner = somebody()
  const subjects = Array.from({ length: 120 }, (_, i) => `mail ${i}`)
  await withMailProgram(owner, async (program) => {
    for (const subject of subjects) await program.append('INBOX', `Subject: ${subject}\r\n\r\nHello\r\n`)
    await program.mailboxOpen('INBOX')
    await program.messageDelete('1:20,60', { uid: true })
  })

  const { kept, cursors } = aWatch(owner)

  const left = subjects.filter((_, i) => i >= 20 && i !== 59)
  await expect.poll(() => kept).toEqual(left)
  expect(cursors.at(-1)?.lastUid).toBe(120)
})

test('nothing in the mailbox is marked, moved or deleted', async () => {
  const owner = somebody()
  await deliver(owner, 'unread', 'x'.repeat(30_000))
  await deliver(owner, 'unread too')
  const { kept, tooLarge } = aWatch(owner)
  await expect.poll(() => kept.length + tooLarge.length).toBe(2)

  const flags = await withMailProgram(owner, async (program) => {
    await program.mailboxOpen('INBOX', { readOnly: true })
    return (await program.fetchAll('1:*', { flags: true })).map((mail) => [...(mail.flags ?? [])])
  })

  expect(flags.map((set) => set.filter((flag) => flag !== '\\Recent'))).toEqual([[], []])
})

test('of a mail that is too large the headers are told, and the mails around it are kept', async () => {
  const owner = somebody()
  await deliver(owner, 'before')
  await deliver(owner, 'large', 'x'.repeat(30_000))
  await deliver(owner, 'after')

  const { kept, tooLarge, cursors } = aWatch(owner)

  await expect.poll(() => kept).toEqual(['before', 'after'])
  expect(tooLarge).toEqual(['large of more than 20 kB'])
  expect(cursors.map(({ lastUid }) => lastUid)).toEqual([1, 2, 3])
})

test('a mail that cannot be stored is asked for again, and none overtakes it', async () => {
  const owner = somebody()
  await deliverAll(owner, ['one', 'two'])
  const tried: string[] = []
  const { said } = aWatch(owner, {
    keep: async ({ bytes }) => {
      tried.push(subjectOf(bytes))
      if (tried.length === 1) throw new Error('the database is away')
    },
  })

  await expect.poll(() => tried).toEqual(['one', 'one', 'two'])
  await expect.poll(() => said.map(({ state }) => state)).toEqual(['waiting', 'connected'])
  expect(said[0]?.because).toBe('A mail could not be stored. It stays in the mailbox and is tried again.')
})

test('a mailbox that was deleted and made again is read from its first mail', async () => {
  const owner = somebody()
  const mailbox = 'Complaints'
  await withMailProgram(owner, async (program) => {
    await program.mailboxCreate(mailbox)
    for (const subject of ['one', 'two', 'three'])
      await program.append(mailbox, `Subject: ${subject}\r\n\r\nHello\r\n`)
  })
  const { kept, cursors } = aWatch(owner, {
    settings: { mailbox },
    lookAgainEvery: Temporal.Duration.from('PT0.5S'),
  })
  await expect.poll(() => kept).toEqual(['one', 'two', 'three'])

  await withMailProgram(owner, async (program) => {
    await program.mailboxDelete(mailbox)
    await program.mailboxCreate(mailbox)
    await program.append(mailbox, 'Subject: first of the new one\r\n\r\nHello\r\n')
  })

  await expect.poll(() => kept).toEqual(['one', 'two', 'three', 'first of the new one'])
  expect(cursors.map(({ lastUid }) => lastUid)).toEqual([1, 2, 3, 1])
  expect(new Set(cursors.map(({ uidValidity }) => uidValidity)).size).toBe(2)
})

test('a mail server that is killed and started again loses nothing and doubles nothing', async () => {
  const owner = somebody()
  await deliverAll(owner, ['one', 'two'])
  const { kept, said } = aWatch(owner)
  await expect.poll(() => kept).toEqual(['one', 'two'])

  await dovecot.kill()
  await expect.poll(() => said.at(-1)?.state).toBe('waiting')
  await dovecot.restart()
  await deliver(owner, 'three')
  await expect.poll(() => kept).toEqual(['one', 'two', 'three'])
  await dovecot.restart()
  await deliver(owner, 'four')

  await expect.poll(() => kept).toEqual(['one', 'two', 'three', 'four'])
  expect(said.find(({ state }) => state === 'waiting')?.because).toMatch(/lost|Nobody answers/)
})

test('a wrong password is said in words, without the password', async () => {
  const { said } = aWatch({ user: 'desk', password: 'wr0ng' })

  await expect
    .poll(() => said.map(({ because }) => because))
    .toEqual(['The mail server does not let us in: the user name or the password is wrong.'])
})

test('a mailbox that is not there is said in words, and read as soon as it is made', async () => {
  const owner = somebody()
  const { kept, said } = aWatch(owner, { settings: { mailbox: 'Later' } })
  await expect
    .poll(() => said.map(({ because }) => because))
    .toEqual(['The mail server has no such mailbox, or does not open it for this user.'])

  await withMailProgram(owner, async (program) => {
    await program.mailboxCreate('Later')
    await program.append('Later', 'Subject: here\r\n\r\nHello\r\n')
  })

  await expect.poll(() => kept).toEqual(['here'])
})

test('a server that is not there is said in words, and stopping does not wait for it', async () => {
  const { said, stop } = aWatch(somebody(), { settings: { port: await freePort() } })
  await expect
    .poll(() => said.map(({ because }) => because))
    .toEqual(['Nobody answers at the address of the mail server.'])

  await stop()
})
