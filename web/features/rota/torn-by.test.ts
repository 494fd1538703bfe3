import { expect, test } from 'vitest'
import { oneRung } from '#test/one-rung.ts'
import { tornBy } from './torn-by.ts'

const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
const tom = { who: 'tom', to: '12:00' }
const lena = { who: 'lena' }
const thursday = {
  who: 'lena',
  from: Temporal.Instant.from('2026-11-26T00:00:00Z'),
  until: Temporal.Instant.from('2026-11-27T00:00:00Z'),
  standIn: null,
}

test('an absence says which hole it tears before it is written down', () => {
  expect(
    tornBy(thursday, oneRung([tom, lena]), now).map(({ rung, hole }) => [rung.title, hole.from.toString()]),
  )
    // Tom is there until twelve.
    .toEqual([['Front line', '2026-11-26T12:00:00Z']])
})

test('one far ahead is looked over too, and one that somebody stands in for tears none', () => {
  const far = {
    ...thursday,
    from: thursday.from.add({ hours: 24 * 70 }),
    until: thursday.until.add({ hours: 24 * 70 }),
  }
  expect(tornBy(far, oneRung([tom, lena]), now)).toHaveLength(1)
  expect(tornBy({ ...thursday, standIn: 'tom' }, oneRung([tom, lena]), now)).toEqual([])
})

test('a hole that is there without it is not its own', () => {
  expect(tornBy({ ...thursday, who: 'tom' }, oneRung([tom]), now)).toHaveLength(1)
  expect(tornBy({ ...thursday, who: 'mia' }, oneRung([tom]), now)).toEqual([])
})
