import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRung } from './a-policy.ts'
import { rungOf, WrittenRung, type Rung } from './ladder.ts'
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

/** Who is asked for two cases that these may not see. */
const among = (blind: string[], local: string, more: Partial<Rung> = {}) =>
  [0, 1].map((spread) => whoFor({ ...front, ...more, blind }, at(local), spread))

const away = (who: string, standIn: string) => ({
  absences: [{ who, standIn, from: at('2026-11-01T00:00'), until: at('2026-12-01T00:00') }],
})

describe('a case that not everybody may see', () => {
  test('is given to those who may, as long as one of them is on duty', () => {
    expect(among([], '2026-11-23T13:00')).toEqual(['ann', 'bo'])
    expect(among(['ann'], '2026-11-23T13:00')).toEqual(['bo', 'bo'])
  })

  test('is given to somebody who may not only while nobody who may is on duty', () => {
    expect(among(['ann'], '2026-11-23T09:00')).toEqual(['ann', 'ann'])
    expect(among(['ann', 'bo'], '2026-11-23T13:00')).toEqual(['ann', 'bo'])
  })

  test('waits at night for whoever may see it, though others come earlier', () => {
    expect(among(['ann'], '2026-11-22T23:00')).toEqual(['bo', 'bo'])
  })

  test('is given to whoever stands in, if they may see it, and to no stand-in who may not', () => {
    expect(among(['ann'], '2026-11-23T09:00', away('ann', 'cy'))).toEqual(['cy', 'cy'])
    expect(among(['ann'], '2026-11-23T13:00', away('bo', 'ann'))).toEqual(['ann', 'ann'])
    expect(among(['dee'], '2026-11-23T13:00', away('bo', 'dee'))).toEqual(['ann', 'ann'])
  })

  test('is never asked of somebody who may not see it while somebody who may is on duty, and somebody on duty has it', () => {
    const some = fc.subarray(['ann', 'bo', 'cy'])
    const absence = fc.record({
      who: fc.constantFrom('ann', 'bo', 'cy'),
      hour: fc.integer({ min: -20, max: 100 }),
      lasts: fc.integer({ min: 1, max: 60 }),
      standIn: fc.constantFrom('ann', 'bo', 'cy', 'dee', null),
    })
    const start = at('2026-11-20T07:00')
    fc.assert(
      fc.property(
        some,
        fc.array(absence, { maxLength: 3 }),
        fc.integer({ min: 0, max: 120 }),
        fc.nat(9),
        (blind, gone, hour, spread) => {
          const absences = gone.map(({ who, standIn, hour: begins, lasts }) => {
            const from = start.add({ hours: begins })
            return { who, standIn, from, until: from.add({ hours: lasts }) }
          })
          const rung = { ...front, absences, blind }
          const now = start.add({ hours: hour })
          const chosen = whoFor(rung, now, spread)
          const there = onDuty(rung, now)
          const seeing = there.filter((who) => !blind.includes(who))
          const wanted = seeing.length > 0 ? seeing : there
          const isWhole = blind.length > 0 || chosen === whoFor({ ...front, absences }, now, spread)
          expect(isWhole && (wanted.length === 0 || wanted.includes(chosen))).toBe(true)
        },
      ),
    )
  })
})
