import { expect, test } from 'vitest'
import { addressOf, defaultViews, firstView, isSameFilter } from './views.ts'

test('filters are the same whatever their order, and what is not asked for is no filter', () => {
  expect(isSameFilter({ owner: 'me', turn: 'ours' }, { turn: 'ours', owner: 'me', due: undefined })).toBe(
    true,
  )
  expect(isSameFilter({ owner: 'me' }, { owner: 'me', due: 'late' })).toBe(false)
})

test('all that is open is the same by its name and without any, but not where words are looked for', () => {
  expect(isSameFilter({}, { state: 'open' })).toBe(true)
  expect(isSameFilter({ q: 'lid' }, { q: 'lid', state: 'open' })).toBe(false)
})

test('whoever drops the last filter looks at all that is open, under an address of its own', () => {
  expect(addressOf({ due: undefined })).toEqual({ state: 'open' })
  expect(addressOf({ state: 'open', due: 'late' })).toEqual({ due: 'late' })
  expect(addressOf({ state: 'open', q: 'lid' })).toEqual({ state: 'open', q: 'lid' })
})

test('no two of the default views show the same', () => {
  const views = defaultViews()
  for (const [place, { filter }] of views.entries())
    expect(views.slice(place + 1).some((other) => isSameFilter(filter, other.filter))).toBe(false)
})

test('an agent begins with what waits for them, whoever answers for the desk with all of it', () => {
  expect(firstView('agent')).toEqual(defaultViews()[0]?.filter)
  expect(firstView('lead')).toEqual(defaultViews().at(-1)?.filter)
})
