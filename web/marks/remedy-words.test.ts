import { expect, test } from 'vitest'
import { remedyWords } from './remedy-words.ts'

test('an apology has no price: an amount is what comes with it', () => {
  expect(remedyWords({ remedy: 'apology', upTo: 100, currency: 'EUR' })).toBe(
    'an apology, and up to €100.00 with it',
  )
  expect(remedyWords({ remedy: 'apology', upTo: 0, currency: 'EUR' })).toBe('an apology')
  expect(remedyWords({ remedy: 'repair', upTo: 100, currency: 'EUR' })).toBe('a repair, up to €100.00')
})
