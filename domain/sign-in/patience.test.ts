import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failuresAt, nextTryAt } from './patience.ts'

const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const patience = {
  free: 5,
  firstWait: Temporal.Duration.from({ seconds: 15 }),
  longestWait: Temporal.Duration.from({ hours: 1 }),
}
const waits = (failures: number) => at.until(nextTryAt({ failures, newestAt: at }, patience)).total('seconds')

describe('whoever fails', () => {
  test.each([
    [0, 0],
    [5, 0],
    [6, 15],
    [7, 30],
    [8, 60],
    [13, 1920],
    [14, 3600],
    [2_000_000, 3600],
  ])('%i times waits %i seconds', (failures, seconds) => {
    expect(waits(failures)).toBe(seconds)
  })

  test('never waits less for failing more, and never longer than an hour', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (failures) => {
        expect(waits(failures)).toBeLessThanOrEqual(waits(failures + 1))
        expect(waits(failures)).toBeLessThanOrEqual(3600)
      }),
    )
  })

  test('is forgotten after a day without a failure', () => {
    const attempts = { failures: 9, newestAt: at }
    expect(failuresAt(attempts, at.add({ hours: 23 }))).toBe(9)
    expect(failuresAt(attempts, at.add({ hours: 24 }))).toBe(0)
  })
})
