import { expect, test } from 'vitest'
import type { Staffing } from './staffing-query.ts'
import { tornBy } from './torn-by.ts'

const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
const line = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] satisfies Day[], from: '08:00', to: '18:00' }
type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri'

const staffing = (rota: Staffing['rungs'][number]['rota']): Staffing => ({
  now: now.toString(),
  rungs: [
    {
      id: 'front',
      title: 'Front line',
      version: 1,
      zone: 'Europe/London',
      hours: [line],
      rota,
      isTop: false,
      onDuty: [],
      holes: [],
      holeBecause: null,
      keptFor: 0,
    },
  ],
  absences: [],
  notYet: [],
  owedAtAnyHour: null,
  holidays: [],
})

const tom = { who: 'tom', ...line, to: '12:00' }
const lena = { who: 'lena', ...line }
const thursday = {
  who: 'lena',
  from: Temporal.Instant.from('2026-11-26T00:00:00Z'),
  until: Temporal.Instant.from('2026-11-27T00:00:00Z'),
  standIn: null,
}

test('an absence says which hole it tears before it is written down', () => {
  expect(
    tornBy(thursday, staffing([tom, lena]), now).map(({ rung, hole }) => [rung.title, hole.from.toString()]),
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
  expect(tornBy(far, staffing([tom, lena]), now)).toHaveLength(1)
  expect(tornBy({ ...thursday, standIn: 'tom' }, staffing([tom, lena]), now)).toEqual([])
})

test('a hole that is there without it is not its own', () => {
  expect(tornBy({ ...thursday, who: 'tom' }, staffing([tom]), now)).toHaveLength(1)
  expect(tornBy({ ...thursday, who: 'mia' }, staffing([tom]), now)).toEqual([])
})
