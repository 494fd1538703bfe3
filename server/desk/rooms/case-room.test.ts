import { describe, expect, onTestFinished, test } from 'vitest'
import { closeCaseRoom, showCaseRoom } from './case-room.ts'
import { showDraft } from '../replies/drafts.ts'
import { merge } from '../cases/merge.ts'
import { offerRoom } from './offer-room.ts'
import { openRooms } from '#server/store/rooms.ts'
import { sendDueReplies } from '#server/work/send-replies.ts'
import { withdrawReply } from '../replies/withdraw-reply.ts'
import {
  aBrowser,
  aRoomByMail,
  aRoomDesk,
  aRoomInPublic,
  askIn,
  comeInByMail,
  everything,
} from '#test/room-desk.ts'
import { letLeave } from '#test/mail.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'

const { desk } = await aRoomDesk()

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }

const kindsOf = async (caseId: string) => (await desk.see(caseId)).events.map(({ type }) => type).toReversed()

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
