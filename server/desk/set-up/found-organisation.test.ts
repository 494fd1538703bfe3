import { expect, test } from 'vitest'
import { allOrganisations, markSample, removeSamples } from '#server/store/organisations.ts'
import { aDeskAlone } from '#test/desk.ts'
import { organisationMeant, organisationNamed } from './found-organisation.ts'

test('a name that no organisation has makes none, unless a new one is meant', async () => {
  const { db, masterKey, now } = await aDeskAlone()
  const meant = (name: string | undefined, mayBeNew = false) =>
    organisationMeant(db, masterKey, { name, mayBeNew }, now())
  const sample = await organisationNamed(db, masterKey, 'Aldera Home', now())
  await db.asOwner((tx) => markSample(tx, sample.id, 'mara'))

  await expect(meant('aldera')).rejects.toThrow(
    'There is no organisation "aldera". These are there: "Aldera", "Aldera Home" (the sample company).',
  )
  expect(await db.asOwner(allOrganisations)).toHaveLength(2)
  expect(await meant('Aldera Home')).toMatchObject({ id: sample.id, isNew: false })
  expect(await meant(undefined)).toMatchObject({ name: 'Aldera', isNew: false })
  expect(await meant('Kuechenfee', true)).toMatchObject({ name: 'Kuechenfee', isNew: true })
})

test('the sample company is taken away with all that is in it, and nothing else', async () => {
  const desk = await aDeskAlone()
  const { db, masterKey, now } = desk
  const sample = await organisationNamed(db, masterKey, 'Aldera Home', now())
  await db.asOwner((tx) => markSample(tx, sample.id, 'administrator'))
  const { caseId } = await desk.take()
  const before = await desk.see(caseId)

  expect(await db.asOwner(removeSamples)).toEqual(['Aldera Home'])
  expect((await db.asOwner(allOrganisations)).map(({ name }) => name)).toEqual(['Aldera'])
  expect(await desk.see(caseId)).toEqual(before)
  expect(await db.asOwner(removeSamples)).toEqual([])
})
