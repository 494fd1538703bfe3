import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPolicy, aTable } from './a-policy.ts'
import { compilePolicy } from './compile.ts'
import { readPolicy } from './document.ts'
import type { FactValue } from './fact.ts'
import { rehearser } from './rehearsal.ts'

const compiled = (different: Parameters<typeof aPolicy>[0] = {}) =>
  compilePolicy(readPolicy(aPolicy(different)))

/** The attention table with another row in place of one. */
const attentionWith = (id: string, row: object) =>
  aPolicy().tables.map((table) =>
    table.id === 'attention'
      ? { ...table, rows: table.rows.map((one) => (one.id === id ? { ...one, ...row } : one)) }
      : table,
  )

const asked = (after: ReturnType<typeof compiled>, facts: Record<string, FactValue>) => {
  const both = rehearser(compiled(), after)
  return both.patterns[both.ask(facts)]
}

const fresh = { harm: 'none', loss: 0, failures: 0, followers: null }

test('what another policy would say otherwise is told with both answers', () => {
  const after = compiled({ tables: attentionWith('a3', { when: { followers: '>= 100' } }) })
  expect(asked(after, { ...fresh, followers: 5000 })).toMatchObject({
    changes: [{ table: 'attention', output: 'rung', kind: 'attention', before: 'front', after: 'lead' }],
    rungBefore: 'front',
    rungAfter: 'lead',
  })
  expect(asked(after, fresh)).toMatchObject({ changes: [], notKnown: ['followers'] })
})

test('an output that only one of them has is compared with silence', () => {
  const after = compiled({
    tables: [
      ...aPolicy().tables,
      aTable('voucher', {
        kind: 'outcome',
        gives: { voucher: { type: 'integer' } },
        rows: [{ id: 'any', when: {}, then: { voucher: 5 } }],
      }),
    ],
  })
  expect(asked(after, fresh)?.changes).toEqual([
    { table: 'voucher', output: 'voucher', kind: 'outcome', before: null, after: 5 },
  ])
})

test('a fact of which nothing was recorded is unknown to the policy that asks for it, and named', () => {
  const { failures, ...known } = fresh
  expect(failures).toBe(0)
  expect(asked(compiled(), known)).toMatchObject({ changes: [], notRecorded: ['failures'] })
})

test('facts that lie in the same place among all limits are asked once, and come to what they come to by themselves', () => {
  const after = compiled({ tables: attentionWith('a2', { when: { failures: '>= 2' } }) })
  const shared = rehearser(compiled(), after)
  const facts = fc.record(
    {
      harm: fc.constantFrom(null, 'none', 'loss', 'safety', 'of another age'),
      loss: fc.constantFrom(null, -1, 0, 0.01, 12.5, 9999),
      failures: fc.constantFrom(null, 0, 1, 2, 3, 4),
      followers: fc.constantFrom(null, 0, 249_999, 250_000, 'many'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(facts, (known) => {
      const alone = rehearser(compiled(), after)
      expect(shared.patterns[shared.ask(known)]).toEqual(alone.patterns[alone.ask(known)])
    }),
  )
})
