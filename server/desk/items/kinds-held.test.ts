import { expect, test } from 'vitest'
import { kindsHeld } from './kinds-held.ts'

const cpuMs = (work: () => void) => {
  const { user } = process.cpuUsage()
  work()
  return (process.cpuUsage().user - user) / 1000
}

test('a hundred long posts that are looked at again cost next to nothing', () => {
  const posts = Array.from({ length: 100 }, (_, nth) => `${nth} call 0170 1234567, Aa 12 `.repeat(900))
  const look = () => posts.map(kindsHeld({}))

  const first = look()
  expect(cpuMs(() => expect(look()).toEqual(first))).toBeLessThan(100)
  expect(first[0]).toContain('phone')
})

test('what the company says of its own counts at once', () => {
  const text = 'I called 0800 123 4567 and nobody answered.'

  expect(kindsHeld({})(text)).toEqual(['phone'])
  expect(kindsHeld({ ours: ['0800 123 4567'] })(text)).toEqual([])
  expect(kindsHeld({})(text)).toEqual(['phone'])
})
