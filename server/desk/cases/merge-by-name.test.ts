import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { merge, undoMerge } from './merge.ts'
import { erasePerson } from '../people/erase-person.ts'
import { findPersons } from '../people/find-persons.ts'

/** A case by mail, and one that was written down at the counter under a name alone, with a slip in it. */
async function byMailAndByName(desk: TestDesk) {
  const { caseId: byMail } = await desk.take({ from: { email: 'vashti@example.org', name: 'Vashti' } })
  const { caseId: byName } = await desk.take({
    channel: 'counter',
    from: { name: 'Washty' },
    subject: 'The drum is torn',
    body: 'She showed the torn drum.',
  })
  return { byMail, byName, vashti: (await desk.see(byMail)).person }
}

const mergeAsOne = async (desk: TestDesk, caseId: string, takes: string) =>
  merge(desk, desk.admin, { ...(await desk.on(caseId)), takes, areOnePerson: true })

const giveBack = async (desk: TestDesk, caseId: string, gives: string) =>
  undoMerge(desk, desk.admin, { ...(await desk.on(caseId)), gives })

describe('a case whose person is known by name only', () => {
  test('is taken over by another person’s case once somebody says that they are one', async () => {
    const desk = await aDesk()
    const { byMail, byName, vashti } = await byMailAndByName(desk)
    const plain = { ...(await desk.on(byMail)), takes: byName }
    await expect(merge(desk, desk.admin, plain)).rejects.toThrow('Say that they are the same person')

    await mergeAsOne(desk, byMail, byName)

    expect(await desk.see(byName)).toMatchObject({ state: 'merged', person: vashti })
    expect((await desk.see(byMail)).messages.map(({ subject }) => subject)).toContain('The drum is torn')
  })

  test('takes over the other, and is that person’s from then on: they can be reached', async () => {
    const desk = await aDesk()
    const { byMail, byName, vashti } = await byMailAndByName(desk)

    await mergeAsOne(desk, byName, byMail)

    expect(await desk.see(byName)).toMatchObject({
      state: 'open',
      person: vashti,
      accounts: [{ address: 'vashti@example.org' }],
    })
  })

  test('is whose it was before when the merge is undone, whichever of the two goes on', async () => {
    for (const goesOn of ['byMail', 'byName'] as const) {
      const desk = await aDesk()
      const cases = await byMailAndByName(desk)
      const before = await desk.see(cases.byName)
      const [keeps, goes] = goesOn === 'byMail' ? [cases.byMail, cases.byName] : [cases.byName, cases.byMail]
      await mergeAsOne(desk, keeps, goes)

      await giveBack(desk, keeps, goes)

      expect(await desk.see(cases.byName)).toMatchObject({
        state: 'open',
        person: before.person,
        accounts: [],
      })
      expect(await desk.see(cases.byMail)).toMatchObject({ state: 'open', person: cases.vashti })
    }
  })

  test('brings along the cases that it had taken over itself, and back', async () => {
    const desk = await aDesk()
    const { byMail, byName, vashti } = await byMailAndByName(desk)
    const { caseId: third } = await desk.take({ channel: 'counter', from: { name: 'V. C.' } })
    const { person } = await desk.see(third)
    await mergeAsOne(desk, byName, third)
    await mergeAsOne(desk, byMail, byName)
    expect(await desk.see(third)).toMatchObject({ person: vashti })

    await giveBack(desk, byMail, byName)
    await giveBack(desk, byName, third)

    expect(await desk.see(third)).toMatchObject({ state: 'open', person })
  })

  test('is erased with the person it was said to be: nobody finds the misspelt name any more', async () => {
    const desk = await aDesk()
    const { byMail, byName, vashti } = await byMailAndByName(desk)
    await mergeAsOne(desk, byMail, byName)

    await erasePerson(desk, desk.admin, { personId: vashti?.id ?? '', key: 'erase' })

    expect(await desk.see(byName)).toMatchObject({ person: null })
    expect((await findPersons(desk, desk.admin, { q: 'Washty' })).persons).toEqual([])
  })
})

test('two people who are known by accounts of their own stay two, whatever is said', async () => {
  const desk = await aDesk()
  const { caseId: adas } = await desk.take()
  const { caseId: bobs } = await desk.take({ from: { email: 'bob@example.org' } })

  await expect(mergeAsOne(desk, adas, bobs)).rejects.toThrow('Link their accounts to one person first.')
})
