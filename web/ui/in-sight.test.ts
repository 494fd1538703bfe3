import { expect, test } from 'vitest'
import { openSight, whileInSight } from './in-sight.ts'

test('what is done while a page is in sight ends when it goes behind another, and begins again when it comes back', () => {
  const told: string[] = []
  const sight = openSight(true)
  const stop = whileInSight(sight, () => {
    told.push('begun')
    return () => told.push('ended')
  })
  sight.set(false)
  sight.set(false)
  sight.set(true)
  stop()
  sight.set(false)
  expect(told).toEqual(['begun', 'ended', 'begun', 'ended'])
})

test('what is kept behind another page begins nothing before it is seen', () => {
  const told: string[] = []
  const sight = openSight(false)
  const stop = whileInSight(sight, () => () => told.push('ended'))
  stop()
  expect(told).toEqual([])
})
