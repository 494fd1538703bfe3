import { expect, test } from 'vitest'
import { dueWords } from './due-words.ts'

const at = Temporal.Instant.from('2026-11-24T15:00:00Z')

test('a date that is promised is told on the customer’s clock too, where that goes otherwise', () => {
  expect(dueWords(at, 'Europe/Berlin', 'UTC')).toBe(
    'Tuesday, 24 November 2026, 15:00 (UTC). For them that is Tuesday, 24 November 2026, 16:00 (Europe/Berlin, UTC+01:00).',
  )
})

test.each([null, 'UTC', 'Europe/London'])('for a customer in %s it is told once', (zone) => {
  expect(dueWords(at, zone, 'UTC')).toBe('Tuesday, 24 November 2026, 15:00 (UTC)')
})
