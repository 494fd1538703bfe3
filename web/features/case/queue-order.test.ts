import { expect, test } from 'vitest'
import { neighboursOf } from './queue-order.ts'

test('the next case is the one below in the queue', () => {
  expect(neighboursOf(['a', 'b', 'c'], 'b')).toEqual({ before: 'a', after: 'c' })
})

test('after the last there is none', () => {
  expect(neighboursOf(['a', 'b'], 'b').after).toBeNull()
})

test('a case that is in no queue is followed by the first that waits', () => {
  expect(neighboursOf(['a', 'b'], 'elsewhere')).toEqual({ before: null, after: 'a' })
  expect(neighboursOf([], 'a')).toEqual({ before: null, after: null })
})
