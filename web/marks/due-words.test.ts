import { expect, onTestFinished, test } from 'vitest'
import german from '#web/words/de.json' with { type: 'json' }
import { speak } from '#web/words/say.ts'
import { dueWords, pressingOf, shareLeft } from './due-words.ts'

const now = Temporal.Instant.from('2027-02-18T10:42:00+01:00')
const at = (text: string) => Temporal.Instant.from(`${text}+01:00`)
const words = (text: string) => dueWords(at(text), now, 'Europe/Madrid')

test.for([
  ['a date that went by says by how much', '2027-02-18T09:30:00', '1 h 12 late'],
  ['a date that has just gone by is a minute late, never none', '2027-02-18T10:41:55', '1 min late'],
  ['a date of the day before yesterday says days and hours', '2027-02-16T08:42:00', '2 d 2 h late'],
  ['within the hour it counts down', '2027-02-18T11:00:00', 'in 18 min'],
  ['later today it is a time of day', '2027-02-18T13:20:00', '13:20'],
  ['within the week it names the day', '2027-02-19T12:00:00', 'Fri 12:00'],
  ['from six days on it is a date', '2027-02-24T17:00:00', 'Wed 24 Feb'],
  ['in another year it says which', '2028-01-10T09:00:00', 'Mon 10 Jan 2028'],
] as const)('%s', ([, due, said]) => {
  expect(words(due)).toBe(said)
})

test('in German a date owed is told in German', () => {
  onTestFinished(() => speak('en', {}))
  speak('de', german)
  expect(words('2027-02-18T09:30:00')).toBe('1 h 12 spät')
  expect(words('2027-02-16T08:42:00')).toBe('2 T 2 h spät')
  expect(words('2027-02-18T11:00:00')).toBe('in 18 min')
  expect(words('2027-02-19T12:00:00')).toBe('Fr 12:00')
  expect(words('2027-02-24T17:00:00')).toBe('Mi, 24. Feb.')
})

test('within the hour it counts down, though midnight lies between', () => {
  const late = Temporal.Instant.from('2027-02-18T23:50:00+01:00')
  expect(dueWords(late.add({ minutes: 20 }), late, 'Europe/Madrid')).toBe('in 20 min')
})

test('soon is what the desk calls near, or the last half hour', () => {
  expect(pressingOf(at('2027-02-18T11:12:00'), now, false)).toBe('soon')
  expect(pressingOf(at('2027-02-18T11:13:00'), now, false)).toBe('running')
  expect(pressingOf(at('2027-02-18T11:30:00'), now, true)).toBe('soon')
  expect(pressingOf(now, now, false)).toBe('late')
})

test('the dial shows the share of the time that is left', () => {
  expect(shareLeft(now.subtract({ hours: 1 }), now.add({ hours: 1 }), now)).toBe(0.5)
  expect(shareLeft(now.subtract({ hours: 2 }), now.subtract({ hours: 1 }), now)).toBe(0)
  expect(shareLeft(now, now, now)).toBe(0)
})
