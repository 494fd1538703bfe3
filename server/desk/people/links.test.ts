import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { sql } from '#server/store/statement.ts'
import { confirmLink, proposeLink, refuseLink, undoLink } from './decide-link.ts'
import { merge } from '../cases/merge.ts'
import { sendReply } from '../replies/send-reply.ts'

const ada = { email: 'ada@example.org', name: 'Ada' }
const bob = { email: 'bob@example.net', name: 'Bob' }
const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }

/** Ada's case about the washer and Bob's about a bill, with the link that Bob's account is Ada's. */
async function wronglyLinked(desk: TestDesk) {
  const { caseId: adas } = await desk.take({ from: ada, externalId: 'washer' })
  const { caseId: bobs } = await desk.take({ from: bob, ...bill })
  const before = { ada: (await desk.see(adas)).person, bob: (await desk.see(bobs)).person }
  const [account] = (await desk.see(bobs)).accounts
  const link = await proposeLink(desk, desk.admin, {
    accountId: account?.id ?? '',
    caseId: adas,
    evidence: 'said-so',
    key: 'link',
  })
  await confirmLink(desk, desk.admin, { linkId: link.id })
  return { adas, bobs, before, linkId: link.id }
}

/** The address that a reply to this case goes to. */
async function replyGoesTo(desk: TestDesk, caseId: string) {
  const words = { body: 'We are on it.', visibility: 'private', asks: false } as const
  const { id } = await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...words })
  const [to] = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ address: string }>(
      sql`select a.address from messages m join accounts a on a.org_id = m.org_id and a.id = m.account_id where m.id = $1`,
      [id],
    ),
  )
  return to?.address
}

describe('a confirmed link', () => {
  test('gives the account and the cases that it alone has written in to the person', async () => {
    const desk = await aDesk()
    const { adas, bobs, before } = await wronglyLinked(desk)

    expect((await desk.see(bobs)).person).toEqual(before.ada)
    expect((await desk.see(adas)).accounts.map(({ address }) => address).toSorted()).toEqual([
      ada.email,
      bob.email,
    ])
  })

  test('still sends a reply only to the account that wrote', async () => {
    const desk = await aDesk()
    const { adas, bobs } = await wronglyLinked(desk)

    expect(await replyGoesTo(desk, adas)).toBe(ada.email)
    expect(await replyGoesTo(desk, bobs)).toBe(bob.email)
  })
})

describe('undoing a wrong link', () => {
  test('puts account and cases back', async () => {
    const desk = await aDesk()
    const { adas, bobs, before, linkId } = await wronglyLinked(desk)

    await undoLink(desk, desk.admin, { linkId })

    expect(await desk.see(adas)).toMatchObject({ person: before.ada, accounts: [{ address: ada.email }] })
    expect(await desk.see(bobs)).toMatchObject({ person: before.bob, accounts: [{ address: bob.email }] })
  })

  test('leaves a case whose it is, when the wrong account has written in it meanwhile', async () => {
    const desk = await aDesk()
    const { adas, before, linkId } = await wronglyLinked(desk)
    expect(
      await desk.take({ from: bob, inReplyTo: 'washer', subject: 'Mine too', body: 'It floods here.' }),
    ).toMatchObject({ caseId: adas })

    await undoLink(desk, desk.admin, { linkId })

    expect((await desk.see(adas)).person).toEqual(before.ada)
    expect(await replyGoesTo(desk, adas)).toBe(ada.email)
  })

  test('gives back a case that was theirs, though the other account has written in it meanwhile', async () => {
    const desk = await aDesk()
    const { bobs, before, linkId } = await wronglyLinked(desk)
    expect(await desk.take({ from: ada, ...bill })).toMatchObject({ caseId: bobs })

    await undoLink(desk, desk.admin, { linkId })

    expect((await desk.see(bobs)).person).toEqual(before.bob)
    expect(await replyGoesTo(desk, bobs)).toBe(bob.email)
  })

  test('gives back a case that was opened while the link stood', async () => {
    const desk = await aDesk()
    const { before, linkId } = await wronglyLinked(desk)
    const { caseId } = await desk.take({
      from: bob,
      subject: 'A rude technician',
      body: 'He shouted and slammed a door.',
    })
    expect((await desk.see(caseId)).person).toEqual(before.ada)

    await undoLink(desk, desk.admin, { linkId })

    expect((await desk.see(caseId)).person).toEqual(before.bob)
  })

  test('is refused while their cases are merged: the merge has to be undone first', async () => {
    const desk = await aDesk()
    const { adas, bobs, linkId } = await wronglyLinked(desk)
    await merge(desk, desk.admin, { ...(await desk.on(adas)), takes: bobs })

    await expect(undoLink(desk, desk.admin, { linkId })).rejects.toThrow('Undo that merge first.')
  })

  test('twice is once', async () => {
    const desk = await aDesk()
    const { bobs, before, linkId } = await wronglyLinked(desk)

    await Promise.all([undoLink(desk, desk.admin, { linkId }), undoLink(desk, desk.admin, { linkId })])

    expect((await desk.see(bobs)).person).toEqual(before.bob)
  })

  test('and confirming again puts the link back', async () => {
    const desk = await aDesk()
    const { bobs, before, linkId } = await wronglyLinked(desk)
    await undoLink(desk, desk.admin, { linkId })

    await confirmLink(desk, desk.admin, { linkId })

    expect((await desk.see(bobs)).person).toEqual(before.ada)
  })
})

describe('a proposed link of two cases', () => {
  test('shows as confirmed or refused once somebody has decided', async () => {
    const desk = await aDesk()
    const { caseId: adas } = await desk.take({ from: ada, externalId: 'washer' })
    const { caseId: eves } = await desk.take({ from: { email: 'eve@example.net' }, inReplyTo: 'washer' })
    const [link] = (await desk.see(eves)).links
    const linkId = link?.id ?? ''

    await refuseLink(desk, desk.admin, { linkId })
    expect((await desk.see(eves)).links).toMatchObject([{ state: 'refused', caseId: adas }])

    await confirmLink(desk, desk.admin, { linkId })
    expect((await desk.see(eves)).links).toMatchObject([{ state: 'confirmed' }])
    expect((await desk.see(adas)).links).toMatchObject([{ state: 'confirmed', caseId: eves }])
  })

  test('never makes their people one', async () => {
    const desk = await aDesk()
    const { caseId: adas } = await desk.take({ from: ada, externalId: 'washer' })
    const { caseId: eves } = await desk.take({ from: { email: 'eve@example.net' }, inReplyTo: 'washer' })
    const [link] = (await desk.see(eves)).links
    await confirmLink(desk, desk.admin, { linkId: link?.id ?? '' })

    await expect(merge(desk, desk.admin, { ...(await desk.on(adas)), takes: eves })).rejects.toThrow(
      'two people’s cases',
    )
  })
})

describe('who wrote', () => {
  const both = { email: 'ada@example.org', phone: '+49 30 1234567', name: 'Ada' }

  test('a number and an address given together by a colleague who heard them are one person', async () => {
    const desk = await aDesk()
    const { caseId: mailed } = await desk.take({ from: ada })
    const { caseId: called } = await desk.take({ ...bill, channel: 'phone', from: both })

    expect((await desk.see(called)).person).toEqual((await desk.see(mailed)).person)
    expect((await desk.see(called)).links).toContainEqual(
      expect.objectContaining({ kind: 'account', state: 'confirmed', evidence: 'given-together' }),
    )
  })

  test('on the web anybody can write both: the link is only proposed, and nothing is told to the new account', async () => {
    const desk = await aDesk()
    const { caseId: called } = await desk.take({ channel: 'phone', from: { phone: both.phone } })
    const { caseId: typed } = await desk.take({
      ...bill,
      channel: 'web',
      from: { email: 'eve@example.net', phone: both.phone },
    })

    expect((await desk.see(typed)).person?.id).not.toBe((await desk.see(called)).person?.id)
    expect((await desk.see(typed)).links).toMatchObject([
      { kind: 'account', state: 'proposed', evidence: 'given-together' },
    ])
    expect((await desk.see(called)).accounts).toMatchObject([{ address: both.phone }])
  })

  test('a web form cannot join a case by a number that somebody else has', async () => {
    const desk = await aDesk()
    const { caseId: called } = await desk.take({ channel: 'phone', from: { phone: both.phone } })

    const typed = await desk.take({ channel: 'web', from: { email: 'eve@example.net', phone: both.phone } })

    expect(typed.outcome).toBe('opened')
    expect(typed.caseId).not.toBe(called)
  })

  test('two people of one name are two people', async () => {
    const desk = await aDesk()
    const letter = { channel: 'letter', from: { name: 'Ada' } } as const
    const first = await desk.take(letter)
    const second = await desk.take(letter)

    expect(second.outcome).toBe('opened')
    expect((await desk.see(second.caseId)).person?.id).not.toBe((await desk.see(first.caseId)).person?.id)
  })

  test('a letter from somebody without an address is answered by hand', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'letter', from: { name: 'Ada' } })

    expect(await replyGoesTo(desk, caseId)).toBeUndefined()
    expect((await desk.see(caseId)).stage).toBe('acknowledged')
  })

  test('an address differs from another only by what people type differently', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 (30) 123-4567' } })

    expect(await desk.take({ channel: 'phone', from: { phone: '0049 30 1234567' } })).toMatchObject({
      outcome: 'joined',
      caseId,
    })
  })
})
