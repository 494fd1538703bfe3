import { expect, test } from 'vitest'
import { datedIn } from './dated-in.ts'

const now = Temporal.ZonedDateTime.from('2026-11-23T09:30[Europe/Berlin]')

test('a reply with two dates is two promises, the soonest first, each in its own words', () => {
  const said = [
    'I will write to you with the result by Friday at 15:00',
    'We collect it on Wednesday at 12:00',
  ]
  expect(datedIn(said, now)).toEqual([
    { what: said[1], when: '2026-11-25T12:00' },
    { what: said[0], when: '2026-11-27T15:00' },
  ])
})

test('two dates in one sentence are two promises in the same words', () => {
  const said = 'It is collected by Wednesday at 12:00 and I write to you by Friday at 15:00'
  expect(datedIn([said], now)).toEqual([
    { what: said, when: '2026-11-25T12:00' },
    { what: said, when: '2026-11-27T15:00' },
  ])
})

test('what is said of one date is one promise, in all of its words', () => {
  expect(datedIn(['I have ordered the part', 'It is with you by Friday'], now)).toEqual([
    { what: 'I have ordered the part It is with you by Friday', when: '2026-11-27T17:00' },
  ])
})

test('where no day can be read, it is for whoever wrote it to say', () => {
  expect(datedIn(['It is done within three of your months'], now)).toEqual([
    { what: 'It is done within three of your months', when: null },
  ])
  expect(datedIn([], now)).toEqual([])
})

test('a time that is said to a customer is meant by their clock, and kept by that of the desk', () => {
  expect(datedIn(['I call you by tomorrow 15:00'], now, 'UTC')).toEqual([
    { what: 'I call you by tomorrow 15:00', when: '2026-11-24T14:00' },
  ])
})
