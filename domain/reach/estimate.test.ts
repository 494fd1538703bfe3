import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reachOf, reachTogether, type Estimate } from './estimate.ts'
import type { ReachFigures } from './figures.ts'

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
const post = { likes: 30, reposts: 4, replies: 3 }
const settled = { following: 300, posts: 900, createdAt: '2021-05-01T00:00:00Z' }

const count = fc.integer({ min: 0, max: 5_000_000 })
const figures: fc.Arbitrary<ReachFigures> = fc.record(
  {
    followers: count,
    following: count,
    posts: count,
    createdAt: fc
      .date({ min: new Date('2015-01-01'), max: new Date('2026-11-23'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    recent: fc.array(fc.record({ likes: count, reposts: count, replies: count }), { maxLength: 20 }),
    hasDomainHandle: fc.boolean(),
    isVerified: fc.boolean(),
  },
  { requiredKeys: [] },
)

const ends = (estimate: Estimate) =>
  estimate.state === 'estimated' ? [estimate.low, estimate.likely, estimate.high] : []

describe('how far a voice carries', () => {
  test('is unknown where nobody has counted, and never low', () => {
    expect(reachOf(null, now)).toEqual({ state: 'unknown' })
    expect(reachOf({ following: 4, posts: 2 }, now)).toEqual({ state: 'unknown' })
    expect(reachOf({ followers: 0 }, now)).toMatchObject({ state: 'estimated', likely: 0, band: 'low' })
  })

  test('is an interval around those who are likely there and read', () => {
    expect(
      reachOf({ ...settled, followers: 14_000, recent: Array.from({ length: 20 }, () => post) }, now),
    ).toEqual({
      state: 'estimated',
      low: 8400,
      likely: 12_000,
      high: 19_000,
      band: 'medium',
      reasons: ['followers', 'often-repeated'],
    })
  })

  test('is wider for a young account, and not lower', () => {
    const known = reachOf({ ...settled, followers: 8000 }, now)
    const young = reachOf({ ...settled, followers: 8000, createdAt: '2026-11-01T00:00:00Z' }, now)
    const [low = 0, likely, high = 0] = ends(known)
    const [youngLow, youngLikely, youngHigh] = ends(young)
    expect(youngLow).toBeLessThan(low)
    expect(youngHigh).toBeGreaterThan(high)
    expect(youngLikely).toBe(likely)
  })

  test('is less where a million follow and nobody touches a post', () => {
    const silent = {
      ...settled,
      followers: 1_000_000,
      recent: Array.from({ length: 20 }, () => ({ likes: 1, reposts: 0, replies: 0 })),
    }
    const [, likely = 0] = ends(reachOf(silent, now))
    expect(likely).toBeLessThan(700_000)
  })

  test('keeps its order and its sense whatever a network says', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const estimate = reachOf(given, now)
        expect(estimate.state === 'unknown').toBe(given.followers === undefined)
        const [low = 0, likely = 0, high = 0] = ends(estimate)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(likely).toBeGreaterThanOrEqual(low)
        expect(high).toBeGreaterThanOrEqual(likely)
      }),
    )
  })

  test('is never smaller for more followers, where no posts were seen', () => {
    fc.assert(
      fc.property(figures, count, count, (given, a, b) => {
        const { recent: _, ...counts } = given
        const [few, many] = a < b ? [a, b] : [b, a]
        const less = ends(reachOf({ ...counts, followers: few }, now))
        const more = ends(reachOf({ ...counts, followers: many }, now))
        for (const [at, end] of less.entries()) expect(more[at]).toBeGreaterThanOrEqual(end)
      }),
    )
  })
})

describe('several accounts of one person', () => {
  test('reach at least as many as the largest and at most all together; one that nobody counted takes nothing away', () => {
    fc.assert(
      fc.property(fc.array(figures, { minLength: 1, maxLength: 4 }), (accounts) => {
        const each = accounts.map((one) => reachOf(one, now))
        const together = ends(reachTogether(each))
        const known = each.map(ends).filter((one) => one.length > 0)
        expect(together.length > 0).toBe(known.length > 0)
        const [low = 0, likely = 0, high = 0] = together
        for (const [itsLow = 0, itsLikely = 0] of known) {
          expect(low).toBeGreaterThanOrEqual(itsLow)
          expect(likely).toBeGreaterThanOrEqual(itsLikely * 0.95)
        }
        expect(high).toBeLessThanOrEqual(
          known.reduce((all, [, , itsHigh = 0]) => all + itsHigh, 0) * 1.06 + 1,
        )
      }),
    )
    expect(reachTogether([{ state: 'unknown' }])).toEqual({ state: 'unknown' })
  })
})
