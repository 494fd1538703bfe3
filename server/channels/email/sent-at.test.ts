import { expect, test } from 'vitest'
import { sentAt } from './sent-at.ts'

test.each([
  ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06Z'],
  ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z'],
  ['Thu, 13\n  Feb\n    1969 23:32 -0330 (Newfoundland Time)', '1969-02-14T03:02:00Z'],
  ['Mon, 02 Nov 2026 10:12:00 CEST', '2026-11-02T10:12:00Z'],
  ['Mon, 02 Nov 2026 10.12.00 +0100', '2026-11-02T09:12:00Z'],
  ['Mon, 02 November 2026 10:12:00 +0100', '2026-11-02T09:12:00Z'],
  ['2026-11-02 10:12:00', '2026-11-02T10:12:00Z'],
])('"%s" is a date', (field, instant) => {
  expect(sentAt(field)?.toString()).toBe(instant)
})

test.each([
  '',
  'now',
  'Mon, 02 Foo 2026 10:00:00',
  '00 Nov 2026 10:00:00',
  '2026-99-99T10:00:00Z',
  '1'.repeat(10_000),
])('"%s" is none', (field) => {
  expect(sentAt(field)).toBeUndefined()
})
