import { describe, expect, test } from 'vitest'
import { sql } from '#server/store/statement.ts'
import { saveMember } from '#server/store/members.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { describePerson } from './describe-person.ts'
import { erasePerson } from './erase-person.ts'
import { showCase } from '../cases/show-case.ts'

const about = async (desk: TestDesk, caseId: string) => (await desk.see(caseId)).aboutPerson

describe('what is good to know about a person', () => {
  test('is entered once and shown on every case of theirs, and the event holds no word of it', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { caseId: bill } = await desk.take({ subject: 'The bill', body: 'You charged me twice in May.' })

    await describePerson(desk, desk.admin, {
      ...(await desk.on(caseId)),
      name: 'Ada Lindqvist',
      language: 'sv',
      zone: 'Europe/Stockholm',
      goodToKnow: ' Hard of hearing: write, do not call. ',
    })

    expect(await about(desk, bill)).toMatchObject({
      language: 'sv',
      zone: 'Europe/Stockholm',
      goodToKnow: 'Hard of hearing: write, do not call.',
      otherCases: [{ id: caseId, subject: 'My washing machine floods the kitchen', state: 'open' }],
    })
    expect((await desk.see(bill)).person?.name).toBe('Ada Lindqvist')
    const [event] = (await desk.see(caseId)).events
    expect(event).toMatchObject({
      type: 'person-described',
      data: { fields: ['name', 'language', 'zone', 'good-to-know'] },
    })
    expect(JSON.stringify(event)).not.toMatch(/Lindqvist|hearing|Stockholm/)
  })

  test('keeps what is not said, forgets what is said to be none, and is no event when nothing changes', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await describePerson(desk, desk.admin, { ...(await desk.on(caseId)), language: 'sv', zone: 'Asia/Tokyo' })
    await describePerson(desk, desk.admin, { ...(await desk.on(caseId)), zone: null })
    expect(await about(desk, caseId)).toMatchObject({ language: 'sv', zone: null })

    const { seq } = await desk.on(caseId)
    await describePerson(desk, desk.admin, { ...(await desk.on(caseId)), language: 'sv' })
    expect((await desk.on(caseId)).seq).toBe(seq)
  })

  test.each(['Mars/Base', '+02:00', 'CET; drop table', '2026'])('%s is no zone', async (zone) => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await expect(describePerson(desk, desk.admin, { ...(await desk.on(caseId)), zone })).rejects.toThrow(
      'is no time zone',
    )
  })

  test('is erased with the person', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { person } = await desk.see(caseId)
    await describePerson(desk, desk.admin, {
      ...(await desk.on(caseId)),
      language: 'sv',
      zone: 'Europe/Stockholm',
      goodToKnow: 'Hard of hearing.',
    })
    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })

    const [row] = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(sql`select name, language, zone, good_to_know from persons where id = $1`, [person?.id]),
    )
    expect(row).toEqual({ name: null, language: null, zone: null, good_to_know: null })
    await expect(
      describePerson(desk, desk.admin, { ...(await desk.on(caseId)), goodToKnow: 'Again.' }),
    ).rejects.toThrow('Nobody is known')
  })
})

describe('what a message tells of its writer', () => {
  test('a mail may say in which language it is written, and a colleague’s word stays', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail({ headers: ['Content-Language: sv-SE'] }))
    const caseId = item?.caseId ?? ''
    expect(await about(desk, caseId)).toMatchObject({ language: 'sv-se', zone: null })

    await describePerson(desk, desk.admin, { ...(await desk.on(caseId)), language: 'fi' })
    await deliver(
      desk,
      aMail({ headers: ['Content-Language: sv-SE'], subject: 'Bill', body: 'Twice in May.' }),
    )
    expect(await about(desk, caseId)).toMatchObject({ language: 'fi' })
  })

  test('a mail’s date is no zone, and several languages are none', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail({ headers: ['Content-Language: sv, en'] }))
    expect(await about(desk, item?.caseId ?? '')).toMatchObject({ language: null, zone: null })
  })

  test('a number of a country with one time tells the zone', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 30 901820' } })
    expect(await about(desk, caseId)).toMatchObject({ zone: 'Europe/Berlin' })
  })
})

test('to whom a reply goes is said before it is written', async () => {
  const desk = await aDesk()
  const { caseId: byMail } = await desk.take()
  expect((await desk.see(byMail)).replyTo).toEqual({
    name: 'Ada',
    address: 'ada@example.org',
    channel: 'email',
    canBePublic: false,
    byHand: false,
    network: null,
  })
  const post = { channel: 'social', from: { handle: 'ada', network: 'bluesky' }, public: true } as const
  const { caseId: inPublic } = await desk.take(post)
  expect((await desk.see(inPublic)).replyTo).toMatchObject({ canBePublic: true, byHand: true })
  const { caseId: byLetter } = await desk.take({ channel: 'letter', from: { name: 'Ada' } })
  expect((await desk.see(byLetter)).replyTo).toMatchObject({ byHand: true })
})

test('of a person’s other cases only those are told that one may see', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const { caseId: bill } = await desk.take({ subject: 'The bill', body: 'You charged me twice in May.' })
  await desk.db.withOrg(desk.org, async (tx) => {
    await saveMember(tx, { handle: 'nora', name: 'Nora', role: 'agent', createdAt: desk.now().toString() })
    await tx.rows(sql`update cases set team = 'south' where org_id = $1 and id = $2`, [desk.org, bill])
  })
  const nora = { org: desk.org, handle: 'nora', name: 'Nora', role: 'agent', sees: ['north'] } as const

  expect((await showCase(desk, nora, { caseId })).aboutPerson?.otherCases).toEqual([])
  expect((await about(desk, caseId))?.otherCases).toMatchObject([{ id: bill }])
})
