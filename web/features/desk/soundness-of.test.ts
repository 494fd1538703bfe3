import { expect, test } from 'vitest'
import { soundnessOf } from './soundness-of.ts'

const well = { open: 34, ownerless: 0, clockless: 0, chainBroken: 0, inDoubt: 0, queued: 0, waiting: 0 }

test('a desk on which all is well says so in one breath', () => {
  expect(soundnessOf(well, null)).toEqual({
    isSound: true,
    sentence: '34 open. Every one has an owner and a running clock.',
  })
})

test('what does not add up is said instead of the good word', () => {
  const { isSound, sentence } = soundnessOf({ ...well, ownerless: 2 }, null)
  expect(isSound).toBe(false)
  expect(sentence).toBe('34 open. 2 without an owner.')
})

test('replies that wait or are in doubt are told and are no fault', () => {
  expect(soundnessOf({ ...well, inDoubt: 1, queued: 3 }, null)).toEqual({
    isSound: true,
    sentence: '34 open. Every one has an owner and a running clock. 1 sent in doubt. 3 waiting to be sent.',
  })
})

test('how many are open is what the menu counts, and those that rest are told beside', () => {
  expect(soundnessOf(well, { open: '33', resting: '1', shown: null }).sentence).toBe(
    '33 open, 1 resting. Every one has an owner and a running clock.',
  )
  expect(soundnessOf(well, { open: '34', resting: null, shown: null }).sentence).toMatch(/^34 open\. /)
})

test('in a view that shows a part of them, how many it shows stands before how many there are', () => {
  expect(soundnessOf(well, { open: '34', resting: null, shown: '7' }).sentence).toMatch(
    /^7 in this view\. 34 open\. /,
  )
})
