import { expect, test } from 'vitest'
import { alderasDesk, dateOf } from '#test/aldera.ts'
import { aBounce, deliver, letLeave } from '#test/mail.ts'
import { aRoomDesk, comeInByCode, comeInByMail } from '#test/room-desk.ts'
import { showCaseRoom } from './case-room.ts'
import { offerRoom } from './offer-room.ts'
import { withRoomLink } from './room-link.ts'

const { desk } = await aRoomDesk(await alderasDesk())

/** Asks somebody in with the words that the desk proposes, and what a colleague has made of them. */
async function invite(caseId: string, edit = (draft: string) => draft) {
  const { invite: asked } = await showCaseRoom(desk, desk.admin, { caseId })
  if (!asked) throw new Error('Nobody can be asked in.')
  const { visibility, draft } = asked
  const body = edit(draft)
  const { id } = await offerRoom(desk, desk.admin, { ...(await desk.on(caseId)), visibility, body })
  const [left = ''] = await letLeave(desk)
  const said = (await desk.see(caseId)).messages.find((message) => message.id === id)?.body ?? ''
  const [, path = ''] =
    /desk\.example(\/r\/[\w-]{43})/.exec(await withRoomLink(desk, desk.org, { id, body: said })) ?? []
  return { path, left }
}

const byMail = async (email: string) => (await desk.take({ from: { email, name: 'Frieda' } })).caseId

test('an invitation to the private room is no answer: the answer stays owed, and the clock runs on', async () => {
  const caseId = await byMail('frieda@example.org')
  const owed = await dateOf(desk, caseId, 'acknowledge-by')
  expect(owed).toMatch(/^running/)

  await invite(caseId)

  expect(await desk.see(caseId)).toMatchObject({ stage: 'detected', turn: 'ours', isUnanswered: true })
  expect(await dateOf(desk, caseId, 'acknowledge-by')).toBe(owed)
  await desk.pass('PT72H')
  expect(await dateOf(desk, caseId, 'acknowledge-by')).toMatch(/^missed/)
})

test('what they write in the room is what was asked for, and no failed contact; coming back once more unanswered is', async () => {
  const caseId = await byMail('gerda@example.org')
  const { path } = await invite(caseId)
  const gerda = await comeInByMail(desk, path, 'gerda@example.org')
  desk.wait('PT90M')

  await gerda.say('The drum does not turn. I have written down its number.')
  expect(await desk.see(caseId)).toMatchObject({ contacts: 2, failures: 0, isUnanswered: true })

  desk.wait('PT90M')
  await gerda.say('Is anybody there?')
  expect(await desk.see(caseId)).toMatchObject({ contacts: 3, failures: 1 })
})

test('an invitation in public answers as little, and the words that follow it fail as little', async () => {
  const from = { handle: 'hugo.example', network: 'bluesky', name: 'Hugo' }
  const post = { channel: 'social', public: true, from, subject: '', body: 'Nobody came.' } as const
  const { caseId } = await desk.take(post)
  const { path } = await invite(caseId)
  expect(await desk.see(caseId)).toMatchObject({ stage: 'detected', isUnanswered: true })

  const hugo = await comeInByCode(desk, path, 'hugo.example')
  desk.wait('PT90M')
  await hugo.say('My number is 0151 23456789.')
  expect(await desk.see(caseId)).toMatchObject({ failures: 0 })
})

test('an invitation with words of its sender on the matter is the answer', async () => {
  const caseId = await byMail('ida@example.org')
  await invite(caseId, (draft) => `${draft}\n\nPS: Axel looks at your drum on Wednesday at nine.`)

  expect(await desk.see(caseId)).toMatchObject({ stage: 'acknowledged', isUnanswered: false })
  expect(await dateOf(desk, caseId, 'acknowledge-by')).toMatch(/^met/)
})

test('an invitation that bounces has asked nobody: who writes again then has come back', async () => {
  const caseId = await byMail('jana@example.org')
  const { left } = await invite(caseId)
  await deliver(desk, aBounce(left), undefined, '')
  desk.wait('PT90M')
  await desk.take({ from: { email: 'jana@example.org', name: 'Jana' }, joins: caseId })
  expect(await desk.see(caseId)).toMatchObject({ contacts: 2, failures: 1 })
})
