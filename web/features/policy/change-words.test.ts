import { expect, test } from 'vitest'
import { changeWords, sideWords } from './change-words.ts'

test('other holidays are told as days', () => {
  const change = {
    kind: 'desk-changed',
    what: 'holidays',
    table: null,
    row: null,
    part: null,
    position: null,
  }
  const whole = { ...change, kind: 'desk-changed', before: null, after: '["2026-12-25"]' } as const
  expect(changeWords(whole)).toBe('Other holidays for all of the policy.')
  expect(sideWords(whole, '["2026-12-25","2026-12-28"]')).toBe(
    'Friday 25 December 2026, Monday 28 December 2026',
  )
})
