import { expect, test } from 'vitest'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { weekDays } from '#domain/policy/staffing.ts'
import { aDesk } from '#test/desk.ts'
import { keepHoliday, withdrawHoliday } from './keep-holiday.ts'
import { showStaffing } from './show-staffing.ts'
import { staffRung } from './staff-rung.ts'

const office = { days: weekDays.slice(0, 5), from: '08:00', to: '18:00' }
let keys = 0
const key = () => `holiday-${++keys}`

/** A desk at a quarter to six on a Monday evening, of which the policy closes on Christmas Day. */
async function anEvening() {
  const desk = await aDesk('2026-11-23T16:45:00Z')
  await desk.publish(aPolicy({ holidays: ['2026-12-25'] }), ['ann', 'lee', 'kim', 'bo'])
  desk.wait('PT1S')
  return desk
}

test('what is owed from then on skips a holiday that was added, and what was owed before keeps its date', async () => {
  const desk = await anEvening()
  const before = await desk.take()
  const owed = (await desk.see(before.caseId)).nextDueAt
  expect(owed).toMatch(/^2026-11-24/)

  await keepHoliday(desk, desk.admin, { day: '2026-11-24', name: ' Founders’ Day ', key: key() })
  const after = await desk.take({ subject: 'The lid', body: 'It is bent.' })
  expect((await desk.see(after.caseId)).nextDueAt).toBe(owed?.replace('11-24', '11-25'))
  expect((await desk.see(before.caseId)).nextDueAt).toBe(owed)

  await withdrawHoliday(desk, desk.admin, { day: '2026-11-24', key: key() })
  const last = await desk.take({ subject: 'The jug', body: 'It leaks.' })
  expect((await desk.see(last.caseId)).nextDueAt).toBe(owed)
})

test('holidays of the policy and of the house are one list, and the house has the last word', async () => {
  const desk = await anEvening()
  const days = async () => (await showStaffing(desk, desk.admin)).holidays
  await keepHoliday(desk, desk.admin, { day: '2027-01-01', key: key() })
  await keepHoliday(desk, desk.admin, { day: '2026-12-25', name: 'Christmas Day', key: key() })
  expect(await days()).toEqual([
    { day: '2026-12-25', name: 'Christmas Day' },
    { day: '2027-01-01', name: null },
  ])
  await withdrawHoliday(desk, desk.admin, { day: '2026-12-25', key: key() })
  expect(await days()).toEqual([{ day: '2027-01-01', name: null }])

  const { openPolicies } = await import('../policy/policies.ts')
  const other = { ...desk, policies: openPolicies(desk.now) }
  expect((await showStaffing(other, desk.admin)).holidays).toEqual([{ day: '2027-01-01', name: null }])
})

test('a holiday closes a rung, also one whose hours the house has changed, unless its hours never close', async () => {
  const desk = await anEvening()
  const always = { days: [...weekDays], from: '00:00', to: '24:00' }
  const staff = { version: 0, zone: 'Europe/Berlin' }
  await staffRung(desk, desk.admin, {
    ...staff,
    rung: 'lead',
    hours: [office],
    rota: [{ who: 'bo', ...office }],
    key: key(),
  })
  await staffRung(desk, desk.admin, {
    ...staff,
    rung: 'chief',
    hours: [always],
    rota: [{ who: 'kim', ...always }],
    key: key(),
  })
  await keepHoliday(desk, desk.admin, { day: '2026-11-24', key: key() })
  desk.wait('PT16H')
  const { rungs } = await showStaffing(desk, desk.admin)
  expect(rungs.map(({ id, onDuty }) => [id, onDuty])).toEqual([
    ['front', []],
    ['lead', []],
    ['chief', ['kim']],
  ])
  expect(rungs.flatMap(({ holes }) => holes)).toEqual([])
})

test('a day that is over, is a holiday already, is none, or lies beyond all planning is refused in words', async () => {
  const desk = await anEvening()
  const keep = (day: string) => keepHoliday(desk, desk.admin, { day, key: key() })
  await expect(keep('2026-11-22')).rejects.toThrow(
    'Sunday 22 November 2026 is over, and dates were counted by it. Choose a day from today on.',
  )
  await expect(keep('2062-12-25')).rejects.toThrow('Look at the year.')
  await expect(keep('2026-12-25')).rejects.toThrow('Friday 25 December 2026 is a holiday already.')
  await expect(withdrawHoliday(desk, desk.admin, { day: '2026-12-24', key: key() })).rejects.toThrow(
    'Thursday 24 December 2026 is no holiday, or not any more.',
  )
  await keep('2026-11-23')
  desk.wait('PT24H')
  await expect(withdrawHoliday(desk, desk.admin, { day: '2026-11-23', key: key() })).rejects.toThrow(
    'is over',
  )
})
