import { expect, test } from 'vitest'
import { holdLines } from './hold-lines.ts'

const line = (hour: number) => ({
  id: `at ${hour}`,
  receivedAt: `2026-11-23T${String(hour).padStart(2, '0')}:00:00Z`,
})
const lines = (...hours: number[]) => hours.map(line)

test('the first lines that are read are shown', () => {
  expect(holdLines(lines(9, 8), [], true)).toEqual({ shown: lines(9, 8), gone: new Set(), waiting: 0 })
})

test('a line that comes meanwhile waits above', () => {
  expect(holdLines(lines(10, 9, 8), lines(9, 8), true)).toMatchObject({ shown: lines(9, 8), waiting: 1 })
})

test('a line that is settled stays in its place', () => {
  expect(holdLines(lines(9, 7), lines(9, 8, 7), true)).toEqual({
    shown: lines(9, 8, 7),
    gone: new Set(['at 8']),
    waiting: 0,
  })
  expect(holdLines([], lines(9), true)).toMatchObject({ shown: lines(9), gone: new Set(['at 9']) })
})

test('what has only moved to the next page is not settled', () => {
  expect(holdLines(lines(10, 9), lines(9, 8), false)).toEqual({
    shown: lines(9, 8),
    gone: new Set(),
    waiting: 1,
  })
})

test('older lines that are read next follow below', () => {
  expect(holdLines(lines(9, 8, 7, 6), lines(9, 8), true)).toMatchObject({ shown: lines(9, 8, 7, 6) })
})
