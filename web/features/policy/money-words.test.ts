import { expect, onTestFinished, test } from 'vitest'
import { countIn } from '#web/marks/money-facts.ts'
import { nameInSentence, nameWords } from './cell-words.ts'
import { findingWords } from './finding-words.ts'

test('an amount of the policy says what the house counts in, and nothing else does', () => {
  onTestFinished(() => countIn(null))
  expect(nameWords('upTo')).toBe('Up to')

  countIn('GBP')

  expect(nameWords('upTo')).toBe('Up to (GBP)')
  expect(nameInSentence('loss')).toBe('loss (GBP)')
  expect(nameWords('failures')).toBe('Failures')
  const unsigned = findingWords({
    kind: 'gap',
    table: 'entitlement',
    rows: [],
    where: [],
    facts: {},
    instead: null,
    saying: { says: 'nobody-signs', remedy: 'refund', upTo: 5000 },
  })
  expect(unsigned).toContain('refund up to 5,000 GBP')
})
