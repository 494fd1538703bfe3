import { afterAll, expect, test } from 'vitest'
import { addDraftFile } from '#server/desk/replies/draft-files.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { aDeskAlone } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { startDeliveringRelay } from '#test/peers/delivering-relay.ts'
import { startDovecot } from '#test/peers/dovecot.ts'
import { readMailbox } from '#test/peers/read-mailbox.ts'
import { sendDueReplies } from './send-replies.ts'

const dovecot = await startDovecot()
const relay = await startDeliveringRelay(dovecot)
afterAll(async () => {
  await relay.close()
  await dovecot.stop()
})

const everyByte = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7 + (n >> 8)) % 256))

const files = [
  { name: 'plan.txt', bytes: Buffer.from('One line.\r\nAnother.\n.\n--\nFrom here on: ß\n') },
  { name: 'Mängelliste – Küche & Bad (2).bin', bytes: everyByte },
  { name: '写真.pdf', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), everyByte.subarray(0, 999)]) },
  { name: `${'ein sehr langer Name '.repeat(6)}Ü.txt`, bytes: Buffer.from('x') },
  { name: `"quoted"; name=other.txt`, bytes: Buffer.from('y') },
]

test('the files of a reply arrive in the customer’s mailbox by their names, byte for byte', async () => {
  const desk = await aDeskAlone()
  const [item] = await deliver(desk, aMail())
  const caseId = item?.caseId ?? ''
  for (const file of files) await addDraftFile(desk, desk.admin, { caseId, ...file })
  const kept = await addDraftFile(desk, desk.admin, { caseId, name: 'not this one.txt', bytes: everyByte })

  await sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'Here is the plan.',
    visibility: 'private',
    asks: false,
    files: kept.slice(0, files.length).map(({ id }) => id),
  })
  await sendDueReplies(desk, { relayUrl: relay.url, defaultFrom: 'desk@desk.test', worker: 1 })

  const [mail] = await readMailbox(dovecot, 'ada', 1)
  expect(mail?.text?.trim()).toBe('Here is the plan.')
  const arrived = (mail?.attachments ?? []).map(({ filename, mimeType, disposition, content }) => ({
    filename,
    mimeType,
    disposition,
    isWhole: Buffer.from(typeof content === 'string' ? content : new Uint8Array(content)).equals(
      bytesOf(filename),
    ),
  }))
  expect(arrived).toEqual(
    [
      ['plan.txt', 'text/plain'],
      ['Mängelliste – Küche & Bad (2).bin', 'application/octet-stream'],
      ['写真.pdf', 'application/pdf'],
      [nameOf(3), 'text/plain'],
      [nameOf(4), 'text/plain'],
    ].map(([filename, mimeType]) => ({ filename, mimeType, disposition: 'attachment', isWhole: true })),
  )
})

/** The name as the desk keeps it: what a file system cannot bear is a line, and it ends somewhere. */
const nameOf = (index: number) => (files[index]?.name ?? '').replaceAll(/[<>:"|?*]/g, '_').slice(0, 150)

const bytesOf = (filename: string | null) =>
  files.find((_, index) => nameOf(index) === filename)?.bytes ?? Buffer.alloc(0)
