import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aRung } from '../policy/a-policy.ts'
import { rungOf, WrittenRung, type Ladder } from '../policy/ladder.ts'
import { onDuty } from '../policy/rota.ts'
import { nextPageStep, type PageCall } from './page.ts'

const always = { 'mon-sun': ['00:00-24:00'] }
const office = { 'mon-fri': ['08:00-18:00'] }
const zone = 'Europe/Berlin'

const ladderOf = (...rungs: Record<string, unknown>[]): Ladder =>
  rungs.map((rung) => rungOf(WrittenRung.parse(rung), []))

const desk = ladderOf(
  aRung('front', { rota: [{ who: 'ann', ...office }], climbsTo: 'office' }),
  aRung('office', {
    hours: { zone, ...always },
    answersPageWithin: 'PT20M',
    rota: [
      { who: 'ned', ...always },
      { who: 'eva', ...always },
    ],
    climbsTo: 'chief',
  }),
  aRung('chief', { hours: { zone, ...always }, rota: [{ who: 'kim', ...always }] }),
)
const saturdayNight = Temporal.Instant.from('2026-11-28T22:10:00Z')

/** Everybody who is called in a stretch of time, minute by minute, while nobody answers: "12 ned" is after twelve minutes. */
function callsWithin(ladder: Ladder, rung: string, minutes: number, start = saturdayNight) {
  const calls: PageCall[] = []
  const silent: number[] = []
  let next = start
  for (let minute = 0; minute <= minutes; minute++) {
    const now = start.add({ minutes: minute })
    if (Temporal.Instant.compare(now, next) < 0) continue
    const step = nextPageStep({ rung, first: '', calls, openedAt: start }, ladder, now)
    calls.push(...step.calls.map((call) => ({ ...call, at: now })))
    if (step.isSilent) silent.push(minute)
    next = step.nextAt
  }
  return {
    calls: calls.map(({ to, at }) => `${start.until(at).total('minutes')} ${to}`),
    silentAt: silent[0] ?? null,
  }
}

test('who is on call is called twice in the time of their rung, then the next of the rota, then the rung above', () => {
  expect(callsWithin(desk, 'office', 49)).toEqual({
    calls: ['0 ned', '10 ned', '20 eva', '30 eva', '40 kim', '45 kim'],
    silentAt: null,
  })
})

test('when the ladder ends without an answer it is silent, and all who are on call are called again and again', () => {
  const { calls, silentAt } = callsWithin(desk, 'office', 66)
  expect(silentAt).toBe(50)
  expect(calls.slice(6)).toEqual(['50 ned', '50 eva', '50 kim', '65 ned', '65 eva', '65 kim'])
})

test('a rung that nobody keeps at this hour is climbed past, and nobody who is off duty is called', () => {
  expect(callsWithin(desk, 'front', 5)).toEqual({ calls: ['0 ned'], silentAt: null })
})

test('where nobody is on call it is silent at once, and whoever comes on duty first is called then', () => {
  const byDay = ladderOf(aRung('front', { rota: [{ who: 'ann', ...office }] }))
  const mondayMorning = saturdayNight.until('2026-11-30T07:00:00Z').total('minutes')
  expect(callsWithin(byDay, 'front', mondayMorning)).toEqual({
    calls: [`${mondayMorning} ann`],
    silentAt: 0,
  })
})

test('where nobody is on call, whoever comes back before their time is called within a minute', () => {
  const alone = aRung('front', { hours: { zone, ...always }, rota: [{ who: 'ann', ...always }] })
  const until = saturdayNight.add({ hours: 13 })
  const asked = { rung: 'front', first: '', calls: [], openedAt: saturdayNight }
  const away = ladderOf(alone).map((rung) => ({
    ...rung,
    absences: [{ who: 'ann', from: saturdayNight, until, standIn: null }],
  }))

  const { calls, nextAt } = nextPageStep(asked, away, saturdayNight)
  expect(calls).toEqual([])
  expect(saturdayNight.until(nextAt).total('minutes')).toBe(1)
  expect(nextPageStep(asked, ladderOf(alone), nextAt).calls).toMatchObject([{ to: 'ann' }])
})

test('whomever the case was offered to is called before others of that rung', () => {
  const step = nextPageStep(
    { rung: 'office', first: 'eva', calls: [], openedAt: saturdayNight },
    desk,
    saturdayNight,
  )
  expect(step.calls).toEqual([{ to: 'eva', rung: 'office', round: 1 }])
})

const hour = fc.nat(23)
const shift = fc.record({
  who: fc.constantFrom('a', 'b', 'c', 'd'),
  from: hour,
  length: fc.integer({ min: 1, max: 8 }),
})
const written = ({ who, from, length }: { who: string; from: number; length: number }) => ({
  who,
  'mon-sun': [
    `${String(from).padStart(2, '0')}:00-${String(Math.min(24, from + length)).padStart(2, '0')}:00`,
  ],
})
const rotas = fc.array(fc.uniqueArray(shift, { selector: ({ who }) => who, minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
})

test('whatever the rotas: only who is on duty is called, the next look lies ahead, and nobody is silent beside one uncalled', () => {
  fc.assert(
    fc.property(rotas, fc.nat(7 * 24 * 60), (lines, minute) => {
      const ladder = ladderOf(
        ...lines.map((rota, place) =>
          aRung(`r${place}`, {
            hours: { zone, ...always },
            rota: rota.map(written),
            ...(place + 1 < lines.length && { climbsTo: `r${place + 1}` }),
          }),
        ),
      )
      const openedAt = saturdayNight.add({ minutes: minute })
      const calls: PageCall[] = []
      let now = openedAt
      for (let looked = 0; looked < 20; looked++) {
        const step = nextPageStep({ rung: 'r0', first: 'a', calls, openedAt }, ladder, now)
        const there = new Set(ladder.flatMap((rung) => onDuty(rung, now)))
        for (const { to } of step.calls) expect(there).toContain(to)
        const called = new Set([...calls, ...step.calls].map(({ to }) => to))
        expect(step.isSilent && [...there].some((who) => !called.has(who))).toBe(false)
        expect(Temporal.Instant.compare(step.nextAt, now)).toBe(1)
        calls.push(...step.calls.map((call) => ({ ...call, at: now })))
        now = step.nextAt
      }
    }),
    { numRuns: 60 },
  )
})
