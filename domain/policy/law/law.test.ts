import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { calendarOf } from '../../deadline/calendar.ts'
import { addWorkingTime } from '../../deadline/working-time.ts'
import { readBusinessCalendar } from './business-calendar.ts'
import { dueDay, endOf } from './due.ts'
import { promisesOver } from './kept-in-time.ts'
import { readRegime } from './regime.ts'

const shelf = new URL('../../../packs/law/', import.meta.url)
const documents = (folder: string) =>
  readdirSync(new URL(folder, shelf)).map((name): unknown =>
    parse(readFileSync(new URL(folder + name, shelf), 'utf8')),
  )

const regimes = documents('regimes/').map(readRegime)
const calendars = documents('calendars/').map(readBusinessCalendar)
const calendarNamed = (id: string) => {
  const calendar = calendars.find((known) => known.id === id)
  if (!calendar) throw new Error(`There is no calendar ${id}.`)
  return calendar
}

describe('each regime gives the dates that were worked out by hand', () => {
  const vectors = regimes.flatMap(({ id, calendar, vectors: list, ...clocks }) =>
    list.map(
      (vector) => [`${id}, received ${vector.start}`, vector, clocks[vector.clock], calendar] as const,
    ),
  )
  test.each(vectors)('%s', (_, { start, due }, term, calendar) => {
    const day = term && dueDay(Temporal.PlainDate.from(start), term, calendarNamed(calendar))
    expect(day?.toString()).toBe(due)
  })
})

test('a promise that the proofs call late is late when one counts it out, and none is late that they pass', () => {
  const calendar = { ...calendarNamed('GB-ENG'), until: Temporal.PlainDate.from('2026-05-31') }
  const openings = fc.constantFrom<string[]>(['09:00-17:00'], ['08:00-12:00', '13:00-18:30'], ['10:00-14:00'])
  const made = fc.record({
    weekdays: openings,
    saturday: fc.option(openings, { nil: undefined }),
    holidays: fc.subarray(['2026-01-01', '2026-01-02', '2026-04-03', '2026-04-06']),
    zone: fc.constantFrom('Europe/London', 'Asia/Tokyo'),
    hours: fc.integer({ min: 1, max: 120 }),
    term: fc.record({ n: fc.integer({ min: 1, max: 15 }), unit: fc.constantFrom('d', 'bd', 'w') }),
  })
  fc.assert(
    fc.property(made, ({ weekdays, saturday, holidays, zone, hours, term }) => {
      const desk = calendarOf({ zone, 'mon-fri': weekdays, ...(saturday && { sat: saturday }) }, holidays)
      const wait = Temporal.Duration.from({ hours })
      const late = promisesOver(desk, calendar).lateFor(wait.total('milliseconds'), false, term)
      let first: string | null = null
      for (let day = calendar.from; first === null; day = day.add({ days: 1 })) {
        const due = dueDay(day, term, calendar)
        if (Temporal.PlainDate.compare(due, calendar.until) > 0) break
        const start = endOf(day, calendar)
        if (Temporal.Instant.compare(addWorkingTime(start, wait, desk), endOf(due, calendar)) > 0)
          first = start.toString()
      }
      expect(late?.start.toString() ?? null).toBe(first)
      const counted = late && addWorkingTime(late.start, wait, desk)
      expect(late?.promised.toString()).toBe(counted?.toString())
    }),
    { numRuns: 40 },
  )
})
