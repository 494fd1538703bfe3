import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readPolicy } from '#domain/policy/document.ts'
import { prove } from '#domain/policy/proof/prove.ts'
import { readLawShelf } from '#server/desk/policy/law-shelf.ts'

// Whoever learns from the guide must not learn something wrong.

const guide = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8')
const starter = readFileSync(new URL('../packs/policies/starter.yaml', import.meta.url), 'utf8')

const blocks = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map((block) => block[1] ?? '')

test('the policy that the guide shows can be read, and nothing is found in it', async () => {
  const policy = readPolicy(parse(blocks[0] ?? ''))
  expect(prove(policy, { law: await readLawShelf() })).toEqual([])
})

test('the rule that the guide changes is a rule of that policy, and it stays sound', async () => {
  const changed = blocks[1]?.trim() ?? ''
  const before = blocks[0]
    ?.split('\n')
    .find((line) => line.includes("failures: '>= 3' }, then: { rung: chief }"))
  expect(before).toBeDefined()
  const policy = readPolicy(parse((blocks[0] ?? '').replace(before?.trim() ?? '', changed)))
  expect(policy.tables[1]?.rows[1]?.when[1]?.spans).toEqual([[2, Infinity]])
  expect(prove(policy, { law: await readLawShelf() })).toEqual([])
})

test('every table and row that the five questions name is in the policy that a desk is born with', () => {
  const questions = guide.slice(guide.indexOf('## The five questions of 2009'))
  const { tables, facts } = readPolicy(parse(starter))
  const named = [...questions.matchAll(/\| `(\w+)`, rows? ((?:`[\w-]+`(?:, | and )?)+)/g)]
  expect(named.length).toBeGreaterThan(6)
  for (const [, table = '', rows = ''] of named)
    for (const [, row = ''] of rows.matchAll(/`([\w-]+)`/g))
      expect(tables.find(({ id }) => id === table)?.rows.map(({ id }) => id)).toContain(row)
  for (const seen of ['followers', 'verified', 'threat', 'press', 'public'])
    expect(facts.find(({ name }) => name === seen)?.label).toBe('visibility')
})
