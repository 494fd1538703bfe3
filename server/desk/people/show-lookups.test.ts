import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { lookUp } from './look-up.ts'
import { showLookups } from './show-lookups.ts'

test('who looked whom up is narrowed to a colleague, a person, some days, and read page by page', async () => {
  const desk = await aDesk()
  const kim = await desk.colleague('kim')
  const ben = await desk.colleague('ben')
  const { caseId } = await desk.take({ from: { name: 'Ada', email: 'ada@example.org' } })
  await desk.take({ from: { name: 'Bo', email: 'bo@example.org' }, subject: 'Bo', body: 'A late parcel.' })
  const { person, number } = await desk.see(caseId)
  await lookUp(desk, kim, { q: 'ada@example.org' })
  desk.wait('PT48H')
  const later = desk.now().toString()
  await lookUp(desk, ben, { q: 'bo@example.org' })
  desk.wait('PT1M')
  await lookUp(desk, ben, { q: '', caseId })

  const looks = async (wanted: Parameters<typeof showLookups>[2]) =>
    (await showLookups(desk, desk.admin, wanted)).lookups.map(({ by, readAs }) => `${by.id} ${readAs}`)
  expect(await looks({})).toEqual(['ben person', 'ben email', 'kim email'])
  expect(await looks({ by: 'ben' })).toEqual(['ben person', 'ben email'])
  expect(await looks({ person: person?.id })).toEqual(['ben person', 'kim email'])
  expect(await looks({ person: person?.id, by: 'kim' })).toEqual(['kim email'])
  expect(await looks({ since: later })).toEqual(['ben person', 'ben email'])
  expect(await looks({ until: later })).toEqual(['kim email'])

  const [newest] = (await showLookups(desk, desk.admin, {})).lookups
  expect(newest?.case).toEqual({ id: caseId, number })
  expect(await looks({ before: newest?.id })).toEqual(['ben email', 'kim email'])
})
