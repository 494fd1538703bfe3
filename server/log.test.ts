import { afterEach, expect, test, vi } from 'vitest'
import { raiseAlarm, tellFault } from './log.ts'

afterEach(() => vi.restoreAllMocks())

test('a fault is told by its name and its places, and not a word of what its message quotes', () => {
  const told: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0)

  tellFault('receive', new Error('invalid input: "I live\n    at Hauptstraße 7, and my name is Ada"'))

  expect(told.join('')).toMatch(/fault in receive: Error[^]*log\.test\.ts/)
  expect(told.join('')).not.toMatch(/Hauptstraße|Ada/)
})

test('an alarm names nobody, whatever its line was made of, and its case all the same', () => {
  const told: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => told.push(String(line)) > 0)

  raiseAlarm('Case 0190a1b2-1234-7abc-8def-123456789012: ada@example.org, +49 170 1234567 cannot be reached.')

  expect(told.join('')).toBe(
    'ALARM Case 0190a1b2-1234-7abc-8def-123456789012: [e-mail address], [phone number] cannot be reached.\n',
  )
})
