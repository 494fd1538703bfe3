import { expect, test } from 'vitest'
import { aPolicy, aRung } from './a-policy.ts'
import { readPolicy } from './document.ts'
import { loadByPerson, seniorMinutes, type DayCount } from './load.ts'
import { studentQuantile } from './student.ts'

test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [5, 2.5706],
  [10, 2.2281],
  [30, 2.0423],
  [120, 1.9799],
])('Student’s t at 0.975 with %i degrees of freedom is what the tables print', (freedom, printed) => {
  expect(studentQuantile(0.975, freedom)).toBeCloseTo(printed, 3)
})

const isSenior = { before: (rung: string) => rung === 'chief', after: (rung: string) => rung === 'chief' }

const week = (nth: number, before: number, after: number): DayCount[] => [
  { day: nth * 7, rungBefore: 'chief', rungAfter: 'chief', cases: Math.min(before, after) },
  { day: nth * 7 + 6, rungBefore: 'front', rungAfter: 'chief', cases: Math.max(0, after - before) },
]

test('the minutes of the seniors are counted a day, with Student’s interval over whole weeks', () => {
  const counts = [week(0, 7, 14), week(1, 14, 21), week(2, 21, 28)].flat()
  const { before, after, difference, weeks } = seniorMinutes(counts, isSenior, 10)
  expect(weeks).toBe(3)
  expect(before.middle).toBeCloseTo(20)
  // 10, 20 and 30 minutes a day: a spread of 10, so 4.3027 · 10 / √3 to either side.
  expect(before.high - before.middle).toBeCloseTo(24.84, 2)
  expect(after.middle).toBeCloseTo(30)
  expect(difference).toMatchObject({ middle: 10, low: 10, high: 10 })
})

test('a single week tells of no spread, and no case of no minutes', () => {
  const { difference, weeks } = seniorMinutes(week(0, 0, 7), isSenior, 10)
  expect([weeks, difference.low, difference.middle, difference.high]).toEqual([1, 10, 10, 10])
  expect(seniorMinutes([], isSenior, 10).before.middle).toBe(0)
})

test('the cases of a rung are shared out by the hours that people stand on it', () => {
  const rota = [
    { who: 'ann', 'mon-fri': ['08:00-14:00'] },
    { who: 'bo', 'mon-fri': ['14:00-16:00'] },
  ]
  const { ladder } = readPolicy(
    aPolicy({
      ladder: [
        aRung('front', { rota, climbsTo: 'lead' }),
        aRung('lead', { climbsTo: 'chief' }),
        aRung('chief'),
      ],
    }),
  )
  const loads = [
    { rung: 'front', before: 8, after: 4 },
    { rung: 'lead', before: 0, after: 1 },
  ]
  expect(loadByPerson(loads, { before: ladder, after: ladder })).toEqual([
    { who: 'ann', before: 6, after: 4 },
    { who: 'bo', before: 2, after: 1 },
  ])
})

const isLead = (rung: string) => rung === 'lead'

test('a past of many years and many kinds of cases is counted like any other', () => {
  const counts = Array.from({ length: 200_000 }, (_, at) => ({
    day: at % 700,
    rungBefore: 'front',
    rungAfter: 'lead',
    cases: 1,
  }))
  expect(seniorMinutes(counts, { before: isLead, after: isLead }, 10)).toMatchObject({
    weeks: 100,
    before: { middle: 0 },
  })
})
