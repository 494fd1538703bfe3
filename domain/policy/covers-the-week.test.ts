import { expect, test } from 'vitest'
import { coversTheWeek } from './covers-the-week.ts'
import { weekDays } from './staffing.ts'

const days = [...weekDays]
const zone = 'Europe/London'
const office = { zone, hours: [{ days: days.slice(0, 5), from: '09:00', to: '17:00' }] }
const always = { zone, hours: [{ days, from: '00:00', to: '24:00' }] }

test('a desk that closes at night leaves hours of the week without anybody', () => {
  expect(coversTheWeek([office])).toBe(false)
  expect(coversTheWeek([office, always])).toBe(true)
})

test('two rungs that follow each other cover the week together', () => {
  const early = { zone, hours: [{ days, from: '00:00', to: '12:00' }] }
  const late = { zone, hours: [{ days, from: '11:00', to: '24:00' }] }
  expect(coversTheWeek([late, early])).toBe(true)
  expect(coversTheWeek([{ ...late, zone: 'Asia/Tokyo' }, early])).toBe(false)
})
