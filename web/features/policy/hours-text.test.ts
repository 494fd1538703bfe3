import { expect, test } from 'vitest'
import { hoursFrom, hoursText } from './hours-text.ts'

test('hours on one line are read as they are written', () => {
  const days = { 'mon-fri': ['08:00-12:00', '13:00-18:00'], sat: ['09:00-13:00'] }
  expect(hoursText(days)).toBe('mon-fri 08:00-12:00, 13:00-18:00; sat 09:00-13:00')
  expect(hoursFrom(hoursText(days))).toEqual(days)
})

test('hours may be typed the short way', () => {
  expect(hoursFrom('Mon – Fri 8-18')).toEqual({ 'mon-fri': ['08:00-18:00'] })
})

test('what is no hours is told from hours', () => {
  expect(hoursFrom('mon-fri early')).toBeNull()
})
