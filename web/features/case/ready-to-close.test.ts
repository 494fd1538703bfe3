import { expect, test } from 'vitest'
import { isReadyToClose } from './ready-to-close.ts'

const filled = { decision: 'upheld', settledBy: 'desk', reason: 'Paid back.', because: '' }

test('a case is closed with a decision, whose word it is and a reason, and with none of them left open', () => {
  expect(isReadyToClose(filled, false)).toBe(true)
  expect(isReadyToClose({ ...filled, decision: '' }, false)).toBe(false)
  expect(isReadyToClose({ ...filled, settledBy: '' }, false)).toBe(false)
  expect(isReadyToClose({ ...filled, reason: ' ' }, false)).toBe(false)
})

test('whoever has had no answer is not left without one unless it is said why', () => {
  expect(isReadyToClose(filled, true)).toBe(false)
  expect(isReadyToClose({ ...filled, because: 'Asked on the phone not to write.' }, true)).toBe(true)
})
