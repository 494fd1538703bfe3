import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { erasePerson } from '../people/erase-person.ts'
import { sql } from '#server/store/statement.ts'
import { scanFile } from '#server/channels/clamd/scan-file.ts'
import { split } from '../cases/split.ts'
import { alderasDesk } from '#test/aldera.ts'
import {
  aBrowser,
  aRoomByMail,
  aRoomDesk,
  aRoomInPublic,
  comeInByCode,
  comeInByMail,
  stampIn,
  everything,
} from '#test/room-desk.ts'

const { desk } = await aRoomDesk()

describe('what is said in a room', () => {
  test('is a message of the same case, and sent twice it is one', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'anna.example')
    const anna = await comeInByCode(desk, path, 'anna.example')
    const stamp = stampIn((await anna.ask('/room')).text)
    await anna.say('My number is 0151 23456789.', [new File(['receipt'], 'launderette.txt')], stamp)
    await anna.say('My number is 0151 23456789.', [new File(['receipt'], 'launderette.txt')], stamp)

    const kase = await desk.see(caseId)
    const said = kase.messages.filter(({ body }) => body === 'My number is 0151 23456789.')
    expect(said).toMatchObject([
      {
        direction: 'in',
        isPublic: false,
        attachments: [{ name: 'launderette.txt', type: 'text/plain', size: 7 }],
      },
    ])
    expect(kase.contacts).toBe(2)
    expect((await anna.ask('/room')).text).toContain('My number is 0151 23456789.')
    // The public thread is still where a public answer goes.
    expect(kase.replyTo).toMatchObject({ canBePublic: true, address: 'anna.example' })
  })

  test('lies in no row that can be read without its person’s key, and is nothing once they are erased', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'bela@example.org')
    const bela = await comeInByMail(desk, path, 'bela@example.org')
    await bela.say('My IBAN ends in 4711-quite-secret.', [
      new File(['scan-of-passport'], 'passport-bela.txt'),
    ])
    const kase = await desk.see(caseId)
    expect(kase.messages.some(({ body }) => body.includes('4711-quite-secret'))).toBe(true)

    const stored = await everything(desk)
    expect(stored).toContain('bela@example.org')
    for (const secret of ['4711-quite-secret', 'scan-of-passport', 'passport-bela'])
      expect(stored).not.toContain(secret)

    await erasePerson(desk, desk.admin, { personId: kase.person?.id ?? '', key: 'erase-bela' })
    const theirs = (await desk.see(caseId)).messages.filter(({ direction }) => direction === 'in')
    expect(theirs.map(({ isErased, body }) => [isErased, body])).toEqual([
      [true, ''],
      [true, ''],
    ])
    expect((await bela.ask('/room')).status).toBe(403)
    expect((await aBrowser(desk).ask(path)).status).toBe(404)
    const left = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(
        sql`select 1 from person_keys where org_id = $1 and person_id = $2
        union all select 1 from sealed_words where org_id = $1 and person_id = $2`,
        [desk.org, kase.person?.id],
      ),
    )
    expect(left).toEqual([])
  })

  test('tells of danger in the case that it is split off to, and still lies in no row that can be read', async () => {
    const { desk: alderas } = await aRoomDesk(await alderasDesk())
    const { caseId, path } = await aRoomByMail(alderas)
    const ada = await comeInByMail(alderas, path)
    await ada.say('It smells of gas, by the green-curtain.')
    const { messages } = await alderas.see(caseId)
    const said = messages.find(({ body }) => body.includes('green-curtain'))

    const { id } = await split(alderas, alderas.admin, {
      ...(await alderas.on(caseId)),
      items: [said?.itemId ?? ''],
    })

    const made = await alderas.see(id)
    expect(made.danger).toMatchObject({ messageId: said?.id, words: ['gas'] })
    expect(made.messages.map(({ body }) => body)).toEqual([said?.body])
    const digests = await alderas.db.withOrg(alderas.org, (tx) =>
      tx.rows<{ digest: string }>(
        sql`select distinct data->>'digest' as digest from events
        where org_id = $1 and type = 'message-received' and data->>'message' = $2`,
        [alderas.org, said?.id],
      ),
    )
    expect(digests).toHaveLength(1)
    expect(await everything(alderas)).not.toContain('green-curtain')
  })

  test('is another message where a page that was sent once is sent with other words or files', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'petra@example.org')
    const petra = await comeInByMail(desk, path, 'petra@example.org')
    const stamp = stampIn((await petra.ask('/room')).text)
    const photo = new File(['photo'], 'photo.txt')
    for (const [words, files] of [
      ['It leaks.', []],
      ['It leaks, and it smells.', []],
      ['It leaks.', [photo]],
      ['It leaks.', []],
    ] satisfies [string, File[]][]) {
      await petra.say(words, files, stamp)
      desk.wait('PT1S')
    }
    const said = (await desk.see(caseId)).messages.filter(({ body }) => body.startsWith('It leaks'))
    expect(said.map(({ body, attachments }) => [body, attachments.length])).toEqual([
      ['It leaks.', 0],
      ['It leaks, and it smells.', 0],
      ['It leaks.', 1],
    ])
  })

  test('is refused where it is too long, and all of it stands there still', async () => {
    const { path } = await aRoomByMail(desk, 'lena@example.org')
    const lena = await comeInByMail(desk, path, 'lena@example.org')
    const page = await lena.ask('/room')
    expect(page.text).toContain('<textarea')
    // A browser would cut it off without a word.
    expect(/<textarea[^>]*>/.exec(page.text)?.[0]).not.toContain('maxlength')
    const story = 'Über die Küche läuft Wasser. '.repeat(4000).trim()
    const again = await lena.say(story)
    expect(again.text).toContain(
      'This is 105,999 characters too long: we can take 10,000 at once. All of it still stands in the box',
    )
    expect(again.text).toContain(`>\n${story}</textarea>`)
  })

  test('is not taken while the virus scanner says no, or says nothing', async () => {
    const scanner = await aScanner()
    const { desk: guarded } = await aRoomDesk({ ...desk, place: { ...desk.place, scanner: scanner.address } })
    const { caseId, path } = await aRoomByMail(guarded, 'cora@example.org')
    const cora = await comeInByMail(guarded, path, 'cora@example.org')
    const harmful = await cora.say('See this', [new File(['EICAR'], 'bill.txt')])
    expect(harmful.text).toContain('“bill.txt” was not taken: our virus scanner found something in it.')
    // What was typed stands there still.
    expect(harmful.text).toContain('>\nSee this</textarea>')
    await cora.say('And this', [new File(['harmless'], 'photo.txt')])
    await scanner.stop()
    const unheard = await cora.say('And that', [new File(['harmless'], 'other.txt')])
    expect(unheard.text).toContain('the scanner does not answer just now')
    const files = (await guarded.see(caseId)).messages.flatMap(({ attachments }) => attachments)
    expect(files.map(({ name }) => name)).toEqual(['photo.txt'])
  })
})

/** Speaks clamd's INSTREAM, frame by frame, and finds harm in whatever holds EICAR. */
async function aScanner() {
  const server = createServer((socket) => {
    let seen = Buffer.alloc(0)
    socket.on('data', (part) => {
      seen = Buffer.concat([seen, Buffer.from(part)])
      const start = 'zINSTREAM\0'.length
      if (!seen.subarray(0, start).equals(Buffer.from('zINSTREAM\0'))) return socket.end('UNKNOWN COMMAND\0')
      const chunks: Buffer[] = []
      for (let at = start; at + 4 <= seen.byteLength;) {
        const length = seen.readUInt32BE(at)
        if (length === 0)
          return socket.end(
            Buffer.concat(chunks).includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0',
          )
        chunks.push(seen.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
      return undefined
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const place = server.address()
  const port = place !== null && typeof place === 'object' ? place.port : 0
  const stop = () => new Promise<void>((done) => void server.close(() => done()))
  onTestFinished(() => (server.listening ? stop() : undefined))
  return { address: `127.0.0.1:${port}`, stop }
}

test('a file of many chunks is scanned whole, and one that is too slow to be scanned is not clean', async () => {
  const scanner = await aScanner()
  const large = Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.from('EICAR')])
  expect(await scanFile(scanner.address, large)).toEqual({ found: 'harm', name: 'Eicar-Test' })
  expect(await scanFile(scanner.address, large.subarray(0, -1))).toEqual({ found: 'nothing' })
  const silent = createServer()
  await new Promise<void>((done) => void silent.listen(0, '127.0.0.1', done))
  onTestFinished(() => void silent.close())
  const place = silent.address()
  const address = `127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}`
  expect(await scanFile(address, large, Temporal.Duration.from({ milliseconds: 200 }))).toEqual({
    found: 'no-answer',
  })
})
