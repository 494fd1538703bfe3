import { expect, test } from 'vitest'
import { placeAfter } from './place-after.ts'

const list = (...rows: readonly (readonly [id: string, dueAt: string])[]) =>
  rows.map(([id, nextDueAt]) => ({ id, nextDueAt }))

const before = list(['a', '09'], ['b', '10'], ['c', '11'], ['d', '12'])
const onB = { id: 'b', dueAt: '10' }

test.for([
  ['was answered, and is due later now', list(['a', '09'], ['c', '11'], ['d', '12'], ['b', '18']), 'c'],
  ['has left', list(['a', '09'], ['c', '11'], ['d', '12']), 'c'],
  ['became urgent', list(['b', '08'], ['a', '09'], ['c', '11'], ['d', '12']), 'c'],
  ['has left with the one after it', list(['a', '09'], ['d', '12']), 'd'],
  ['and all after it have left', list(['a', '09']), 'a'],
  ['is due later and stands where it stood', list(['a', '09'], ['b', '10:30'], ['c', '11']), 'b'],
  ['stands where it stood, below one that is new', list(['a', '09'], ['x', '09'], ['b', '10']), 'b'],
  ['stands still while the one above it moves down', list(['b', '10'], ['c', '11'], ['a', '18']), 'b'],
] as const)('when the case under the keys %s', ([, now, expected]) => {
  expect(placeAfter(before, now, onB)).toBe(expected)
})

test('an empty list has nothing to stand on, and a new one is begun at its beginning', () => {
  expect(placeAfter(before, [], onB)).toBeNull()
  expect(placeAfter([], before, null)).toBe('a')
  expect(placeAfter([], before, onB)).toBe('b')
})
