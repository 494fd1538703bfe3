import { expect, test } from 'vitest'
import { oneRung } from '#test/one-rung.ts'
import { keptWithout } from './kept-without.ts'

const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
test('whoever founded the house can leave a rung whose every hour colleagues keep', () => {
  const staffing = oneRung([{ who: 'administrator' }, { who: 'tom' }])
  expect(keptWithout('administrator', staffing, now).map(({ id }) => id)).toEqual(['front'])
})

test.each([
  ['nobody else stands there', oneRung([{ who: 'administrator' }])],
  ['colleagues keep a part of its hours', oneRung([{ who: 'administrator' }, { who: 'tom', from: '12:00' }])],
  ['who stands there has not come yet', oneRung([{ who: 'administrator' }, { who: 'tom' }], ['tom'])],
  ['they do not stand there', oneRung([{ who: 'tom' }, { who: 'lena' }])],
])('no rung is left where %s', (_, staffing) => {
  expect(keptWithout('administrator', staffing, now)).toEqual([])
})
