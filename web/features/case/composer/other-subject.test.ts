import { expect, test } from 'vitest'
import { otherSubject } from './other-subject.ts'

test('what came under another subject than its case is told by it', () => {
  expect(otherSubject('Invoice for the washer', 'It leaks again')).toBe('Invoice for the washer')
})

test('what goes on under the same subject, or has none, is not', () => {
  for (const subject of [
    'It leaks again',
    'Re: It leaks  again',
    'AW: Fwd: it leaks again',
    'Re[2]: It leaks again',
    '',
    'Re: ',
  ])
    expect(otherSubject(subject, 'It leaks again')).toBeNull()
})
