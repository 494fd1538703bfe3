import { expect, test } from 'vitest'
import { knownOnly } from './known-only.ts'

const declared = [{ name: 'harm' }, { name: 'loss' }, { name: 'topic' }]

test('a case that goes on takes along what is known only of the other, and keeps what it knows itself', () => {
  const there = { harm: 'safety', loss: 0, topic: null, followers: 4000 }
  expect(knownOnly(there, { harm: 'loss' }, declared)).toEqual({ loss: 0 })
  expect(knownOnly(there, {}, declared)).toEqual({ harm: 'safety', loss: 0 })
})
