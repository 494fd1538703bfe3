import { expect, test } from 'vitest'
import { runOnAll } from './run-on-all.ts'

test('one case that is refused stops none of the others, and the result says which and why', async () => {
  const refusal = new Error('This case is closed.')
  const { done, refused } = await runOnAll([1, 2, 3, 4, 5, 6], async (row) => {
    if (row % 3 === 0) throw refusal
    return row * 10
  })
  expect(done).toEqual([1, 2, 4, 5].map((row) => ({ row, answer: row * 10 })))
  expect(refused).toEqual([3, 6].map((row) => ({ row, because: refusal })))
})

test('a few are under way at once, and never more', async () => {
  let under = 0
  let most = 0
  await runOnAll(
    Array.from({ length: 20 }, (_, row) => row),
    async () => {
      most = Math.max(most, ++under)
      await Promise.resolve()
      under -= 1
    },
  )
  expect(most).toBe(4)
})
