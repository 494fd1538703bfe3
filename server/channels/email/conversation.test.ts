import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import { startDovecot } from '#test/peers/dovecot.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { composeReply, replyMessageId } from './compose.ts'
import { watchMailbox } from './mailbox.ts'
import { sendMail } from './send.ts'

const dovecot = await startDovecot()
const relay = await startReceivingServer()
const postman = createTransport({ ...dovecot.lmtp, lmtp: true, ignoreTLS: true })
afterAll(async () => {
  postman.close()
  await Promise.all([dovecot.stop(), relay.close()])
})

/** The first mail in a real mailbox of this person. */
async function firstMailOf(name: string) {
  const found = Promise.withResolvers<Uint8Array>()
  const ending = new AbortController()
  const watching = watchMailbox({
    settings: { ...dovecot.imap, secure: false, ...dovecot.user(name), mailbox: 'INBOX' },
    cursor: null,
    keep: async ({ bytes }) => found.resolve(bytes),
    tooLarge: async () => found.reject(new Error('The mail is too large.')),
    said: () => undefined,
    maxBytes: 1_000_000,
    jitter: () => 0,
    now: () => Temporal.Now.instant(),
    signal: ending.signal,
  })
  const mail = await PostalMime.parse(await found.promise)
  ending.abort()
  await watching
  return mail
}

const bare = (id: string | undefined) => (id ?? '').replace(/^<|>$/g, '')

test('a reply arrives at the mailbox of the person who complained, in the thread of their mail', async () => {
  await postman.sendMail({
    from: 'Ada <ada@example.org>',
    to: 'desk@aldera.example',
    subject: 'My parcel',
    references: ['<first@example.org>'],
    text: 'Where is it?',
  })
  const complaint = await firstMailOf('desk')

  const timeout = Temporal.Duration.from('PT5S')
  const bytes = await composeReply({
    from: { address: 'desk@aldera.example', name: 'Aldera' },
    to: { address: complaint.from?.address ?? '', name: 'Ada' },
    subject: complaint.subject ?? '',
    text: 'It is on its way.',
    messageId: replyMessageId('018f', 'aldera.example'),
    inReplyTo: bare(complaint.messageId),
    references: (complaint.references ?? '').split(/\s+/).map(bare),
    date: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    caseNumber: 4711,
  })
  const ended = await sendMail({
    relayUrl: relay.url,
    envelope: { from: 'desk@aldera.example', to: 'ada@example.org' },
    bytes,
    beforeData: async () => undefined,
    timeouts: { connect: timeout, greeting: timeout, silence: timeout },
  })
  const [delivered] = relay.accepted
  await postman.sendMail({
    envelope: { from: delivered?.from, to: delivered?.to },
    raw: Buffer.from(delivered?.bytes ?? []),
  })

  const answer = await firstMailOf('ada')
  expect(ended).toEqual({ outcome: 'sent' })
  expect(answer).toMatchObject({
    subject: 'Re: My parcel',
    messageId: '<018f@aldera.example>',
    inReplyTo: complaint.messageId,
    references: `<first@example.org> ${complaint.messageId}`,
    text: 'It is on its way.\n',
  })
})
