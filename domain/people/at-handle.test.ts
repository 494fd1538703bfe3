import { expect, test } from 'vitest'
import { atHandle } from './at-handle.ts'

test('a handle is read with one sign before it, with or without which it was handed over', () => {
  expect(atHandle('ada.example')).toBe('@ada.example')
  expect(atHandle('@ada@fjord.example')).toBe('@ada@fjord.example')
})
