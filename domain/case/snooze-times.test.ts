import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const zone = 'Europe/Madrid'
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant()
const offered = (now: string, due: string | null) =>
  snoozeTimes(at(now), zone, due === null ? null : at(due)).map(({ is }) => is)

test('where nothing is owed, a case may rest until Monday', () => {
  expect(offered('2027-02-18T10:42', null)).toEqual(['hour', 'afternoon', 'tomorrow', 'monday'])
})

test('no time is offered after the next date owed', () => {
  expect(offered('2027-02-18T10:42', '2027-02-18T17:00')).toEqual(['hour', 'afternoon', 'before-next'])
  expect(offered('2027-02-18T10:42', '2027-02-18T11:00')).toEqual([])
})

test('a case that is late rests no more', () => {
  expect(offered('2027-02-18T10:42', '2027-02-18T09:00')).toEqual([])
})

test('on a Sunday, tomorrow is Monday and is offered once', () => {
  expect(offered('2027-02-21T15:00', null)).toEqual(['hour', 'tomorrow'])
})
