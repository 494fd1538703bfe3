import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { lookAtItem } from './look-at-item.ts'
import { setItemAside } from './set-item-aside.ts'
import { showSetAsideSample } from './show-set-aside-sample.ts'
import { showAudit, showItems } from '../cases/show-desk.ts'
import { retryItem } from './understand-item.ts'

const onHoliday = {
  subject: 'Out of office',
  headers: ['Auto-Submitted: auto-replied'],
  body: 'Back on Monday.',
}

/** An item that nobody signed: it is in quarantine. */
const nobodys = async (desk: TestDesk) =>
  (await desk.take({ from: {}, body: 'You have won a prize.' })).itemId

async function setAside(desk: TestDesk, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) for (const { id } of await deliver(desk, aMail(onHoliday))) ids.push(id)
  return ids
}

const counts = async (desk: TestDesk) => {
  await desk.settle()
  const { quarantined, setAside: aside, cases } = await showAudit(desk, desk.admin)
  return { quarantined, setAside: aside, cases }
}

describe('an item in quarantine that is no complaint', () => {
  test('is set aside with what it is, and the audit still adds up', async () => {
    const desk = await aDesk()
    const itemId = await nobodys(desk)

    await setItemAside(desk, desk.admin, { itemId, because: 'spam', key: 'a' })
    await setItemAside(desk, desk.admin, { itemId, because: 'spam', key: 'a' })

    expect(await counts(desk)).toEqual({ quarantined: 0, setAside: 1, cases: 0 })
    const { items } = await showItems(desk, desk.admin, { outcome: 'set-aside', limit: 10 })
    expect(items).toMatchObject([{ because: 'spam', owner: null, body: 'You have won a prize.' }])
  })

  test('cannot be set aside twice by two people, and trying it again changes nothing more', async () => {
    const desk = await aDesk()
    const itemId = await nobodys(desk)
    await setItemAside(desk, desk.admin, { itemId, because: 'joke', key: 'a' })

    const again = setItemAside(desk, desk.admin, { itemId, because: 'spam', key: 'b' })

    await expect(again).rejects.toThrow('not in quarantine any more')
    expect(await retryItem(desk, desk.admin, { itemId })).toMatchObject({ outcome: 'set-aside' })
    expect(await counts(desk)).toEqual({ quarantined: 0, setAside: 1, cases: 0 })
  })

  test('that was set aside by hand is nothing to be sampled', async () => {
    const desk = await aDesk()
    await setItemAside(desk, desk.admin, { itemId: await nobodys(desk), because: 'spam', key: 'a' })

    expect(await showSetAsideSample(desk, desk.admin)).toEqual({ items: [], size: 0, looked: 0, wrong: 0 })
  })
})

describe('the day’s sample of what was set aside', () => {
  test('is twelve of the last week, the same for everybody, with the beginning of each', async () => {
    const desk = await aDesk()
    await setAside(desk, 14)
    const ann = await desk.colleague('ann')

    const mine = await showSetAsideSample(desk, desk.admin)

    expect(mine).toMatchObject({ size: 12, looked: 0, wrong: 0 })
    expect(mine.items[0]).toMatchObject({ from: 'Ada <ada@example.org>', body: 'Back on Monday.' })
    expect(await showSetAsideSample(desk, ann)).toEqual(mine)
  })

  test('comes to an end: what was looked at is not replaced before the next day', async () => {
    const desk = await aDesk()
    await setAside(desk, 14)
    const { items } = await showSetAsideSample(desk, desk.admin)

    for (const { id } of items) await lookAtItem(desk, desk.admin, { itemId: id, right: true, key: id })

    const after = await showSetAsideSample(desk, desk.admin)
    expect(after).toMatchObject({ items: [], size: 12, looked: 12, wrong: 0 })
    desk.wait('PT24H')
    expect((await showSetAsideSample(desk, desk.admin)).items).toHaveLength(2)
    desk.wait('PT192H')
    expect((await showSetAsideSample(desk, desk.admin)).items).toHaveLength(0)
  })

  test('makes a case of what should not have been set aside, and counts it as wrong once', async () => {
    const desk = await aDesk()
    const [itemId = ''] = await setAside(desk, 1)
    const wrong = { itemId, right: false, key: 'wrong' }

    const { caseId } = await lookAtItem(desk, desk.admin, wrong)

    expect(caseId).not.toBeNull()
    expect(await lookAtItem(desk, desk.admin, wrong)).toEqual({ id: itemId, caseId })
    expect(await counts(desk)).toEqual({ quarantined: 0, setAside: 0, cases: 1 })
    expect(await showSetAsideSample(desk, desk.admin)).toMatchObject({
      items: [],
      size: 1,
      looked: 1,
      wrong: 1,
    })
  })

  test('does not call right what a colleague has made a case of', async () => {
    const desk = await aDesk()
    const [itemId = ''] = await setAside(desk, 1)
    await lookAtItem(desk, desk.admin, { itemId, right: false, key: 'wrong' })

    const right = lookAtItem(desk, desk.admin, { itemId, right: true, key: 'right' })

    await expect(right).rejects.toThrow('not set aside any more')
  })
})
