import { expect, test } from 'vitest'
import { reasonsOf } from './reasons-of.ts'

test('rows that rest on the same principle are one reason, and those that rest on none stand apart', () => {
  const climb = 'Each time we fail, somebody more senior answers.'
  const why = [
    { table: 'attention', row: 'second-failure', because: climb },
    { table: 'attention', row: 'any', because: null },
    { table: 'attention', row: 'third-failure', because: climb },
  ]
  expect(reasonsOf(why)).toEqual({
    reasons: [
      {
        because: climb,
        rows: [
          { table: 'attention', row: 'second-failure', name: 'attention: second failure' },
          { table: 'attention', row: 'third-failure', name: 'attention: third failure' },
        ],
      },
    ],
    plain: [{ table: 'attention', row: 'any', name: 'attention: any' }],
  })
})
