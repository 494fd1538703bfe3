import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarOf, isOpenAt } from '../deadline/calendar.ts'
import { aRung } from '../policy/a-policy.ts'
import { rungOf, WrittenRung } from '../policy/ladder.ts'
import { isAtWork, nextBegin, nextWork, workingTimeOf } from './working-time.ts'

const zone = 'Europe/Berlin'
const office = { 'mon-fri': ['08:00-18:00'] }
const always = { 'mon-sun': ['00:00-24:00'] }
const deskHours = calendarOf({ zone, ...office }, [])

const standing = (rota: Record<string, unknown>[], away: { from: string; until: string }[] = []) => {
  const rung = rungOf(WrittenRung.parse(aRung('r', { hours: { zone, ...always }, rota })), [])
  const absences = away.map(({ from, until }) => ({
    who: 'ann',
    from: Temporal.Instant.from(from),
    until: Temporal.Instant.from(until),
    standIn: null,
  }))
  return workingTimeOf('ann', { own: null, ladder: [{ ...rung, absences }], deskHours })
}

const at = (local: string) => Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant()
const local = (instant: Temporal.Instant | null | undefined) =>
  instant?.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null

test.each([
  ['Friday noon is now', '2026-11-27T12:00', '2026-11-27T12:00'],
  ['Friday evening waits for Monday morning', '2026-11-27T18:00', '2026-11-30T08:00'],
  ['the middle of the night waits for eight', '2026-11-26T03:00', '2026-11-26T08:00'],
])('in office hours: %s', (_, now, told) => {
  expect(local(nextWork(at(now), standing([{ who: 'ann', ...office }]))?.from)).toBe(told)
})

test('on a rota round the clock one is on call at night, and told of ordinary things by day', () => {
  const working = standing([{ who: 'ann', ...always }])
  expect(local(nextWork(at('2026-11-26T23:30'), working)?.from)).toBe('2026-11-27T07:00')
  expect(isAtWork(at('2026-11-26T20:59'), working)).toBe(true)
  expect(isAtWork(at('2026-11-26T21:00'), working)).toBe(false)
})

test('whoever says themselves that they work at night is told at night', () => {
  const own = calendarOf({ zone, 'mon-fri': ['22:00-24:00'] }, [])
  const working = workingTimeOf('ann', { own, ladder: [], deskHours })
  expect(isAtWork(at('2026-11-26T23:30'), working)).toBe(true)
})

test('whoever is away is told when they are back', () => {
  const working = standing(
    [{ who: 'ann', ...office }],
    [{ from: '2026-11-26T00:00:00+01:00', until: '2026-12-03T00:00:00+01:00' }],
  )
  expect(local(nextWork(at('2026-11-26T10:00'), working)?.from)).toBe('2026-12-03T08:00')
})

test('a lunch is no leave: the next digest comes with the next morning', () => {
  const working = standing([{ who: 'ann', 'mon-fri': ['08:00-12:00', '13:00-17:00'] }])
  expect(local(nextBegin(at('2026-11-26T10:00'), working))).toBe('2026-11-27T08:00')
})

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const shifts = fc.array(
  fc.tuple(fc.nat(22), fc.integer({ min: 1, max: 12 }), fc.constantFrom('mon', 'wed', 'fri', 'sat')),
  { minLength: 1, maxLength: 3 },
)

test('whatever the hours: nobody is told outside them, nor between nine and seven on a rota, nor while away', () => {
  fc.assert(
    fc.property(shifts, fc.nat(14 * 24 * 60), fc.nat(6 * 24), (lines, minute, awayHours) => {
      const now = at('2026-11-23T00:00').add({ minutes: minute })
      const away = { from: now.toString(), until: now.add({ hours: awayHours + 1 }).toString() }
      const rota = lines.map(([from, length, day]) => ({
        who: 'ann',
        [day]: [`${clock(from)}-${clock(Math.min(24, from + length))}`],
      }))
      const working = standing(rota, awayHours % 2 === 0 ? [away] : [])
      const told = nextWork(now, working)?.from
      if (!told) return
      const there = told.toZonedDateTimeISO(zone)
      expect(there.hour).toBeGreaterThanOrEqual(7)
      expect(there.hour).toBeLessThan(21)
      expect(working.calendars.some((calendar) => isOpenAt(told, calendar))).toBe(true)
      expect(working.absences.every(({ until }) => Temporal.Instant.compare(told, until) >= 0)).toBe(true)
      const begin = nextBegin(now, working)
      expect(begin === null || isAtWork(begin, working)).toBe(true)
    }),
    { numRuns: 200 },
  )
})
