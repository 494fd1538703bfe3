import { expect, test } from 'vitest'
import { keptWithout } from './kept-without.ts'

const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
const everyDay = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:00', to: '18:00' }

/** A desk with one rung that is open on working days, and these colleagues on it. */
const deskWith = (rota: readonly { who: string; from?: string }[], notYet: string[] = []) => ({
  now: now.toString(),
  rungs: [
    {
      id: 'front',
      title: 'Front line',
      version: 1,
      zone: 'Europe/London',
      hours: [{ ...everyDay, days: [...everyDay.days] }],
      rota: rota.map((line) => ({ ...everyDay, days: [...everyDay.days], ...line })),
      isTop: false,
      onDuty: [],
      holes: [],
      holeBecause: null,
      keptFor: 0,
    },
  ],
  absences: [],
  notYet,
  owedAtAnyHour: null,
  holidays: [],
})

test('whoever founded the house can leave a rung whose every hour colleagues keep', () => {
  const staffing = deskWith([{ who: 'administrator' }, { who: 'tom' }])
  expect(keptWithout('administrator', staffing, now).map(({ id }) => id)).toEqual(['front'])
})

test.each([
  ['nobody else stands there', deskWith([{ who: 'administrator' }])],
  [
    'colleagues keep a part of its hours',
    deskWith([{ who: 'administrator' }, { who: 'tom', from: '12:00' }]),
  ],
  ['who stands there has not come yet', deskWith([{ who: 'administrator' }, { who: 'tom' }], ['tom'])],
  ['they do not stand there', deskWith([{ who: 'tom' }, { who: 'lena' }])],
])('no rung is left where %s', (_, staffing) => {
  expect(keptWithout('administrator', staffing, now)).toEqual([])
})
