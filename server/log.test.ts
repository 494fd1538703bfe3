import { afterEach, expect, test, vi } from 'vitest'
import { tellFault } from './log.ts'

afterEach(() => vi.restoreAllMocks())

test('a fault is told by its name and its places, and not a word of what its message quotes', () => {
  const told: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0)

  tellFault('receive', new Error('invalid input: "I live\n    at Hauptstraße 7, and my name is Ada"'))

  expect(told.join('')).toMatch(/fault in receive: Error[^]*log\.test\.ts/)
  expect(told.join('')).not.toMatch(/Hauptstraße|Ada/)
})
