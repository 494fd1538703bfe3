import { afterEach, expect, test, vi } from 'vitest'
import { offerUndo, takeUndo } from './undo.ts'

afterEach(() => {
  vi.useRealTimers()
  takeUndo()
})

const undoable = (sentence: string) => ({ sentence, undo: async () => undefined })

test('what was done last can be taken back, and only once', () => {
  offerUndo(undoable('Assigned to Teo.'))
  offerUndo(undoable('It rests until 14:00.'))
  expect(takeUndo()?.sentence).toBe('It rests until 14:00.')
  expect(takeUndo()).toBeNull()
})

test('after ten seconds it stands', () => {
  vi.useFakeTimers()
  offerUndo(undoable('Assigned to Teo.'))
  vi.advanceTimersByTime(9999)
  vi.advanceTimersByTime(1)
  expect(takeUndo()).toBeNull()
})

test('an offer made later stands its own ten seconds', () => {
  vi.useFakeTimers()
  offerUndo(undoable('Assigned to Teo.'))
  vi.advanceTimersByTime(9999)
  offerUndo(undoable('It rests until 14:00.'))
  vi.advanceTimersByTime(9999)
  expect(takeUndo()?.sentence).toBe('It rests until 14:00.')
})
