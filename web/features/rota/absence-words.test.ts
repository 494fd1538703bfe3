import { expect, onTestFinished, test } from 'vitest'
import german from '#web/words/de.json' with { type: 'json' }
import { speak } from '#web/words/say.ts'
import { absenceWords, daysOfStretch, stretchOfDays } from './absence-words.ts'

const zone = 'Europe/Berlin'
const days = { first: '2026-11-26', last: '2026-11-26', from: '', until: '' }

test.each([
  ['one day', days, 'Ann is away all of Thursday 26 November.'],
  [
    'some days',
    { ...days, last: '2026-11-27' },
    'Ann is away from Thursday 26 November to Friday 27 November.',
  ],
  [
    'an hour',
    { ...days, from: '12:00', until: '13:00' },
    'Ann is away on Thursday 26 November, 12:00–13:00.',
  ],
  ['the rest of a day', { ...days, from: '12:00' }, 'Ann is away on Thursday 26 November, 12:00–24:00.'],
])('%s is said as people say it', (_, given, words) => {
  const stretch = stretchOfDays(given, zone)
  expect(stretch && absenceWords(stretch, 'Ann', zone)).toBe(words)
})

test.each([
  days,
  { ...days, last: '2026-11-27' },
  { ...days, from: '12:00', until: '13:00' },
  { ...days, from: '12:00' },
])('an absence that is changed begins with what was written: %j', (given) => {
  const stretch = stretchOfDays(given, zone)
  expect(stretch && daysOfStretch(stretch, zone)).toEqual(given)
})

test('in German a day has its comma', () => {
  onTestFinished(() => speak('en', {}))
  speak('de', german)
  const stretch = stretchOfDays({ ...days, last: '2026-11-27' }, zone)
  expect(stretch && absenceWords(stretch, 'Ann', zone)).toBe(
    'Ann fehlt von Donnerstag, 26. November, bis Freitag, 27. November.',
  )
})

test('days that run backward, or that are no days, are no stretch', () => {
  expect(stretchOfDays({ ...days, last: '2026-11-25' }, zone)).toBeNull()
  expect(stretchOfDays({ ...days, first: '' }, zone)).toBeNull()
})
