import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { doorAt, standAtDoor } from '#server/desk/rooms/room-door.ts'
import { showCaseRoom } from '#server/desk/rooms/case-room.ts'
import { testDesk } from '#test/desk.ts'
import {
  aBrowser,
  aRoomByMail,
  aRoomDesk,
  aRoomInPublic,
  askIn,
  codeIn,
  comeInByCode,
  comeInByMail,
  post,
  stampIn,
} from '#test/room-desk.ts'

// The private room under attack: nobody but whoever holds the account or the address sees anything of the matter.

vi.setConfig({ testTimeout: 60_000 })

const { desk } = await aRoomDesk()

/** What would give the matter away. */
const secrets = ['washer', 'floods', '0170', 'Ruth', 'Ada', 'EH-', 'Administrator', 'my bank account']

const tells = (...pages: { text: string }[]) =>
  secrets.filter((secret) => pages.some(({ text }) => text.includes(secret)))

test('a link that everybody can read shows whose page it is, and nothing else, until the account has shown itself', async () => {
  const { path } = await aRoomInPublic(desk)
  const stranger = aBrowser(desk)
  const door = await stranger.ask(path)
  const knocked = await stranger.send(path, {})
  const waiting = await stranger.ask('/room')
  const tried = await stranger.press('/room/prove')
  expect(door.text).toContain('@ruth.example')
  expect(knocked.to).toBe('/room')
  expect(tells(door, knocked, waiting, tried)).toEqual([])

  await post(desk, 'mallory.example', codeIn(waiting.text))
  await post(desk, 'ruthe.example', codeIn(waiting.text))
  const after = await stranger.press('/room/prove')
  expect(after.text).toContain('We have not seen the code')
  const said = await stranger.say('Let me in')
  const settled = await stranger.press('/room/settled', { says: 'settled' })
  expect(tells(after, said, settled, await stranger.ask('/room'))).toEqual([])
})

test('the code that an account posts opens the room in the browser that showed it, and in no other', async () => {
  const { path } = await aRoomInPublic(desk, 'lena.example')
  const lena = aBrowser(desk)
  const mallory = aBrowser(desk)
  await lena.send(path, {})
  await mallory.send(path, {})
  await post(desk, 'lena.example', codeIn((await lena.ask('/room')).text))
  expect((await mallory.press('/room/prove')).text).toContain('We have not seen the code')
  expect((await lena.press('/room/prove')).to).toBe('/room')
  expect((await lena.ask('/room')).text).toContain('Nobody came for the washer')
  // Whoever else stood at the door is sent away when it has closed behind her.
  const gone = await mallory.ask('/room')
  expect([gone.status, tells(gone)]).toEqual([403, []])
})

test('a crowd at a public door keeps nobody out: whoever stood there the longest goes, and whose code has come stays', async () => {
  const { path } = await aRoomInPublic(desk, 'vera.example')
  const [late, vera] = [aBrowser(desk), aBrowser(desk)]
  await late.send(path, {})
  await vera.send(path, {})
  await post(desk, 'vera.example', codeIn((await vera.ask('/room')).text))
  const door = await doorAt(desk, path.slice('/r/'.length))
  if (!door) throw new Error('The link leads somewhere.')
  for (let nth = 0; nth < 550; nth += 50) {
    desk.wait('PT1S')
    await Promise.all(Array.from({ length: 50 }, () => standAtDoor(desk, door, 'Crowd')))
  }
  expect((await late.ask('/room')).status).toBe(403)
  expect((await late.send(path, {})).to).toBe('/room')
  expect((await late.ask('/room')).status).toBe(200)
  expect((await vera.press('/room/prove')).to).toBe('/room')
})

test('one internet address is given ten codes an hour for a room, and still some for another', async () => {
  const { path } = await aRoomInPublic(desk, 'crowd.example')
  const other = await aRoomInPublic(desk, 'quiet.example')
  const stranger = aBrowser(desk)
  const knocks = []
  for (let nth = 0; nth < 11; nth++) knocks.push((await stranger.send(path, {})).status)
  expect(knocks).toEqual([...Array.from({ length: 10 }, () => 303), 429])
  expect((await stranger.send(other.path, {})).status).toBe(303)
})

test('a mailed link opens for the address that it went to, and after five others for nobody', async () => {
  const { path } = await aRoomByMail(desk)
  const finder = aBrowser(desk)
  const pages = [await finder.ask(path), await finder.send(path, {})]
  for (const address of ['a@example.org', 'b@example.org', 'c@example.org', 'd@example.org'])
    pages.push(await finder.send(path, { address }))
  expect(pages.map(({ status }) => status)).toEqual([200, 422, 422, 422, 422, 410])
  // What was typed stands there to be mended; why the link is over is said as it is.
  expect(pages[4]?.text).toContain('value="c@example.org"')
  expect(pages[5]?.text).toContain('Other addresses than the one it was sent to were named several times.')
  pages.push(await finder.send(path, { address: 'ada@example.org' }), await finder.ask('/room'))
  expect(pages.slice(-2).map(({ status }) => status)).toEqual([410, 403])
  expect(tells(...pages)).toEqual([])
})

test('a program that looks at every link in a mail uses none up, and a link that was used leads nobody in again', async () => {
  const { caseId, path } = await aRoomByMail(desk, 'ben@example.org')
  for (let look = 0; look < 5; look++) expect((await aBrowser(desk).ask(path)).status).toBe(200)
  const ben = await comeInByMail(desk, path, 'ben@example.org')
  expect((await ben.ask('/room')).text).toContain('Ada')

  const later = aBrowser(desk)
  const pages = [await later.ask(path), await later.send(path, { address: 'ben@example.org' })]
  expect(pages.map(({ status }) => status)).toEqual([410, 410])
  expect(tells(...pages)).toEqual([])
  const asked = [await later.send(`${path}/new`, {}), await later.send(`${path}/new`, {})]
  expect(asked.map(({ text }) => text.includes('Our people see that you ask.'))).toEqual([true, true])
  const wanted = (await desk.see(caseId)).events.filter(({ type }) => type === 'room-link-wanted')
  expect(wanted).toHaveLength(1)
})

test('a new link takes the place of the old one, and one that nobody followed for a day leads nowhere', async () => {
  const { caseId, path } = await aRoomByMail(desk, 'cleo@example.org')
  const next = await askIn(desk, caseId, 'private')
  const cleo = aBrowser(desk)
  expect((await cleo.send(path, { address: 'cleo@example.org' })).status).toBe(410)
  desk.wait('PT24H1M')
  const late = await cleo.send(next, { address: 'cleo@example.org' })
  expect([late.status, tells(late)]).toEqual([410, []])
  expect((await showCaseRoom(desk, desk.admin, { caseId })).room?.state).toBe('expired')
})

test('ten thousand guesses find no room, and over HTTP most of them are not even heard', async () => {
  await aRoomInPublic(desk, 'otto.example')
  const guesses = Array.from({ length: 10_000 }, () => randomBytes(32).toString('base64url'))
  let found = 0
  for (let at = 0; at < guesses.length; at += 100) {
    const doors = await Promise.all(guesses.slice(at, at + 100).map((guess) => doorAt(desk, guess)))
    found += doors.filter((door) => door !== undefined).length
  }
  expect(found).toBe(0)

  const guesser = aBrowser(desk)
  const statuses: number[] = []
  for (const guess of guesses.slice(0, 100)) statuses.push((await guesser.ask(`/r/${guess}`)).status)
  expect(statuses.filter((status) => status === 404)).toHaveLength(60)
  expect(new Set(statuses.slice(60))).toEqual(new Set([429]))
})

test('a cookie is one browser’s: another that shows it ends the visit for both', async () => {
  const { path } = await aRoomByMail(desk, 'dora@example.org')
  const dora = await comeInByMail(desk, path, 'dora@example.org')
  const thief = aBrowser(desk, 'Chromium')
  thief.cookie = dora.cookie
  const seen = await thief.ask('/room')
  expect([seen.status, tells(seen)]).toEqual([403, []])
  expect((await dora.ask('/room')).status).toBe(403)
})

test('a copied cookie is over when the one it was copied from has been turned and used, and then so is the visit', async () => {
  const { path } = await aRoomByMail(desk, 'emil@example.org')
  const emil = await comeInByMail(desk, path, 'emil@example.org')
  const thief = aBrowser(desk)
  thief.cookie = emil.cookie
  desk.wait('PT11M')
  await emil.ask('/room')
  expect(emil.cookie).not.toBe(thief.cookie)
  expect((await emil.ask('/room')).status).toBe(200)
  desk.wait('PT31S')
  const stolen = await thief.ask('/room')
  expect([stolen.status, tells(stolen)]).toEqual([403, []])
  expect((await emil.ask('/room')).status).toBe(403)
})

test('an answer that was lost on the way locks nobody out of their room', async () => {
  const { path } = await aRoomByMail(desk, 'fina@example.org')
  const fina = await comeInByMail(desk, path, 'fina@example.org')
  const before = fina.cookie
  desk.wait('PT11M')
  await fina.ask('/room')
  fina.cookie = before
  desk.wait('PT5M')
  expect((await fina.ask('/room')).status).toBe(200)
  expect((await fina.ask('/room')).status).toBe(200)
})

test('a visit rests after two hours and is over after twelve, whatever somebody does', async () => {
  const { path } = await aRoomByMail(desk, 'gero@example.org')
  const gero = await comeInByMail(desk, path, 'gero@example.org')
  for (let hour = 0; hour < 11; hour++) {
    desk.wait('PT1H')
    expect((await gero.ask('/room')).status).toBe(200)
  }
  desk.wait('PT1H')
  expect((await gero.ask('/room')).status).toBe(403)
})

test('the cookie and the link of one room open no other, of this organisation or of another', async () => {
  const other = await testDesk(desk.now().toString(), 'Brombeer')
  const { desk: theirs } = await aRoomDesk(other)
  const ours = await aRoomByMail(desk, 'hilda@example.org')
  const second = await aRoomInPublic(desk, 'ivo.example')
  const foreign = await aRoomByMail(theirs, 'hilda@example.org')
  const hilda = await comeInByMail(desk, ours.path, 'hilda@example.org')
  const ivo = await comeInByCode(desk, second.path, 'ivo.example')
  const there = await comeInByMail(theirs, foreign.path, 'hilda@example.org')
  const stamp = stampIn((await hilda.ask('/room')).text)
  await hilda.say('my bank account', [new File(['a note'], 'note.txt')], stamp)
  const [, file = ''] = /href="(\/room\/files\/[^"]+)"/.exec((await hilda.ask('/room')).text) ?? []

  expect((await ivo.ask('/room')).text).not.toContain('my bank account')
  expect((await there.ask('/room')).text).not.toContain('my bank account')
  expect((await ivo.ask(file)).status).toBe(404)
  expect((await there.ask(file)).status).toBe(404)
  expect((await hilda.ask(file)).text).toBe('a note')
  // The page of one room says nothing in another.
  expect((await ivo.say('by a stamp of hers', [], stamp)).text).toContain('open for a long time')
  await expect(showCaseRoom(theirs, theirs.admin, { caseId: ours.caseId })).rejects.toThrow('no such case')
  await other.close()
})

test('a page of another site opens no room, writes in none, and settles nothing', async () => {
  const { caseId, path } = await aRoomByMail(desk, 'karl@example.org')
  const karl = aBrowser(desk)
  const foreign = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ]
  for (const headers of foreign)
    expect((await karl.send(path, { address: 'karl@example.org' }, headers)).status).toBe(403)
  await karl.send(path, { address: 'karl@example.org' })
  const stamp = stampIn((await karl.ask('/room')).text)
  for (const headers of foreign)
    for (const [way, fields] of Object.entries({
      settled: { says: 'settled' },
      leave: {},
      felt: { feeling: 'listened', is: 'no' },
    }))
      expect((await karl.send(`/room/${way}`, { stamp, ...fields }, headers)).status).toBe(403)
  // Nor does one of ours without the stamp of the page.
  expect((await karl.send('/room/settled', { says: 'settled' })).status).toBe(422)
  expect(
    (await karl.send('/room/settled', { says: 'settled', stamp: `${stamp.slice(0, -8)}AAAAAAAA` })).status,
  ).toBe(422)
  const kinds = (await desk.see(caseId)).events.map(({ type }) => type)
  expect(kinds).not.toContain('customer-heard')
  expect((await karl.ask('/room')).status).toBe(200)
})

test('no page of a room may be framed, kept, run a script, or be told to another site', async () => {
  const { path } = await aRoomInPublic(desk, 'mia.example')
  const mia = await comeInByCode(desk, path, 'mia.example')
  await mia.say('<script>alert(1)</script><img src=x onerror=alert(1)>')
  const inside = await mia.ask('/room')
  const door = await aBrowser(desk).ask(path)
  for (const { headers, text } of [inside, door]) {
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(text).not.toContain('<script')
    expect(text).not.toContain('<img')
  }
  expect(mia.cookie).toContain('evenhand-room=')
})
