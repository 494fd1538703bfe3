import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import german from '#web/words/de.json' with { type: 'json' }
import { speak } from '#web/words/say.ts'
import { readWait, waitsWritten } from './read-wait.ts'
import { waitsInWords, waitWords } from './wait-words.ts'

afterEach(() => speak('en', {}))

test.each([
  ['4 h', 'PT4H'],
  ['4 hours', 'PT4H'],
  ['2 working hours', 'PT2H'],
  ['16 Std.', 'PT16H'],
  ['16 Arbeitsstunden', 'PT16H'],
  ['30min', 'PT30M'],
  ['1 h 30 min', 'PT1H30M'],
  ['1 hour and 30 minutes', 'PT1H30M'],
  ['1,5 Stunden', 'PT1H30M'],
  ['0.1 h', 'PT6M'],
  ['3 days', 'P3D'],
  ['3 Tage', 'P3D'],
  ['2 weeks', 'P14D'],
  ['1 Tag 2 Std.', 'P1DT2H'],
  ['at once', 'PT0S'],
  ['sofort', 'PT0S'],
  ['PT16H', 'PT16H'],
  ['p3d', 'P3D'],
])('somebody who writes %s means %s', (text, wait) => {
  expect(readWait(text)).toBe(wait)
})

test.each([
  '',
  '-',
  '4',
  'soon',
  '2 working days',
  '3 Werktage',
  'PT',
  'P',
  'P1M',
  '4 h, 8 h',
  '-4 h',
  '4 hx',
])('“%s” is no time to wait', (text) => {
  expect(readWait(text)).toBeNull()
})

test.each([
  ['>= 4 h', '>= duration("PT4H")'],
  ['[1 h..3 Tage]', '[duration("PT1H")..duration("P3D")]'],
  ['< 30 min, unknown', '< duration("PT30M"), unknown'],
  ['not(4 h, PT8H)', 'not(duration("PT4H"), duration("PT8H"))'],
  ['>= duration("PT4H")', '>= duration("PT4H")'],
  ['>= 2 working days', '>= 2 working days'],
])('the condition %s is written %s', (typed, written) => {
  expect(waitsWritten(typed)).toBe(written)
})

describe('what is said of a time to wait is understood again', () => {
  const wait = fc.record({
    days: fc.nat(400),
    hours: fc.nat(200),
    minutes: fc.nat(59),
    seconds: fc.nat(59),
  })
  test.each([
    ['en', {}],
    ['de', german],
  ] as const)('in %s', (language, words) => {
    speak(language, words)
    fc.assert(
      fc.property(wait, (given) => {
        const iso = Temporal.Duration.from(given).toString()
        expect(milliseconds(readWait(waitWords(iso)))).toBe(milliseconds(iso))
      }),
      { numRuns: 200 },
    )
  })
})

test('a row on one line says its times in words, and leaves names alone', () => {
  expect(waitsInWords('wait >= duration("PT4H"), product PT-5 → actWithin PT16H, updateEvery P3D')).toBe(
    'wait >= 4 h, product PT-5 → actWithin 16 h, updateEvery 3 days',
  )
})

const milliseconds = (iso: string | null) =>
  iso === null ? null : Temporal.Duration.from(iso).total('milliseconds')
