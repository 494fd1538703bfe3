import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aMail, deliver, itemsOf } from '#test/mail.ts'
import { auditSome } from '#server/work/audit-cases.ts'
import { addMailbox } from '../connections/add-mailbox.ts'
import { writeNote } from './case-commands.ts'
import { saveDraft } from '../replies/drafts.ts'
import { erasePerson } from '../people/erase-person.ts'
import { lookAtItem } from '../items/look-at-item.ts'
import { setCaseAside } from './set-case-aside.ts'
import { showAudit, showItems } from './show-desk.ts'
import { showCases } from './show-cases.ts'
import { showSetAsideSample } from '../items/show-set-aside-sample.ts'
import { takeBackItem } from '../items/take-back-item.ts'
import { openItem } from '../items/understand-item.ts'

const prize = {
  subject: 'You have won a prize',
  body: 'Click here for your prize, dear friend.',
  messageId: 'prize@example.org',
}

async function spam(desk: TestDesk, parts: Parameters<typeof aMail>[0] = prize) {
  const [item] = await deliver(desk, aMail(parts))
  return { itemId: item?.id ?? '', caseId: item?.caseId ?? '' }
}

const putAside = async (desk: TestDesk, caseId: string, agent = desk.admin) =>
  setCaseAside(desk, agent, { ...(await desk.on(caseId)), because: 'spam' })

const asideNow = (desk: TestDesk, agent = desk.admin) =>
  showItems(desk, agent, { outcome: 'set-aside', limit: 10 })

describe('a case that is no complaint', () => {
  test('is set aside: its item says which case it was, who said so and why, and nothing counts the case', async () => {
    const desk = await aDesk()
    const { itemId, caseId } = await spam(desk)
    const { number } = await desk.see(caseId)
    const asked = { ...(await desk.on(caseId)), because: 'spam' } as const

    const done = await setCaseAside(desk, desk.admin, asked)

    expect(done).toMatchObject({ caseId, id: itemId })
    expect(await setCaseAside(desk, desk.admin, asked)).toEqual(done)
    const { items } = await asideNow(desk)
    expect(items).toMatchObject([
      { id: itemId, because: 'spam', wasCase: { caseId, number, by: { id: desk.admin.handle } } },
    ])
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({
      items: 1,
      opened: 0,
      setAside: 1,
      cases: 0,
      open: 0,
    })
    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ state: 'taken-back', person: null, nextDueAt: null, messages: [] })
    expect(kase.events.find(({ type }) => type === 'case-taken-back')?.data).toEqual({
      item: itemId,
      because: 'spam',
    })
  })

  test('owes no date, is found by no word, and the desk’s own audit has nothing against it', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    await desk.pass('PT70H')
    expect((await desk.see(caseId)).missed).toBeGreaterThan(0)

    await putAside(desk, caseId)
    await desk.pass('PT30H')
    await desk.settle()
    await auditSome(desk, new Map())

    expect((await desk.see(caseId)).deadlines.filter(({ state }) => state === 'running')).toEqual([])
    const list = { limit: 10, snoozed: 'any', state: 'any' } as const
    expect((await showCases(desk, desk.admin, { ...list, q: 'prize' })).cases).toEqual([])
    expect(desk.alarms).toEqual([])
  })

  test('stands in the sample of the week in which it was set aside, however old it is, and keeps who said so', async () => {
    const desk = await aDesk()
    const { itemId, caseId } = await spam(desk)
    desk.wait('PT240H')
    await putAside(desk, caseId)

    expect((await showSetAsideSample(desk, desk.admin)).items).toMatchObject([
      { id: itemId, wasCase: { caseId } },
    ])
    await lookAtItem(desk, desk.admin, { itemId, right: true, key: 'right' })

    expect(await showSetAsideSample(desk, desk.admin)).toMatchObject({ items: [], size: 1, looked: 1 })
    expect((await asideNow(desk)).items).toMatchObject([{ wasCase: { caseId } }])
  })

  test('that another colleague takes for one after all is a case again by one key', async () => {
    const desk = await aDesk()
    const { itemId, caseId } = await spam(desk)
    await putAside(desk, caseId)

    const again = await lookAtItem(desk, await desk.colleague('ben'), { itemId, right: false, key: 'no' })

    expect(await desk.see(again.caseId ?? '')).toMatchObject({
      state: 'open',
      messages: [{ subject: prize.subject }],
    })
  })

  test('takes in no later mail of its thread: that is received as any new mail', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    await putAside(desk, caseId)

    const [later] = await deliver(desk, aMail({ inReplyTo: prize.messageId }))

    expect(later).toMatchObject({ outcome: 'opened' })
    expect(later?.caseId).not.toBe(caseId)
  })

  test('to which the customer writes in the same moment is set aside before that or not at all', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    const asked = { ...(await desk.on(caseId)), because: 'spam' } as const

    const [aside, [later]] = await Promise.all([
      setCaseAside(desk, desk.admin, asked).then(
        () => true,
        () => false,
      ),
      deliver(desk, aMail({ inReplyTo: prize.messageId })),
    ])

    expect(later).toMatchObject({ outcome: aside ? 'opened' : 'joined' })
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 2, cases: 1, open: 1 })
  })

  test('that came to two of our addresses leaves none of its items behind', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    await addMailbox(desk, desk.admin, { name: 'Sales', address: 'sales@desk.test' })
    const [second] = await deliver(desk, aMail(prize), ['sales@desk.test'])
    expect(second).toMatchObject({ outcome: 'joined', caseId })

    const { id: itemId } = await putAside(desk, caseId)

    expect((await asideNow(desk)).items).toHaveLength(2)
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 2, opened: 0, joined: 0, setAside: 2 })
    await takeBackItem(desk, desk.admin, { itemId, key: 'z' })
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 2, opened: 1, joined: 1, setAside: 0 })
  })

  test('whose writer is erased goes with them', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    const { person } = await desk.see(caseId)
    await putAside(desk, caseId)

    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'gone' })

    expect((await asideNow(desk)).items).toMatchObject([{ isErased: true, body: '' }])
  })
})

describe('that a case was set aside', () => {
  test('is taken back within a minute: it is a case again, under another number, and waits since it came', async () => {
    const desk = await aDesk()
    const { itemId, caseId } = await spam(desk)
    const before = await desk.see(caseId)
    desk.wait('PT10S')
    await putAside(desk, caseId)

    const back = await takeBackItem(desk, desk.admin, { itemId, key: 'z' })

    expect(back).toMatchObject({ id: itemId, outcome: 'opened' })
    expect(await takeBackItem(desk, desk.admin, { itemId, key: 'z' })).toMatchObject({ caseId: back.caseId })
    const after = await desk.see(back.caseId ?? '')
    expect(after).toMatchObject({ state: 'open', nextDueAt: before.nextDueAt })
    expect(after.number).toBeGreaterThan(before.number)
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({ opened: 1, setAside: 0, cases: 1, open: 1 })
    const again = takeBackItem(desk, desk.admin, { itemId, key: 'y' })
    await expect(again).rejects.toThrow('Nothing was decided')
  })

  test('stands after a minute, and for everybody but whoever said so; anybody can still make it a case', async () => {
    const desk = await aDesk()
    const { itemId, caseId } = await spam(desk)
    await putAside(desk, caseId)
    const ben = await desk.colleague('ben')

    await expect(takeBackItem(desk, ben, { itemId, key: 'b' })).rejects.toThrow('Only whoever decided')
    desk.wait('PT61S')
    await expect(takeBackItem(desk, desk.admin, { itemId, key: 'z' })).rejects.toThrow('more than a minute')
    expect(await openItem(desk, ben, { itemId })).toMatchObject({ outcome: 'opened' })
  })
})

describe('a case stays one, and the refusal points to closing it', () => {
  test('once a colleague has done anything on it', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'I call her.' })

    await expect(putAside(desk, caseId)).rejects.toThrow('Something has been done on case')
    expect(await desk.see(caseId)).toMatchObject({ state: 'open', mayBeSetAside: false })
  })

  test('where its words speak of a danger, or its facts of harm', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ body: 'The machine caught fire and my son was burned.' })
    await expect(putAside(desk, caseId)).rejects.toThrow('tells of a danger or of harm')

    const harmed = await desk.take({ from: { email: 'ben@example.org' }, facts: { harm: 'loss' } })
    await expect(putAside(desk, harmed.caseId)).rejects.toThrow('Decide and close it')
  })

  test('where it is a call: that counts as a contact which has not settled the matter', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49301234567' } })

    await expect(putAside(desk, caseId)).rejects.toThrow('counts as failed')
  })

  test('while another case is linked to it, or somebody is writing in it', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    await saveDraft(desk, desk.admin, { caseId, mode: 'private', body: 'Dear', asks: false, version: 0 })
    await expect(putAside(desk, caseId)).rejects.toThrow('Somebody is writing on case')

    const other = await spam(desk, { subject: 'Invoice 4711', body: 'The amount was charged twice.' })
    await expect(putAside(desk, caseId)).rejects.toThrow('Another case is linked to case')
    expect(await putAside(desk, other.caseId)).toMatchObject({ caseId: other.caseId })
  })

  test('for whoever has not seen what happened since', async () => {
    const desk = await aDesk()
    const { caseId } = await spam(desk)
    const asked = await desk.on(caseId)
    desk.wait('PT1S')
    await deliver(desk, aMail({ inReplyTo: prize.messageId }))

    const stale = setCaseAside(desk, desk.admin, { ...asked, because: 'spam' })

    await expect(stale).rejects.toThrow('The case has changed since you opened it')
    expect(await itemsOf(desk)).toMatchObject([{ outcome: 'opened' }, { outcome: 'joined' }])
  })
})
