import { expect, test } from 'vitest'
import { allAlone, eachAlone } from './each-alone.ts'

/** Does it to every second one. */
async function half(one: number) {
  if (one % 2 === 0) throw new Error(`no ${one}`)
}

test.for([eachAlone, allAlone])('one that fails stops none of the others, and is told', async (many) => {
  const told: unknown[] = []
  expect(await many([1, 2, 3], half, (fault) => told.push(fault))).toBe(2)
  expect(told).toEqual([new Error('no 2')])
})

test('one that hangs holds up none of the others where all are asked at once', async () => {
  const last = Promise.withResolvers<void>()
  const ask = (one: string) => (one === 'last' ? Promise.resolve(last.resolve()) : last.promise)

  expect(await allAlone(['hangs', 'last'], ask, () => undefined)).toBe(2)
})
