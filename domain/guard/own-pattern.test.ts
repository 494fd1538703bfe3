import { describe, expect, test } from 'vitest'
import { faultInShape, findOwn } from './own-pattern.ts'

describe('a company says how it writes its own numbers', () => {
  test.each([
    ['AL-\\d{6}', 'Order al-123456 is here', 'al-123456'],
    ['(AB|CD)[0-9]{2,4}X?', 'booking CD123X', 'CD123X'],
    ['[A-Z]{2}\\d{2}\\.?\\d{4}', 'policy ZZ12.3456', 'ZZ12.3456'],
  ])('%s', (shape, text, expected) => {
    expect(faultInShape(shape)).toBeUndefined()
    expect(findOwn(text, [{ name: 'n', shape }]).map(({ from, to }) => text.slice(from, to))).toEqual([
      expected,
    ])
  })

  test('a longer number is not cut into one of ours', () => {
    expect(findOwn('XAL-1234567', [{ name: 'n', shape: 'AL-\\d{6}' }])).toEqual([])
  })
})

describe('a pattern that could run for ever, or that matches ordinary words, is refused', () => {
  test.each([
    '(a+)+\\d\\d',
    '\\d*\\d*',
    '\\d{2,9}\\d{2,9}',
    '\\d?\\d?\\d{4}',
    '[A-Z]{1,20}[A-Z0-9]{1,20}\\d\\d',
    '(a|ab){3}\\d\\d',
    '(a|ab)c\\d\\d',
    '(?=\\d)\\d{4}',
    '\\1\\d\\d\\d',
    '.{10}\\d\\d',
    '[a-z]{4,20}',
    '\\d{2}',
    '\\d{50}',
    '[^a]\\d{4}',
    '',
    '\\d{4}'.repeat(30),
  ])('%s', (shape) => {
    expect(faultInShape(shape)).toBeTypeOf('string')
    expect(findOwn('1234567890', [{ name: 'n', shape }])).toEqual([])
  })
})

test('thirty patterns read a long text in a moment', () => {
  const patterns = Array.from({ length: 30 }, (_, at) => ({
    name: 'n',
    shape: `[A-Z]{1,40}-\\d{1,40}/${at}\\d`,
  }))
  const { user } = process.cpuUsage()
  findOwn('AAAAAAAA-11111111/'.repeat(500), patterns)
  expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(1)
})
