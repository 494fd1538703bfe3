import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemOf } from './problem.ts'

const Asked = z.object({
  name: z.string().min(1),
  port: z.int('is a number from 1 to 65535'),
  channel: z.enum(['phone', 'letter']),
  teams: z.array(z.string()).max(2),
  at: z.iso.datetime(),
  because: z.string().min(3),
  level: z.number().max(3),
})
const told = (given: unknown) => problemOf(Asked.safeParse(given).error).page['detail']

test('what a program asked wrongly is told in plain words, field by field', () => {
  const given = { name: '', port: 1.5, channel: 'fax', teams: ['a', 'b', 'c'], at: 'soon', level: 9 }
  expect(told(given)).toBe(
    [
      'name: may not be empty',
      'port: is a number from 1 to 65535',
      'channel: has to be “phone” or “letter”',
      'teams: may have at most 2 entries',
      'at: has to be a moment such as 2026-11-23T09:00:00Z',
      'because: is missing',
      'level: may be at most 3',
    ].join('; '),
  )
  expect(told({ ...given, name: 7 })).toContain('name: has to be text')
})
