import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { House } from '../case/house.ts'
import { compilePolicy } from '../policy/compile.ts'
import { readPolicy } from '../policy/document.ts'
import { dutiesOf } from '../policy/duties.ts'
import { staffed, weekDays, type Staffing, type WrittenStaffing } from '../policy/staffing.ts'
import { callOfDanger } from './call-of-danger.ts'

const path = new URL('../../packs/policies/starter.yaml', import.meta.url)
const policy = readPolicy(parse(readFileSync(path, 'utf8')))
const compiled = compilePolicy(policy)
const night = Temporal.Instant.from('2026-11-24T02:00:00Z')

const byDay = { days: [...weekDays], from: '08:00', to: '18:00' }
const always = { days: [...weekDays], from: '00:00', to: '24:00' }
const stands = (who: string, line: typeof byDay): WrittenStaffing => ({
  zone: 'UTC',
  hours: [line],
  rota: [{ who, ...line }],
})

/** The starter policy with everybody at work by day, but for whom a test says. */
function house(more: Record<string, WrittenStaffing>, notYet: string[] = []): House {
  const rungs = new Map(policy.ladder.map(({ id }) => [id, more[id] ?? stands('ada', byDay)]))
  const staffing: Staffing = { rungs, absences: [], notYet, holidays: [] }
  const { ladder, deskHours } = staffed(policy, staffing)
  return { version: 1, facts: policy.facts, duties: (facts) => dutiesOf(compiled, facts), ladder, deskHours }
}

test('who is called to a danger is whoever is on call on the rung that policy asks, or above it, and nobody below', () => {
  expect(callOfDanger(house({}), night)).toEqual({ rung: 'second-line', first: null })
  expect(callOfDanger(house({ front: stands('eva', always) }), night)?.first).toBeNull()
  expect(callOfDanger(house({ executive: stands('eva', always) }), night)?.first).toEqual({
    to: 'eva',
    rung: 'executive',
  })
  expect(callOfDanger(house({ 'second-line': stands('bo', always) }), night)?.first).toEqual({
    to: 'bo',
    rung: 'second-line',
  })
})

test('whoever has never signed in is not called', () => {
  const asked = house({ 'second-line': stands('bo', always) }, ['bo'])
  expect(callOfDanger(asked, night)).toEqual({ rung: 'second-line', first: null })
})
