import { expect, test } from 'vitest'
import { aRung } from './a-policy.ts'
import { rungOf, WrittenRung } from './ladder.ts'
import { nextOnDuty, onDuty, whoFor } from './rota.ts'

const rota = [
  { who: 'ann', 'mon-fri': ['08:00-14:00'] },
  { who: 'bo', 'mon-fri': ['12:00-18:00'] },
  { who: 'bo', sat: ['09:00-10:00'] },
]
const front = rungOf(WrittenRung.parse(aRung('front', { rota })), ['2026-11-25'])
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant()

test('those are on duty whose hours it is, by the clock of the rung', () => {
  expect(onDuty(front, at('2026-11-23T08:00'))).toEqual(['ann'])
  expect(onDuty(front, at('2026-11-23T13:00'))).toEqual(['ann', 'bo'])
  expect(onDuty(front, at('2026-11-23T14:00'))).toEqual(['bo'])
  expect(onDuty(front, at('2026-11-23T18:00'))).toEqual([])
})

test('nobody is on duty on a holiday', () => {
  expect(onDuty(front, at('2026-11-25T13:00'))).toEqual([])
})

test('whoever is on duty is next, else whoever comes first', () => {
  expect(nextOnDuty(front, at('2026-11-23T13:00'))).toEqual({ who: 'ann', from: at('2026-11-23T13:00') })
  expect(nextOnDuty(front, at('2026-11-20T19:00'))).toEqual({ who: 'bo', from: at('2026-11-21T09:00') })
  expect(nextOnDuty(front, at('2026-11-21T23:10'))).toEqual({ who: 'ann', from: at('2026-11-23T08:00') })
})

test('work is spread over those on duty, the same case always to the same person', () => {
  expect([0, 1, 2, -3].map((spread) => whoFor(front, at('2026-11-23T13:00'), spread))).toEqual([
    'ann',
    'bo',
    'ann',
    'bo',
  ])
  expect(whoFor(front, at('2026-11-21T23:10'), 7)).toBe('ann')
})

test('at night work is spread over those who come in the morning', () => {
  const together = ['ann', 'bo', 'cy'].map((who) => ({ who, 'mon-fri': ['08:00-18:00'] }))
  const late = { who: 'dee', 'mon-fri': ['09:00-18:00'] }
  const rung = rungOf(WrittenRung.parse(aRung('front', { rota: [...together, late] })), [])
  const asked = [3, 4, 5, 6].map((spread) => whoFor(rung, at('2026-11-22T23:00'), spread))
  expect(asked).toEqual(['ann', 'bo', 'cy', 'ann'])
})

test('somebody is named even when nobody comes for months', () => {
  const holidays = Array.from({ length: 100 }, (_, day) =>
    Temporal.PlainDate.from('2026-11-20').add({ days: day }).toString(),
  )
  const closed = rungOf(WrittenRung.parse(aRung('front', { rota })), holidays)
  expect(nextOnDuty(closed, at('2026-11-23T13:00'))).toEqual({ who: 'ann', from: at('2026-11-23T13:00') })
})

/** Who is asked for two cases while some have never come in. */
const asked = (notYet: string[], local = '2026-11-23T13:00') =>
  [0, 1].map((spread) => whoFor({ ...front, notYet }, at(local), spread))

test('whoever was invited and has never signed in is asked only where nobody else stands', () => {
  expect(asked([])).toEqual(['ann', 'bo'])
  expect(asked(['ann'])).toEqual(['bo', 'bo'])
  // Before noon Ann stands there alone; Bo comes at noon.
  expect(asked(['ann'], '2026-11-23T09:00')).toEqual(['bo', 'bo'])
  expect(asked(['ann', 'bo'])).toEqual(['ann', 'bo'])
})
