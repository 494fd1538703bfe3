import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openPaces } from './paces.ts'

/** Counts with a clock that stands still until it is told to move on. */
function counting(mostNames?: number) {
  let now = 0
  const paces = openPaces(() => now, mostNames)
  return { paces, wait: (seconds: number) => (now += seconds) }
}

describe('how often somebody may ask', () => {
  test('a short hurry is borne, and then it is said how long to wait', () => {
    const { paces, wait } = counting()
    const pace = { atOnce: 3, eachSecond: 0.5 }

    expect([1, 2, 3, 4].map(() => paces.take('ada', pace))).toEqual([0, 0, 0, 2])
    wait(2)
    expect([1, 2].map(() => paces.take('ada', pace))).toEqual([0, 2])
  })

  test('what one asks is not counted for another', () => {
    const { paces } = counting()
    const pace = { atOnce: 1, eachSecond: 1 }

    expect(['ada', 'ada', 'ben'].map((name) => paces.take(name, pace))).toEqual([0, 1, 0])
  })

  test('a flood of other names gives nobody less than they had', () => {
    const { paces } = counting(100)
    const pace = { atOnce: 2, eachSecond: 0.001 }
    paces.take('ada', pace)
    for (let n = 0; n < 10_000; n++) paces.take(`stranger ${n}`, pace)

    expect([1, 2].map(() => paces.take('ada', pace))).toEqual([0, 0])
  })

  test('in no stretch of time is more let through than at once and the rate for the stretch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (pauses, atOnce, eachSecond) => {
          const { paces, wait } = counting()
          const taken = pauses.filter((pause) => {
            wait(pause)
            return paces.take('ada', { atOnce, eachSecond }) === 0
          }).length
          const whole = pauses.slice(1).reduce((sum, pause) => sum + pause, 0)
          expect(taken).toBeLessThanOrEqual(atOnce + whole * eachSecond + 1e-6)
        },
      ),
    )
  })
})
