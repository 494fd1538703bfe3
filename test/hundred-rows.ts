import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { z } from 'zod'

const starter = readFileSync(new URL('../packs/policies/starter.yaml', import.meta.url), 'utf8')

/** The starter policy with so many more rows of what is owed that this table has a hundred. */
export function hundredRows(): string {
  const policy = z
    .looseObject({ tables: z.array(z.looseObject({ id: z.string(), rows: z.array(z.unknown()) })) })
    .parse(parse(starter))
  const rows = Array.from({ length: 92 }, (_, row) => ({
    id: `loss-${row}`,
    when: { loss: `[${row * 10 + 1}..${row * 10 + 9}]`, topic: '"billing"', severity: '<= 2' },
    then: { remedy: 'refund', upTo: row * 10 + 10 },
    because: 'same-for-all',
  }))
  return stringify({
    ...policy,
    tables: policy.tables.map((table) =>
      table.id === 'entitlement' ? { ...table, rows: [...rows, ...table.rows] } : table,
    ),
  })
}
