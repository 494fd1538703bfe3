import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpenAt } from '../deadline/calendar.ts'
import { aRung } from './a-policy.ts'
import { holesIn } from './holes.ts'
import { rungOf, WrittenRung, type Absence } from './ladder.ts'
import { nextOnDuty, onDuty, whoFor } from './rota.ts'
import { staffedRung, weekDays, writtenOf } from './staffing.ts'

const rota = [
  { who: 'ann', 'mon-fri': ['08:00-12:00'] },
  { who: 'bo', mon: ['12:00-18:00'], tue: ['12:00-18:00'], wed: ['12:00-18:00'], thu: ['14:00-18:00'] },
  { who: 'cy', fri: ['11:00-18:00'] },
]
const relations = rungOf(WrittenRung.parse(aRung('relations', { rota })), ['2026-11-30'])
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant()
const away = (who: string, from: string, until: string, standIn: string | null = null): Absence => ({
  who,
  from: at(from),
  until: at(until),
  standIn,
})
const monday = at('2026-11-23T00:00')
const shown = (holes: readonly { from: Temporal.Instant; until: Temporal.Instant }[]) =>
  holes.map(({ from, until }) =>
    [from, until]
      .map((moment) => moment.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime().toString().slice(0, 16))
      .join(' to '),
  )

test('a hole is where hours are promised and nobody is there', () => {
  expect(shown(holesIn(relations, monday))).toEqual([
    '2026-11-26T12:00 to 2026-11-26T14:00',
    '2026-12-03T12:00 to 2026-12-03T14:00',
  ])
})

test('whoever is away leaves a hole, unless somebody stands in', () => {
  const week = Temporal.Duration.from({ hours: 3 * 24 })
  const without = { ...relations, absences: [away('ann', '2026-11-24T00:00', '2026-11-24T10:00')] }
  expect(shown(holesIn(without, monday, week))).toEqual(['2026-11-24T08:00 to 2026-11-24T10:00'])
  const withBo = { ...relations, absences: [away('ann', '2026-11-24T00:00', '2026-11-24T10:00', 'bo')] }
  expect(holesIn(withBo, monday, week)).toEqual([])
  const bothAway = {
    ...relations,
    absences: [...withBo.absences, away('bo', '2026-11-24T09:00', '2026-11-24T10:00', 'ann')],
  }
  expect(shown(holesIn(bothAway, monday, week))).toEqual(['2026-11-24T09:00 to 2026-11-24T10:00'])
})

test('new work goes to whoever stands in, and to nobody who is away', () => {
  const rung = { ...relations, absences: [away('ann', '2026-11-24T00:00', '2026-11-26T00:00', 'dee')] }
  expect(onDuty(rung, at('2026-11-24T09:00'))).toEqual(['dee'])
  const alone = { ...relations, absences: [away('ann', '2026-11-24T00:00', '2026-11-26T00:00')] }
  expect(onDuty(alone, at('2026-11-24T09:00'))).toEqual([])
  expect(whoFor(alone, at('2026-11-24T09:00'), 4)).toBe('bo')
  expect(nextOnDuty(alone, at('2026-11-24T09:00'))).toEqual({ who: 'bo', from: at('2026-11-24T12:00') })
})

test('where everybody is away for months, somebody is named all the same', () => {
  const absences = ['ann', 'bo', 'cy'].map((who) => away(who, '2026-11-01T00:00', '2027-11-01T00:00'))
  expect(nextOnDuty({ ...relations, absences }, at('2026-11-24T09:00')).who).toBe('ann')
})

test('a staffing that is written down and read again is the same staffing', () => {
  const { hours, rota: rows } = staffedRung(relations, writtenOf(relations), ['2026-11-30'])
  expect(hours).toEqual(relations.hours)
  expect(writtenOf({ ...relations, hours, rota: rows })).toEqual(writtenOf(relations))
})

const text = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`

const clock = fc.integer({ min: 0, max: 47 })
const line = fc
  .record({
    who: fc.constantFrom('ann', 'bo', 'cy'),
    one: clock,
    other: clock,
    days: fc.subarray([...weekDays], { minLength: 2 }),
  })
  .filter(({ one, other }) => one !== other)
  .map(({ who, one, other, days }) => {
    return { who, days, from: text(Math.min(one, other)), to: text(Math.max(one, other)) }
  })

test('holes are exactly the minutes in which hours are promised and nobody is on duty, over clock changes too', () => {
  const absence = fc.record({
    who: fc.constantFrom('ann', 'bo', 'cy'),
    start: fc.integer({ min: -20, max: 60 }),
    lasts: fc.integer({ min: 1, max: 40 }),
    standIn: fc.constantFrom('ann', 'bo', 'cy', null),
  })
  fc.assert(
    fc.property(
      fc.constantFrom('2026-03-28T09:17', '2026-10-24T09:17', '2026-11-23T09:17'),
      fc.array(line, { minLength: 1, maxLength: 3 }),
      fc.array(line, { minLength: 1, maxLength: 4 }),
      fc.array(absence, { maxLength: 3 }),
      fc.constantFrom([], ['2026-10-26']),
      (start, hours, rows, gone, holidays) => {
        const from = at(start)
        const rung = {
          ...staffedRung(relations, { zone: 'Europe/Berlin', hours, rota: rows }, holidays),
          absences: gone.map(({ who, start: hour, lasts, standIn }) => ({
            who,
            from: from.add({ hours: hour }),
            until: from.add({ hours: hour + lasts }),
            standIn,
          })),
        }
        const holes = holesIn(rung, from, Temporal.Duration.from({ hours: 48 }))
        const wrong = Array.from({ length: 48 * 12 }, (_, step) => from.add({ minutes: step * 5 })).filter(
          (moment) => {
            const isHole = holes.some(
              (hole) =>
                Temporal.Instant.compare(hole.from, moment) <= 0 &&
                Temporal.Instant.compare(moment, hole.until) < 0,
            )
            return isHole !== (isOpenAt(moment, rung.hours) && onDuty(rung, moment).length === 0)
          },
        )
        expect(shown(wrong.map((moment) => ({ from: moment, until: moment })))).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})
