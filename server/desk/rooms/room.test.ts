import { describe, expect, test } from 'vitest'
import { postClosingNote, showCaseRoom } from './case-room.ts'
import { describePerson } from '../people/describe-person.ts'
import { writeNote } from '../cases/case-commands.ts'
import { offerRoom } from './offer-room.ts'
import { keepPromise, promise } from '../cases/promise.ts'
import { resolve } from '../settling/resolve.ts'
import { withRoomLink } from './room-link.ts'
import { sendReply } from '../replies/send-reply.ts'
import { withdrawReply } from '../replies/withdraw-reply.ts'
import { writeDeed } from '../settling/write-deed.ts'
import {
  aBrowser,
  aRoomByMail,
  aRoomDesk,
  aRoomInPublic,
  comeInByCode,
  codeIn,
  comeInByMail,
  post,
  stampIn,
} from '#test/room-desk.ts'
import { letLeave } from '#test/mail.ts'

const { desk } = await aRoomDesk()

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

  test('a closing note is taken back while it waits, and the closed case stays closed', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'greta.example')
    const greta = await comeInByCode(desk, path, 'greta.example')
    await greta.press('/room/settled', { says: 'settled' })
    await resolve(desk, desk.admin, {
      ...(await desk.on(caseId)),
      decision: 'upheld',
      restsOn: 'word',
      reason: 'The seal is new.',
    })
    const { closingNote } = await showCaseRoom(desk, desk.admin, { caseId })
    const note = { ...(await desk.on(caseId)), body: closingNote ?? '', sendAfter: 10 }
    const { id } = await postClosingNote(desk, desk.admin, note)
    await withdrawReply(desk, desk.admin, { messageId: id, key: 'slip' })

    const kase = await desk.see(caseId)
    expect(kase.state).toBe('closed')
    expect(kase.messages.find((message) => message.id === id)?.delivery?.state).toBe('withdrawn')
    expect((await showCaseRoom(desk, desk.admin, { caseId })).closingNote).toBe(closingNote)
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

  test('however much colleagues note on the case, the page holds what was said and what was promised', async () => {
    const { caseId, path } = await aRoomInPublic(desk, 'olga.example')
    const olga = await comeInByCode(desk, path, 'olga.example')
    await olga.say('The hinge is loose as well.')
    const dueAt = desk.now().add({ hours: 48 }).toString()
    await promise(desk, desk.admin, {
      ...(await desk.on(caseId)),
      what: 'A technician comes on Friday.',
      dueAt,
    })
    for (let n = 0; n < 201; n += 1)
      await writeNote(desk, desk.admin, {
        ...(await desk.on(caseId)),
        body: `Called the workshop, try ${n}.`,
      })

    const { text } = await olga.ask('/room')

    expect(text).toContain('The hinge is loose as well.')
    expect(text).toContain('A technician comes on Friday.')
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

test('a door stays in the language that was chosen at it, also after a wrong address', async () => {
  const { path } = await aRoomByMail(desk, 'frieda@example.org')
  const browser = aBrowser(desk)
  const { text } = await browser.ask(`${path}?lang=de`)
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(text) ?? []
  const wrong = await browser.send(action, { address: 'somebody@example.org' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('<html lang="de"')
  const right = await browser.send(action, { address: 'frieda@example.org' })
  expect((await browser.ask(right.to ?? '')).text).toContain('<html lang="de"')
})

test('a room stays in the language that was chosen on it, whatever is sent from it, until another is chosen for good', async () => {
  const { path } = await aRoomByMail(desk, 'gesa@example.org')
  const gesa = await comeInByMail(desk, path, 'gesa@example.org')
  const { text } = await gesa.ask('/room?lang=de')
  const actionOf = (end: string) => new RegExp(`action="(/room/${end}[^"]*)"`).exec(text)?.[1] ?? ''

  const settled = await gesa.send(actionOf('settled'), { stamp: stampIn(text), says: 'settled' })
  expect((await gesa.ask(settled.to ?? '')).text).toContain('<html lang="de"')
  const empty = new FormData()
  empty.set('stamp', stampIn(text))
  expect((await gesa.ask(actionOf('say'), { body: empty })).text).toContain('<html lang="de"')

  const wished = { stamp: stampIn((await gesa.ask('/room')).text), language: 'en', wish: 'room' }
  const kept = await gesa.send(actionOf('wishes'), wished)
  expect((await gesa.ask(kept.to ?? '')).text).toContain('<html lang="en"')
})

test('the page with the code stays in the language that was chosen on it', async () => {
  const { path } = await aRoomInPublic(desk, 'hilde.example')
  const hilde = aBrowser(desk)
  await hilde.send(path, {})
  const { text } = await hilde.ask('/room?lang=de')
  const [, action = ''] = /action="(\/room\/prove[^"]*)"/.exec(text) ?? []

  const early = await hilde.send(action, { stamp: stampIn(text) })
  expect(early.text).toContain('<html lang="de"')
  await post(desk, 'hilde.example', codeIn(text))
  const inside = await hilde.send(action, { stamp: stampIn(early.text) })
  expect((await hilde.ask(inside.to ?? '')).text).toContain('<html lang="de"')
})
