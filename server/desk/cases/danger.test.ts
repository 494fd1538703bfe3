import { expect, test } from 'vitest'
import { waitingPageOf } from '#server/store/pages.ts'
import { alderasDesk, underAldera } from '#test/aldera.ts'
import { aDeskAlone } from '#test/desk.ts'
import { deliver } from '#test/mail.ts'
import { tellOn } from '#test/tell-on.ts'
import { enterFacts } from './case-commands.ts'
import { dismissDanger } from './danger.ts'
import { merge, undoMerge } from './merge.ts'
import { resolve } from '../settling/resolve.ts'

const gas = { subject: 'Help', body: 'It smells of gas since your man was here.' }

test('a message with words of danger counts as a danger to safety at once, and says which words', async () => {
  const desk = await alderasDesk()

  const { caseId } = await desk.take(gas)

  const kase = await desk.see(caseId)
  expect(kase.danger).toEqual({ messageId: kase.messages[0]?.id, words: ['gas'] })
  expect(kase.severity).toBe(5)
  expect(kase.facts).toEqual({})
})

test('a colleague who has looked takes it back, and policy asks by what was entered again', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take(gas)

  await dismissDanger(desk, desk.admin, await desk.on(caseId))

  const kase = await desk.see(caseId)
  expect(kase.danger).toBeNull()
  expect(kase.severity).toBeLessThan(5)
  await expect(dismissDanger(desk, desk.admin, await desk.on(caseId))).rejects.toThrow(/^No message here/)
})

test('once taken back, it counts again when another message has words of danger', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take({ ...gas, externalId: 'first' })
  await dismissDanger(desk, desk.admin, await desk.on(caseId))

  await desk.take({ externalId: 'second', inReplyTo: 'first', body: 'Now there is smoke, and it burns.' })

  const kase = await desk.see(caseId)
  const second = kase.messages.find(({ body }) => body.startsWith('Now there is smoke'))
  expect(kase.danger).toMatchObject({ messageId: second?.id })
  expect(kase.severity).toBe(5)
})

test('what a person enters takes the place of what the words say', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take(gas)

  await enterFacts(desk, desk.admin, { ...(await desk.on(caseId)), facts: { harm: 'safety' } })

  expect(await desk.see(caseId)).toMatchObject({ danger: null, severity: 5, facts: { harm: 'safety' } })
})

test('a second mail that turns dangerous makes the case grave, and its quotation of the first does not', async () => {
  const desk = await alderasDesk()
  const { caseId } = await desk.take({ externalId: 'first', body: 'My meter runs too fast.' })
  await desk.take({ inReplyTo: 'first', body: 'Thanks.\n\n> It smells of gas\n> and burns' })
  expect((await desk.see(caseId)).danger).toBeNull()

  await desk.take({ inReplyTo: 'first', body: 'Now it smells of gas!' })

  expect((await desk.see(caseId)).danger).toMatchObject({ words: ['gas'] })
})

test('whoever hands an item over and says what harm it is has looked already', async () => {
  const desk = await alderasDesk()

  const { caseId } = await desk.take({ ...gas, facts: { harm: 'none' } })

  expect((await desk.see(caseId)).danger).toBeNull()
})

test('danger goes along when a case is taken over', async () => {
  const desk = await alderasDesk()
  const { caseId: bill } = await desk.take({ subject: 'Bill', body: 'Too high.' })
  const { caseId: leak } = await desk.take(gas)

  await merge(desk, desk.admin, { ...(await desk.on(bill)), takes: leak })

  expect(await desk.see(bill)).toMatchObject({ danger: { words: ['gas'] }, severity: 5 })
})

test('who is called for a danger is called on when its case is taken over, and when it is given back', async () => {
  const desk = await underAldera(await aDeskAlone('2026-11-24T22:00:00Z'))
  const { caseId: bill } = await desk.take({ subject: 'Bill', body: 'Too high.', facts: { harm: 'none' } })
  const { caseId: cable } = await desk.take({ subject: 'The cable', body: 'It is worn.' })
  await enterFacts(desk, desk.admin, { ...(await desk.on(cable)), facts: { harm: 'safety' } })
  await tellOn(desk, null)
  const called = async () => {
    await tellOn(desk, null)
    const pages = await desk.db.withOrg(desk.org, (tx) =>
      Promise.all([bill, cable].map((id) => waitingPageOf(tx, id))),
    )
    return pages.map((page) => page !== undefined)
  }
  expect(await called()).toEqual([false, true])

  await merge(desk, desk.admin, { ...(await desk.on(bill)), takes: cable })

  expect(await called()).toEqual([true, false])
  expect(await desk.see(bill)).toMatchObject({ severity: 5, facts: { harm: 'safety' } })
  await undoMerge(desk, desk.admin, { ...(await desk.on(bill)), gives: cable })
  expect(await desk.see(bill)).toMatchObject({ severity: 2, facts: { harm: 'none' } })
  expect(await desk.see(cable)).toMatchObject({ severity: 5, facts: { harm: 'safety' } })
  desk.wait('PT1H')
  expect(await called()).toEqual([false, true])
})

const withPhoto = Buffer.from(
  [
    'From: Ada <ada@example.org>',
    'To: help@desk.test',
    'Subject: Help',
    'Date: Tue, 24 Nov 2026 10:00:00 +0100',
    'Message-ID: <gas@example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=photo',
    '',
    '--photo',
    'Content-Type: text/plain',
    '',
    gas.body,
    '--photo',
    'Content-Type: text/plain; name=meter.txt',
    'Content-Disposition: attachment; filename=meter.txt',
    '',
    'The meter says 12.',
    '--photo--',
    '',
  ].join('\r\n'),
)

test('files sent about a danger are looked at before it is disputed, also on the case that takes it over', async () => {
  const desk = await alderasDesk()
  const { caseId: bill } = await desk.take({ subject: 'Bill', body: 'Too high.' })
  const [leak] = await deliver(desk, withPhoto)
  const takes = leak?.caseId ?? ''
  await dismissDanger(desk, desk.admin, await desk.on(takes))

  await merge(desk, desk.admin, { ...(await desk.on(bill)), takes })

  const no = { decision: 'not-upheld', restsOn: 'deadlock', reason: 'Nothing leaks.' } as const
  await expect(resolve(desk, desk.admin, { ...(await desk.on(bill)), ...no })).rejects.toThrow(
    'has sent files',
  )
})
