import { expect, test } from 'vitest'
import { aPolicy } from './a-policy.ts'
import { compilePolicy } from './compile.ts'
import { readPolicy } from './document.ts'
import { explain } from './why.ts'

const compiled = compilePolicy(readPolicy(aPolicy()))
const facts = { harm: 'loss', loss: 0, failures: 1, followers: 300_000 }

test('each table tells the row that answered, and what kept the others', () => {
  const [severity, attention] = explain(compiled, facts)

  expect(severity).toMatchObject({ table: 'severity', fired: [{ row: 's9', because: null }] })
  expect(attention).toMatchObject({
    answers: { rung: 'lead' },
    fired: [{ row: 'a3' }],
    others: [
      { row: 'a1', keptBy: 'severity' },
      { row: 'a2', keptBy: 'failures' },
      { row: 'a9', keptBy: null },
    ],
  })
})

test('a row that stands on a principle tells its text', () => {
  const [severity] = explain(compiled, { ...facts, harm: 'safety' })
  expect(severity?.fired).toEqual([{ row: 's1', because: 'Whoever is in danger comes first.' }])
})

test('the nearest change is the least that would have changed the answer', () => {
  const [severity, attention, entitlement] = explain(compiled, { ...facts, followers: 249_000 })

  expect(severity?.nearest).toEqual({
    fact: 'harm',
    from: 'loss',
    to: 'safety',
    answers: { severity: 5 },
    rows: ['s1'],
  })
  expect(attention?.nearest).toEqual({
    fact: 'severity',
    from: 2,
    to: 5,
    answers: { rung: 'chief' },
    rows: ['a1'],
  })
  expect(entitlement?.nearest).toEqual({
    fact: 'loss',
    from: 0,
    to: 0.01,
    answers: { remedy: 'refund', upTo: 500 },
    rows: ['e1'],
  })
})

test('to forget a fact is never proposed', () => {
  const [, attention] = explain(compiled, { harm: 'none', loss: 0, failures: 0 })
  expect(attention?.nearest?.to).not.toBeNull()
})
