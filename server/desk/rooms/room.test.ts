import { createServer } from 'node:net'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { closeCaseRoom, postClosingNote, showCaseRoom } from './case-room.ts'
import { showDraft } from '../replies/drafts.ts'
import { describePerson } from '../people/describe-person.ts'
import { erasePerson } from '../people/erase-person.ts'
import { merge } from '../cases/merge.ts'
import { offerRoom } from './offer-room.ts'
import { keepPromise, promise } from '../cases/promise.ts'
import { resolve } from '../settling/resolve.ts'
import { openRooms } from '#server/store/rooms.ts'
import { sql } from '#server/store/statement.ts'
import { sendDueReplies } from '#server/work/send-replies.ts'
import { scanFile } from '#server/channels/clamd/scan-file.ts'
import { withRoomLink } from './room-link.ts'
import { sendReply } from '../replies/send-reply.ts'
import { withdrawReply } from '../replies/withdraw-reply.ts'
import { writeDeed } from '../settling/write-deed.ts'
import {
  aBrowser,
  aRoomByMail,
  aRoomDesk,
  aRoomInPublic,
  askIn,
  comeInByCode,
  codeIn,
  comeInByMail,
  post,
  stampIn,
} from '#test/room-desk.ts'
import { letLeave } from '#test/mail.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import type { TestDesk } from '#test/desk.ts'

const { desk } = await aRoomDesk()

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }

const kindsOf = async (caseId: string) => (await desk.see(caseId)).events.map(({ type }) => type).toReversed()

/** Every row of every table, as somebody reads them who has got hold of the whole database and of no key. */
async function everything(from: TestDesk): Promise<string> {
  const tables = await from.db.asOwner((tx) =>
    tx.rows<{ name: string }>(
      sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    ),
  )
  const client = new pg.Client(from.database.address.owner)
  await client.connect()
  const rows: string[] = []
  for (const { name } of tables) {
    const { rows: found } = await client.query<{ row: string }>(`select t::text as row from "${name}" t`)
    rows.push(...found.map(({ row }) => row))
  }
  await client.end()
  // What is stored as bytes is written in hex: as text, what stands in it can be read.
  const hex = rows.flatMap((row) => row.match(/\\x[0-9a-f]+/g) ?? [])
  return [...rows, ...hex.map((text) => Buffer.from(text.slice(2), 'hex').toString('latin1'))].join('\n')
}

const writesDeed = async (caseId: string) =>
  writeDeed(desk, desk.admin, { ...(await desk.on(caseId)), what: 'A new seal was fitted.' })
const asksSettled = async (caseId: string) => {
  const { question } = await showCaseRoom(desk, desk.admin, { caseId })
  if (!question) throw new Error('Nobody can be asked by a link.')
  const { visibility, draft: body } = question
  const on = await desk.on(caseId)
  const { id } = await offerRoom(desk, desk.admin, { ...on, visibility, body, asksSettled: true })
  return { id, visibility }
}

describe('the question whether it is settled', () => {
  test('carries by mail the way to the room, where one tap answers it, and is a try', async () => {
    const { caseId } = await desk.take({ from: { email: 'tilda@example.org', name: 'Tilda' } })
    await expect(asksSettled(caseId)).rejects.toThrow('Nothing has been done yet')
    await writesDeed(caseId)
    const { id, visibility } = await asksSettled(caseId)
    await letLeave(desk)
    expect(visibility).toBe('private')
    expect((await desk.see(caseId)).closing.attempts).toMatchObject([{ way: 'reply' }])

    const sent = await withRoomLink(desk, desk.org, { id, body: '{link}' })
    const tilda = await comeInByMail(desk, new URL(sent).pathname, 'tilda@example.org')
    await tilda.press('/room/settled', { says: 'settled' })
    expect((await desk.see(caseId)).closing.word).toMatchObject({
      says: 'settled',
      way: 'room',
      by: 'customer',
    })
  })

  test('shows in public no more than the door, and nothing of the matter', async () => {
    const from = { handle: 'uwe.example', network: 'bluesky', name: 'Uwe' }
    const body = 'My Forna washer floods the kitchen.'
    const { caseId } = await desk.take({ channel: 'social', public: true, from, subject: '', body })
    await writesDeed(caseId)
    const { id, visibility } = await asksSettled(caseId)

    expect(visibility).toBe('public')
    const said = (await desk.see(caseId)).messages.find((message) => message.id === id)?.body ?? ''
    expect(said).toMatch(
      /https:\/\/desk\.example\/r\/[\w-]{43} – only you get in, with a code from this account/,
    )
    for (const matter of ['Forna', 'washer', 'seal']) expect(said).not.toContain(matter)
    const [, path = ''] = /desk\.example(\/r\/[\w-]{43})/.exec(said) ?? []
    const uwe = await comeInByCode(desk, path, 'uwe.example')
    await uwe.press('/room/settled', { says: 'not-settled' })
    expect((await desk.see(caseId)).closing.word).toMatchObject({ says: 'not-settled', way: 'room' })
  })
})

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

describe('a colleague', () => {
  test('asks somebody in by a public reply that holds nothing of the matter and passes the guard', async () => {
    const { caseId } = await aRoomInPublic(desk, 'dana.example')
    const { invite, room } = await showCaseRoom(desk, desk.admin, { caseId })
    expect(invite?.visibility).toBe('public')
    expect(invite?.draft).toContain('{link}')
    expect(room).toMatchObject({ state: 'offered', address: '@dana.example' })
    const asked = { ...(await desk.on(caseId)), visibility: 'public' } as const
    await expect(
      offerRoom(desk, desk.admin, { ...asked, body: 'Call 0170 5550123: {link}' }),
    ).rejects.toThrow('Everybody could read a phone number')
    await expect(offerRoom(desk, desk.admin, { ...asked, body: 'Come in.' })).rejects.toThrow('{link}')

    const again = { ...asked, body: invite?.draft ?? '' }
    const [first, second] = [
      await offerRoom(desk, desk.admin, again),
      await offerRoom(desk, desk.admin, again),
    ]
    expect(second).toEqual(first)
    expect(await kindsOf(caseId)).toEqual(expect.arrayContaining(['room-offered', 'reply-sent']))
  })

  test('never reads a link that went by mail: it stands in no row, and in the mail', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'elsa@example.org')
    // A mail with a link in it says whom it is from.
    const { invite } = await showCaseRoom(desk, desk.admin, { caseId })
    expect(invite?.draft).toMatch(
      /^Hello Ada,\n\nHere is your private page[^]*\n\nAdministrator\nAldera \d+$/,
    )
    expect(path).toMatch(/^\/r\/[\w-]{43}$/)
    const kase = await desk.see(caseId)
    expect(JSON.stringify(kase)).not.toContain('/r/')
    expect(kase.messages.find(({ direction }) => direction === 'out')?.body).toBe(
      'We settle this with you alone: {link}',
    )
    expect(await everything(desk)).not.toContain(path)
    const relay = await startReceivingServer()
    onTestFinished(() => relay.close())
    await sendDueReplies(desk, { relayUrl: relay.url, defaultFrom: 'desk@desk.test', worker: 1 })
    const sent = relay.accepted.map(({ bytes }) => Buffer.from(bytes).toString().replaceAll('=\r\n', ''))
    expect(sent.join()).toContain(path)
    expect(sent.find((mail) => mail.includes(path))).toMatch(/^From: "Administrator, Aldera \d+" </m)
  })

  test('takes a link back that nobody was given yet: the one before leads there again, and a new room is none', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'tara.example')
    const waits = { visibility: 'public', body: 'Another way: {link}', sendAfter: 10 } as const
    const again = await offerRoom(desk, desk.admin, { ...(await desk.on(caseId)), ...waits })
    expect((await aBrowser(desk).ask(path)).status).toBe(410)

    await withdrawReply(desk, desk.admin, { messageId: again.id, key: 'back-tara' })
    expect((await aBrowser(desk).ask(path)).status).toBe(200)
    expect((await showDraft(desk, desk.admin, { caseId })).draft).toBeNull()

    const from = { handle: 'uma.example', network: 'bluesky', name: 'Uma' }
    const uma = await desk.take({ channel: 'social', public: true, from, subject: '', body: 'Nobody came.' })
    const first = await offerRoom(desk, desk.admin, { ...(await desk.on(uma.caseId)), ...waits })
    const said = (await desk.see(uma.caseId)).messages.find(({ id }) => id === first.id)
    expect(said?.delivery).toMatchObject({ state: 'queued', byHand: true })
    const [, link = ''] = /(\/r\/[\w-]{43})/.exec(said?.body ?? '') ?? []
    expect((await aBrowser(desk).ask(link)).status).toBe(200)
    await withdrawReply(desk, desk.admin, { messageId: first.id, key: 'back-uma' })
    expect((await aBrowser(desk).ask(link)).status).toBe(404)
    expect((await showCaseRoom(desk, desk.admin, { caseId: uma.caseId })).room?.state).toBe('closed')
  })

  test('closes a room, and no page and no link leads there any more', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'flora@example.org')
    const flora = await comeInByMail(desk, path, 'flora@example.org')
    await closeCaseRoom(desk, desk.admin, { caseId, key: 'close-flora' })
    await closeCaseRoom(desk, desk.admin, { caseId, key: 'close-flora' })
    expect((await flora.ask('/room')).status).toBe(403)
    expect((await aBrowser(desk).ask(path)).status).toBe(404)
    expect((await kindsOf(caseId)).filter((kind) => kind === 'room-closed')).toHaveLength(1)
    const again = await askIn(desk, caseId, 'private')
    expect((await (await comeInByMail(desk, again, 'flora@example.org')).ask('/room')).status).toBe(200)
  })

  test('sees, uses and closes the rooms of every case that was taken over, however long the row', async () => {
    const { caseId: first, path } = await aRoomByMail(desk, 'quinn@example.org')
    const from = { email: 'quinn@example.org', name: 'Ada' }
    const { caseId: second } = await desk.take({ from, ...bill })
    const { caseId: third } = await desk.take({
      from,
      subject: 'Rude',
      body: 'He shouted and slammed a door.',
    })
    const quinn = await comeInByMail(desk, path, 'quinn@example.org')
    const other = await comeInByMail(desk, await askIn(desk, second, 'private'), 'quinn@example.org')
    await letLeave(desk)
    await merge(desk, desk.admin, { ...(await desk.on(second)), takes: first })
    await merge(desk, desk.admin, { ...(await desk.on(third)), takes: second })
    expect((await showCaseRoom(desk, desk.admin, { caseId: third })).room).toMatchObject({ state: 'entered' })

    // The room that they have is theirs still: no second one is opened beside it.
    await askIn(desk, third, 'private')
    const rooms = await desk.db.withOrg(desk.org, (tx) => openRooms(tx, [first, second, third]))
    expect(rooms).toHaveLength(1)
    const inside = [await quinn.ask('/room'), await other.ask('/room')].filter(({ status }) => status === 200)
    expect(inside).toHaveLength(1)

    await closeCaseRoom(desk, desk.admin, { caseId: third, key: 'close-quinn' })
    expect((await quinn.ask('/room')).status).toBe(403)
    expect((await other.ask('/room')).status).toBe(403)
    expect((await showCaseRoom(desk, desk.admin, { caseId: third })).room).toMatchObject({ state: 'closed' })
  })

  test('asks nobody in who could not be told apart at the door', async () => {
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 170 5550123' } })
    expect((await showCaseRoom(desk, desk.admin, { caseId })).invite).toBeNull()
    const asked = { ...(await desk.on(caseId)), visibility: 'private', body: '{link}' } as const
    await expect(offerRoom(desk, desk.admin, asked)).rejects.toThrow('by an e-mail address or by an account')
  })
})

describe('in the room', () => {
  test('the customer says that it is settled, and then a closing note is drafted for the public thread', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'gina.example')
    const gina = await comeInByCode(desk, path, 'gina.example')
    expect((await showCaseRoom(desk, desk.admin, { caseId })).closingNote).toBeNull()
    const note = { ...(await desk.on(caseId)), body: 'All is settled.' }
    await expect(postClosingNote(desk, desk.admin, note)).rejects.toThrow('not settled yet')

    await gina.press('/room/settled', { says: 'settled' })
    await gina.press('/room/felt', { feeling: 'listened', is: 'yes' })
    expect((await gina.ask('/room')).text).toContain('You said that it is settled')
    const { closingNote } = await showCaseRoom(desk, desk.admin, { caseId })
    expect(closingNote).toBe('This is settled; we talked it over in private. Thank you for telling us.')

    const given = { ...(await desk.on(caseId)), body: closingNote ?? '' }
    await postClosingNote(desk, desk.admin, given)
    await postClosingNote(desk, desk.admin, given)
    const said = (await desk.see(caseId)).messages.filter(({ body }) => body === closingNote)
    expect(said).toMatchObject([{ isPublic: true, direction: 'out' }])
    expect((await showCaseRoom(desk, desk.admin, { caseId })).closingNote).toBeNull()
  })

  test('“I disagree” and “nobody answers me” are heard, and a double press is one', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'hanna@example.org')
    const hanna = await comeInByMail(desk, path, 'hanna@example.org')
    const stamp = stampIn((await hanna.ask('/room')).text)
    await hanna.send('/room/settled', { stamp, says: 'nobody-answers' })
    await hanna.send('/room/settled', { stamp, says: 'nobody-answers' })
    await hanna.press('/room/settled', { says: 'disagree' })
    const heard = (await desk.see(caseId)).events.filter(({ type }) => type === 'customer-heard')
    expect(heard.map(({ data }) => data['says']).toReversed()).toEqual(['nobody-answers', 'disagree'])
    expect(heard.every(({ by }) => by === 'customer')).toBe(true)
  })

  test('a second button of the same page is heard as well, and what is refused is told on a page', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'rosa@example.org')
    const rosa = await comeInByMail(desk, path, 'rosa@example.org')
    const stamp = stampIn((await rosa.ask('/room')).text)
    const pressed = [
      await rosa.send('/room/settled', { stamp, says: 'settled' }),
      await rosa.send('/room/settled', { stamp, says: 'disagree' }),
      await rosa.send('/room/felt', { stamp, feeling: 'listened', is: 'yes' }),
      await rosa.send('/room/felt', { stamp, feeling: 'listened', is: 'no' }),
    ]
    expect(pressed.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const heard = (await desk.see(caseId)).events.filter(({ type }) => type === 'customer-heard')
    expect(heard.map(({ data }) => data['says']).toReversed()).toEqual(['settled', 'disagree'])

    const refused = [
      await rosa.send('/room/settled', { stamp, says: 'whatever' }),
      await rosa.send('/room/say', { stamp, words: 'As no form sends it.' }),
      await rosa.ask('/room/files/none/0'),
    ]
    expect(refused.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
      [400, 'text/html; charset=utf-8'],
      [400, 'text/html; charset=utf-8'],
      [404, 'text/html; charset=utf-8'],
    ])
  })

  test('a private answer is read there, with who gave it; a note of ours and what waits to be sent are not', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'iris.example')
    const iris = await comeInByCode(desk, path, 'iris.example')
    const on = await desk.on(caseId)
    await sendReply(desk, desk.admin, {
      ...on,
      body: 'It comes on Friday, Iris.',
      visibility: 'private',
      asks: false,
    })
    const later = await desk.on(caseId)
    const waits = { ...later, visibility: 'private', asks: false, sendAfter: 10 } as const
    await sendReply(desk, desk.admin, { ...waits, body: 'This still waits.' })
    const { text } = await iris.ask('/room')
    expect(text).toContain('It comes on Friday, Iris.')
    expect(text).not.toContain('This still waits.')
  })

  test('says what was promised, what somebody can do now, and spells out no link that has led them in', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'lena.example')
    const lena = await comeInByCode(desk, path, 'lena.example')
    const dueAt = desk.now().add({ hours: 30 }).toString()
    const given = { ...(await desk.on(caseId)), what: 'Ines brings a seal.', dueAt }
    const { id: promiseId } = await promise(desk, desk.admin, given)
    const { text } = await lena.ask('/room')
    expect(text).toContain('<p class="text" dir="auto">Ines brings a seal.</p>')
    expect(text).toContain('We settle this with you alone: (the link to this page)')
    expect(text).not.toContain(path)
    await keepPromise(desk, desk.admin, { promiseId, key: 'lena-kept' })

    const question = { body: 'The seal is in. Is it settled?', visibility: 'private', asks: false } as const
    await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...question, asksSettled: true })
    expect((await lena.ask('/room')).text).toContain('<h1>Is it settled for you?</h1>')
    await lena.press('/room/settled', { says: 'settled' })
    await resolve(desk, desk.admin, {
      ...(await desk.on(caseId)),
      decision: 'upheld',
      restsOn: 'word',
      reason: 'The seal is in.',
    })
    expect((await lena.ask('/room')).text).toMatch(
      /This case is closed<[\s\S]*It opens again\.[\s\S]*looked after this/,
    )
  })

  test('language, large letters and the way to hear of us are kept, and a colleague sees the wish', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'jana@example.org')
    const jana = await comeInByMail(desk, path, 'jana@example.org')
    await jana.press('/room/wishes', { language: 'de', wish: 'phone', large: 'yes' })
    const { text } = await jana.ask('/room')
    expect(text).toMatch(/<html lang="de" +class="large">/)
    expect(text).toContain('Wie es Ihnen passt')
    // Our ladder is called as customers call it.
    expect(text).toContain('Kundenservice')
    expect(text).toContain('geht es an die Teamleitung, ohne dass Sie darum bitten')
    expect((await showCaseRoom(desk, desk.admin, { caseId })).room).toMatchObject({
      state: 'entered',
      wish: 'phone',
    })
  })

  test('a code is heard from a network only, and only within a quarter of an hour', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'kira.example')
    await describePerson(desk, desk.admin, { ...(await desk.on(caseId)), zone: 'Asia/Tokyo' })
    const kira = aBrowser(desk)
    await kira.send(path, {})
    const page = (await kira.ask('/room')).text
    const code = codeIn(page)
    // Whose page it is stands above it, and the time is one of their clock.
    expect(page).toMatch(/<header>\s*Aldera[\s\S]*holds until \d\d:\d\d GMT\+9/)
    desk.wait('PT16M')
    // It is no complaint all the same.
    expect(await post(desk, 'kira.example', code)).toMatchObject({ outcome: 'set-aside' })
    const late = (await kira.send('/room/prove', { stamp: stampIn(page) })).text
    expect(late).toContain('This code has run out.')
    const [, again = ''] = /<a href="(\/r\/[\w-]{43})">Show me a new code/.exec(late) ?? []
    await kira.send(again, {})
    expect(codeIn((await kira.ask('/room')).text)).not.toBe(code)
  })
})
