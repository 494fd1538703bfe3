import { expect, test } from 'vitest'
import { holdStill } from './hold-still.ts'

const list = (...ids: string[]) => ids.map((id) => ({ id, subject: `about ${id}` }))

test('a case that arrives in the middle waits while a hand is on the list', () => {
  const { shown, waiting } = holdStill(list('a', 'b', 'c'), list('a', 'x', 'b', 'c'))
  expect(shown.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(waiting).toEqual({ added: 1 })
})

test('a case that changes place waits as well', () => {
  expect(holdStill(list('a', 'b'), list('b', 'a')).waiting).toEqual({ added: 0 })
})

test('what is known of a row is told at once, in its old place', () => {
  const fresh = [
    { id: 'b', subject: 'settled' },
    { id: 'a', subject: 'about a' },
  ]
  expect(holdStill(list('a', 'b'), fresh).shown[1]?.subject).toBe('settled')
})

test('a case that was closed meanwhile stays where it was until the list is shown anew', () => {
  expect(holdStill(list('a', 'b', 'c'), list('b', 'c')).shown).toHaveLength(3)
})

test('further pages below are no jump', () => {
  const { shown, waiting } = holdStill(list('a', 'b'), list('a', 'b', 'c'))
  expect(shown).toHaveLength(3)
  expect(waiting).toBeNull()
})

test('further pages are shown also while what is above them waits', () => {
  const { shown, waiting } = holdStill(list('a', 'b', 'c'), list('x', 'a', 'c', 'd', 'e'))
  expect(shown.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(waiting).toEqual({ added: 1 })
})

test('which of the held cases the list holds no more is told', () => {
  expect(holdStill(list('a', 'b', 'c'), list('b', 'c')).left).toEqual(['a'])
  expect(holdStill(list('a', 'b'), list('b', 'a')).left).toEqual([])
})
