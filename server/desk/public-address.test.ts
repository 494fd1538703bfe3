import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { setPublicAddress, showPublicAddress } from './public-address.ts'

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
