import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aMail, deliver, itemsOf } from '#test/mail.ts'
import { auditSome } from '#server/work/audit-cases.ts'
import { writeNote } from '../cases/case-commands.ts'
import { lookAtItem } from './look-at-item.ts'
import { setItemAside } from './set-item-aside.ts'
import { showItems, showAudit } from '../cases/show-desk.ts'
import { showCases } from '../cases/show-cases.ts'
import { showSetAsideSample } from './show-set-aside-sample.ts'
import { takeBackItem } from './take-back-item.ts'
import { openItem } from './understand-item.ts'

const onHoliday = {
  subject: 'Automatic reply: Your complaint',
  headers: ['Auto-Submitted: auto-replied'],
  body: 'I am on holiday until Monday.',
  messageId: 'away@example.org',
}

async function madeCase(desk: TestDesk) {
  const [item] = await deliver(desk, aMail(onHoliday))
  const itemId = item?.id ?? ''
  const { caseId } = await lookAtItem(desk, desk.admin, { itemId, right: false, key: 'wrong' })
  return { itemId, caseId: caseId ?? '', asked: { itemId, key: 'z' } }
}

describe('a case that was made of an item by mistake', () => {
  test('is taken back: the item is set aside as it was, to be looked at still, and nothing counts the case', async () => {
    const desk = await aDesk()
    const { itemId, caseId, asked } = await madeCase(desk)

    const back = await takeBackItem(desk, desk.admin, asked)

    expect(back).toEqual({ id: itemId, outcome: 'set-aside', because: 'out-of-office' })
    expect(await takeBackItem(desk, desk.admin, asked)).toEqual(back)
    expect(await itemsOf(desk)).toMatchObject([
      { outcome: 'set-aside', because: 'out-of-office', caseId: '' },
    ])
    const sample = await showSetAsideSample(desk, desk.admin)
    expect(sample).toMatchObject({ items: [{ id: itemId }], looked: 0, wrong: 0 })
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({
      items: 1,
      opened: 0,
      setAside: 1,
      cases: 0,
      open: 0,
    })
    expect(await desk.see(caseId)).toMatchObject({
      state: 'taken-back',
      person: null,
      nextDueAt: null,
      messages: [],
    })
  })

  test('owes no date, is in no list, is found by no word, and the desk’s own audit has nothing against it', async () => {
    const desk = await aDesk()
    const { caseId, asked } = await madeCase(desk)
    const { number } = await desk.see(caseId)
    await takeBackItem(desk, desk.admin, asked)

    await desk.pass('PT30H')
    await desk.settle()
    await auditSome(desk, new Map())

    expect((await desk.see(caseId)).deadlines.filter(({ state }) => state === 'running')).toEqual([])
    const list = { limit: 10, snoozed: 'any', state: 'any' } as const
    expect((await showCases(desk, desk.admin, list)).cases).toEqual([])
    expect((await showCases(desk, desk.admin, { ...list, q: 'holiday' })).cases).toEqual([])
    expect((await showCases(desk, desk.admin, { ...list, q: String(number) })).cases).toEqual([])
    expect(desk.alarms).toEqual([])
  })

  test('can be made again of the same item, under another number', async () => {
    const desk = await aDesk()
    const { itemId, caseId, asked } = await madeCase(desk)
    await takeBackItem(desk, desk.admin, asked)

    const again = await openItem(desk, desk.admin, { itemId })

    expect(again).toMatchObject({ outcome: 'opened' })
    const [before, after] = [await desk.see(caseId), await desk.see(again.caseId ?? '')]
    expect(after).toMatchObject({ state: 'open', messages: [{ subject: onHoliday.subject }] })
    expect(after.number).toBeGreaterThan(before.number)
  })

  test('takes in no later mail of its thread: that is a matter of its own', async () => {
    const desk = await aDesk()
    const { caseId, asked } = await madeCase(desk)
    await takeBackItem(desk, desk.admin, asked)

    const [later] = await deliver(desk, aMail({ inReplyTo: onHoliday.messageId }))

    expect(later).toMatchObject({ outcome: 'opened' })
    expect(later?.caseId).not.toBe(caseId)
    expect((await desk.see(later?.caseId ?? '')).links).toEqual([])
  })

  test('refuses whatever is asked of it afterwards', async () => {
    const desk = await aDesk()
    const { caseId, asked } = await madeCase(desk)
    await takeBackItem(desk, desk.admin, asked)

    const note = writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'Hm.' })

    await expect(note).rejects.toThrow('This case was taken back')
  })
})

describe('what was made a case stands', () => {
  test('when a colleague has done anything on it', async () => {
    const desk = await aDesk()
    const { caseId, asked } = await madeCase(desk)
    await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'I call her.' })

    await expect(takeBackItem(desk, desk.admin, asked)).rejects.toThrow('Something has happened to case')
    expect(await desk.see(caseId)).toMatchObject({ state: 'open' })
  })

  test('when the customer has written again', async () => {
    const desk = await aDesk()
    const { asked } = await madeCase(desk)
    await deliver(desk, aMail({ inReplyTo: onHoliday.messageId }))

    await expect(takeBackItem(desk, desk.admin, asked)).rejects.toThrow('Something has happened to case')
  })

  test('when another case of the same person was linked to it', async () => {
    const desk = await aDesk()
    const { asked } = await madeCase(desk)
    await deliver(desk, aMail({ subject: 'Invoice 4711 is wrong', body: 'The amount was charged twice.' }))

    await expect(takeBackItem(desk, desk.admin, asked)).rejects.toThrow('Something has happened to case')
  })

  test('after a minute, and for everybody but whoever made it', async () => {
    const desk = await aDesk()
    const { asked } = await madeCase(desk)
    const ben = await desk.colleague('ben')

    await expect(takeBackItem(desk, ben, asked)).rejects.toThrow('Only whoever decided')
    desk.wait('PT61S')
    await expect(takeBackItem(desk, desk.admin, { ...asked, key: 'late' })).rejects.toThrow(
      'more than a minute',
    )
  })

  test('when the item joined a case that was there before', async () => {
    const desk = await aDesk()
    const [first] = await deliver(desk, aMail({ messageId: 'first@example.org' }))
    const [item] = await deliver(desk, aMail({ ...onHoliday, inReplyTo: 'first@example.org' }))
    await openItem(desk, desk.admin, { itemId: item?.id ?? '' })

    const back = takeBackItem(desk, desk.admin, { itemId: item?.id ?? '', key: 'z' })

    await expect(back).rejects.toThrow('It has joined a case')
    expect((await desk.see(first?.caseId ?? '')).messages).toHaveLength(2)
  })
})

describe('every other decision about an item is taken back as well', () => {
  test('that it was rightly set aside', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail(onHoliday))
    const itemId = item?.id ?? ''
    await lookAtItem(desk, desk.admin, { itemId, right: true, key: 'right' })

    await takeBackItem(desk, desk.admin, { itemId, key: 'z' })

    expect(await showSetAsideSample(desk, desk.admin)).toMatchObject({ items: [{ id: itemId }], looked: 0 })
  })

  test('that it was set aside out of quarantine, or made a case there: it is in quarantine, with its owner', async () => {
    const desk = await aDesk()
    const { itemId } = await desk.take({ from: {}, body: 'You have won a prize.' })
    const [before] = await itemsOf(desk)

    await setItemAside(desk, desk.admin, { itemId, because: 'spam', key: 'a' })
    await takeBackItem(desk, desk.admin, { itemId, key: 'z' })
    expect(await itemsOf(desk)).toEqual([before])

    await openItem(desk, desk.admin, { itemId })
    await takeBackItem(desk, desk.admin, { itemId, key: 'y' })
    expect(await itemsOf(desk)).toEqual([before])
    await desk.settle()
    expect(await showAudit(desk, desk.admin)).toMatchObject({
      items: 1,
      quarantined: 1,
      setAside: 0,
      cases: 0,
    })
  })

  test('but nothing where nothing was decided', async () => {
    const desk = await aDesk()
    const [item] = await deliver(desk, aMail(onHoliday))

    const back = takeBackItem(desk, desk.admin, { itemId: item?.id ?? '', key: 'z' })

    await expect(back).rejects.toThrow('Nothing was decided')
    expect((await showItems(desk, desk.admin, { outcome: 'set-aside', limit: 10 })).items).toHaveLength(1)
  })
})
