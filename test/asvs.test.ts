import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'

// The review against the ASVS, held to itself and to what is there.

const root = new URL('../', import.meta.url)
let rows: { ids: string[]; status: string; evidence: string }[]
let sums: Record<string, number>

beforeAll(async () => {
  const text = await readFile(new URL('docs/asvs.md', root), 'utf8')
  const cells = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\|\s*|\s*\|$/g, '').trim()))
  rows = cells.flatMap(([ids = '', , status = '', evidence = '']) => {
    const named = ids.match(/\d+\.\d+\.\d+/g)
    return named ? [{ ids: [...named], status, evidence }] : []
  })
  sums = Object.fromEntries(
    cells.flatMap(([status = '', , count = '']) => (/^\d+$/.test(count) ? [[status, Number(count)]] : [])),
  )
})

test('each of the 253 requirements of levels 1 and 2 is named once', () => {
  const ids = rows.flatMap((row) => row.ids)
  expect([ids.length, new Set(ids).size]).toEqual([253, 253])
})

test('the sums are what the rows come to', () => {
  const counted: Record<string, number> = {}
  for (const { status, ids } of rows) counted[status] = (counted[status] ?? 0) + ids.length
  expect(counted).toEqual(sums)
})

test('every file that stands for something is there', () => {
  const named = rows.flatMap(({ evidence }) => [
    ...[...evidence.matchAll(/`([\w./-]+\.(?:ts|tsx|md|json|sql)|\.ci\/\w+)`/g)].map(([, path = '']) => path),
    ...[...evidence.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => `docs/${path}`),
  ])
  expect(named.length).toBeGreaterThan(150)
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([])
})

test('what is said to be done has something to show, and what is not says why', () => {
  expect(rows.filter(({ evidence }) => evidence.length < 10)).toEqual([])
})
