import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { erasePerson } from './erase-person.ts'
import { findPersons, listErasures } from './find-persons.ts'
import { setHomeCountry } from './home-country.ts'

const find = async (desk: TestDesk, q: string) => (await findPersons(desk, desk.admin, { q })).persons

test('a person is found by the beginning of the name, or by a whole address, with what they have here', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take({ from: { name: 'Ada Lovelace', email: 'ada@example.org' } })
  await desk.take({ from: { name: 'Adam%', email: 'adam@example.org' } })
  const { number } = await desk.see(caseId)

  const byName = await find(desk, 'ADA L')

  expect(byName).toMatchObject([
    { name: 'Ada Lovelace', addresses: ['ada@example.org'], cases: 1, open: [{ id: caseId, number }] },
  ])
  expect(await find(desk, ' Ada@Example.org ')).toEqual(byName)
  expect(await find(desk, 'ada')).toHaveLength(2)
  for (const q of ['da', '%a', 'example.org', '__', 'a']) expect(await find(desk, q)).toEqual([])
})

test('a person is found by a number as it is dialled at home', async () => {
  const desk = await aDesk()
  await setHomeCountry(desk, desk.admin, { country: 'DE' })
  await desk.take({ channel: 'phone', from: { phone: '+49 30 123456' } })

  expect(await find(desk, '030 / 12 34 56')).toMatchObject([{ name: null, addresses: ['+49 30 123456'] }])
})

test('somebody who was erased is in the ledger, and found no more', async () => {
  const desk = await aDesk()
  await desk.take({ from: { name: 'Ada', email: 'ada@example.org' } })
  const [ada] = await find(desk, 'ada')

  await erasePerson(desk, desk.admin, { personId: ada?.id ?? '', key: 'erase' })

  expect(await find(desk, 'ada')).toEqual([])
  expect(await listErasures(desk, desk.admin)).toMatchObject({
    erasures: [
      {
        personId: ada?.id,
        at: desk.now().toString(),
        by: 'administrator',
        cases: [{ number: 1001 }],
        withdrawn: 0,
      },
    ],
  })
})
