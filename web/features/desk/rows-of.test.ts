import { expect, test } from 'vitest'
import { pagesHolding, rowsOf } from './rows-of.ts'

const page = (readAt: number, ...ids: string[]) => ({ readAt, cases: ids.map((id) => ({ id, readAt })) })

test('a case that has moved to another page is shown once, where it was seen last', () => {
  const rows = rowsOf([page(1, 'a', 'b'), page(3, 'c', 'a')])
  expect(rows.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
})

test('pages that were read at the same moment show a case once', () => {
  expect(rowsOf([page(1, 'a'), page(1, 'a', 'b')]).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('only pages that hold what is looked at are read anew', () => {
  const pages = [page(1, 'a', 'b'), page(1, 'c'), page(1, 'd')]
  expect(pagesHolding(pages, new Set(['c', 'd']))).toEqual([1, 2])
})

test('a queue of which nothing is looked at yet is read from its beginning', () => {
  expect(pagesHolding([page(1)], new Set())).toEqual([0])
})
