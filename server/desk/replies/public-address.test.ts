import { expect, test } from 'vitest'
import { markSample } from '#server/store/organisations.ts'
import { aDesk } from '#test/desk.ts'
import { publicAddressOf, setPublicAddress, showPublicAddress } from './public-address.ts'

test('links begin where the administrator says that others reach the desk', async () => {
  const desk = await aDesk()
  expect(await showPublicAddress(desk, desk.admin)).toEqual({ address: null, isLocked: false })

  await setPublicAddress(desk, desk.admin, { address: 'complaints.aldera.example/' })
  expect(await showPublicAddress(desk, desk.admin)).toEqual({
    address: 'https://complaints.aldera.example',
    isLocked: false,
  })

  await setPublicAddress(desk, desk.admin, { address: '' })
  expect((await showPublicAddress(desk, desk.admin)).address).toBeNull()
})

test('whoever complains to the sample company sits at this machine, and its links lead there', async () => {
  const made = await aDesk()
  const desk = { ...made, place: { ...made.place, urlHere: 'http://localhost:4600' } }
  expect(await publicAddressOf(desk, desk.org)).toBeNull()

  await desk.db.asOwner((tx) => markSample(tx, desk.org, 'mara'))

  expect(await publicAddressOf(desk, desk.org)).toBe('http://localhost:4600')
  expect(await showPublicAddress(desk, desk.admin)).toEqual({ address: null, isLocked: false })
})

test('what is no address of a desk is refused in words', async () => {
  const desk = await aDesk()
  await expect(
    setPublicAddress(desk, desk.admin, { address: 'https://aldera.example/help' }),
  ).rejects.toThrow('It reads like https://complaints.example.org, without a path.')
})

test('whoever runs the desk has the last word, and it is not said twice', async () => {
  const desk = await aDesk()
  await setPublicAddress(desk, desk.admin, { address: 'https://old.example' })
  const run = { ...desk, place: { ...desk.place, publicUrl: 'https://desk.example' } }
  expect(await showPublicAddress(run, desk.admin)).toEqual({
    address: 'https://desk.example',
    isLocked: true,
  })
  await expect(setPublicAddress(run, desk.admin, { address: 'https://new.example' })).rejects.toThrow(
    'EVENHAND_PUBLIC_URL',
  )
})
