import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { speak } from '#web/words/say.ts'
import german from '#web/words/de.json' with { type: 'json' }
import { dateWords, exactWords, momentWords, stretchWords } from './time-words.ts'

const zone = 'Europe/Madrid'
const now = Temporal.Instant.from('2027-02-18T10:42:00+01:00')
const at = (text: string) => Temporal.Instant.from(`${text}+01:00`)
const moment = (text: string) => momentWords(at(text), now, zone)
const date = (text: string) => dateWords(at(text), now, zone)
const hours = (count: number) => stretchWords(count * 3_600_000)

describe('in English', () => {
  test('a moment is said as a person says it', () => {
    expect(moment('2027-02-18T13:20:00')).toBe('13:20')
    expect(moment('2027-02-17T16:05:00')).toBe('yesterday 16:05')
    expect(moment('2027-02-19T14:30:00')).toBe('tomorrow 14:30')
    expect(moment('2027-02-22T12:00:00')).toBe('Mon 12:00')
    expect(moment('2027-02-09T12:00:00')).toBe('9 Feb 12:00')
    expect(moment('2025-02-09T12:00:00')).toBe('9 Feb 2025')
  })

  test('a stretch is said in its two largest units', () => {
    expect([hours(0.3), hours(1.2), hours(2), hours(24), hours(50)]).toEqual([
      '18 min',
      '1 h 12',
      '2 h',
      '1 d',
      '2 d 2 h',
    ])
  })
})

describe('in German', () => {
  beforeEach(() => speak('de', german))
  afterEach(() => speak('en', {}))

  test('a moment is said as a person says it', () => {
    expect(moment('2027-02-18T13:20:00')).toBe('13:20')
    expect(moment('2027-02-17T16:05:00')).toBe('gestern 16:05')
    expect(moment('2027-02-19T14:30:00')).toBe('morgen 14:30')
    expect(moment('2027-02-22T12:00:00')).toBe('Mo 12:00')
    expect(moment('2027-02-09T12:00:00')).toBe('9. Feb. 12:00')
    expect(moment('2025-02-09T12:00:00')).toBe('9. Feb. 2025')
  })

  test('a date ahead has its comma and its points', () => {
    expect(date('2027-02-24T17:00:00')).toBe('Mi, 24. Feb.')
    expect(date('2028-01-10T09:00:00')).toBe('Mo, 10. Jan. 2028')
  })

  test('a stretch is said in its two largest units, one day as one', () => {
    expect([hours(0.3), hours(1.2), hours(2), hours(24), hours(50)]).toEqual([
      '18 min',
      '1 h 12',
      '2 h',
      '1 Tag',
      '2 T 2 h',
    ])
  })

  test('whoever points at a moment reads all of it, with its zone', () => {
    expect(exactWords(at('2027-02-24T17:00:00'), zone)).toBe(
      'Mittwoch, 24. Februar 2027, 17:00 (Europe/Madrid, UTC+01:00)',
    )
    expect(exactWords(at('2027-02-24T17:00:07'), 'UTC')).toBe('Mittwoch, 24. Februar 2027, 16:00:07 (UTC)')
  })
})
