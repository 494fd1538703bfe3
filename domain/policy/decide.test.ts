import { describe, expect, test } from 'vitest'
import { aPolicy, aTable } from './a-policy.ts'
import { compilePolicy } from './compile.ts'
import { decide, type Answers } from './decide.ts'
import { readPolicy } from './document.ts'
import type { Facts } from './fact.ts'
import type { Answer } from './line.ts'
import type { HitPolicy } from './table.ts'

const compiled = (document: unknown) => compilePolicy(readPolicy(document))
const facts = { harm: 'loss', loss: 12.5, failures: 0 }

test('a policy answers table by table, later tables reading what earlier ones gave', () => {
  expect(decide(compiled(aPolicy()), { ...facts, harm: 'safety' })).toEqual({
    measure: { severity: 5 },
    attention: { rung: 'chief' },
    permission: {},
    outcome: { remedy: 'refund', upTo: 500 },
    fired: [
      { table: 'severity', rows: ['s1'] },
      { table: 'attention', rows: ['a1'] },
      { table: 'entitlement', rows: ['e1'] },
    ],
    skipped: [],
  })
})

const owed = (answers: Answers<'outcome'>) => answers['remedy']

test('attention never passes for an outcome', () => {
  const { attention, outcome } = decide(compiled(aPolicy()), facts)
  expect(owed(outcome)).toBe('refund')
  // @ts-expect-error the compiler keeps the kinds apart
  expect(owed(attention)).toBeUndefined()
})

describe('a fact that cannot be is refused by its name', () => {
  test.each<[string, Facts, string]>([
    ['a fact that is needed is missing', { harm: 'none', loss: 0 }, 'failures: this fact must be given.'],
    ['a fact that must be known is unknown', { ...facts, loss: null }, 'loss: this fact must be given.'],
    [
      'a word that is not in the list',
      { ...facts, harm: 'mood' },
      'harm: "mood" is not one of none, inconvenience',
    ],
    [
      'less than the least',
      { ...facts, loss: -1 },
      'loss: -1 is not a number with at most 2 decimals from 0.',
    ],
    [
      'too many decimals',
      { ...facts, loss: 0.001 },
      'loss: 0.001 is not a number with at most 2 decimals from 0.',
    ],
    ['a part of a whole number', { ...facts, failures: 1.5 }, 'failures: 1.5 is not a whole number from 0.'],
    ['a number as text', { ...facts, failures: '3' }, 'failures: "3" is not a whole number from 0.'],
    ['no number at all', { ...facts, failures: NaN }, 'failures: null is not a whole number from 0.'],
  ])('%s', (_, given, sentence) => {
    expect(() => decide(compiled(aPolicy()), given)).toThrow(sentence)
  })

  test('but what the policy does not speak of is left aside', () => {
    expect(decide(compiled(aPolicy()), { ...facts, weather: 'rain' }).measure).toEqual({ severity: 2 })
  })
})

describe('a table that answers a question', () => {
  const policy = compiled(
    aPolicy({
      facts: { loss: { type: 'integer', label: 'matter' }, signer: { type: 'enum', values: ['ann', 'kim'] } },
      tables: [
        aTable('standing'),
        aTable('authority', {
          kind: 'permission',
          reads: ['loss', 'signer'],
          gives: { maySign: { type: 'boolean' } },
          rows: [{ id: 'kim', when: { signer: '"kim"' }, then: { maySign: true } }],
          default: { then: { maySign: false } },
        }),
      ],
    }),
  )

  test('is skipped until the facts of the question are given, and the rest is answered', () => {
    expect(decide(policy, { loss: 1 })).toMatchObject({
      measure: { answer: 1 },
      permission: {},
      skipped: ['authority'],
    })
  })

  test('answers when they are, by its default where no row fits', () => {
    expect(decide(policy, { loss: 1, signer: 'kim' }).permission).toEqual({ maySign: true })
    expect(decide(policy, { loss: 1, signer: 'ann' })).toMatchObject({
      permission: { maySign: false },
      fired: [{ table: 'standing' }, { table: 'authority', rows: ['default'] }],
    })
  })
})

describe('the hit policy says which rows that fit give the answer', () => {
  const rows = [
    { id: 'small', when: { loss: '> 0' }, then: { answer: 2 } },
    { id: 'middle', when: { loss: '> 10' }, then: { answer: 5 } },
    { id: 'large', when: { loss: '> 100' }, then: { answer: 1 } },
  ]
  const answers = (hit: HitPolicy, loss: number, table = {}) => {
    const policy = compiled(aPolicy({ tables: [aTable('one', { hit, rows, ...table })] }))
    const { measure, fired } = decide(policy, { loss })
    return [measure['answer'], fired[0]?.rows]
  }

  test.each<[HitPolicy, Answer, string[]]>([
    ['F', 2, ['small']],
    ['C', [2, 5], ['small', 'middle']],
    ['R', [2, 5], ['small', 'middle']],
    ['C+', 7, ['small', 'middle']],
    ['C<', 2, ['small']],
    ['C>', 5, ['middle']],
    ['C#', 2, ['small', 'middle']],
    ['P', 5, ['middle']],
  ])('%s', (hit, answer, fired) => {
    expect(answers(hit, 50)).toEqual([answer, fired])
  })

  test.each<[HitPolicy, Answer]>([
    ['F', null],
    ['C', []],
    ['C+', null],
    ['C>', null],
    ['C#', 0],
  ])('%s where no row fits', (hit, answer) => {
    expect(answers(hit, 0)).toEqual([answer, []])
  })

  test('P prefers the answer that stands first in the values of the output', () => {
    const gives = { answer: { type: 'enum', values: ['top', 'middle', 'desk'] } }
    const asked = [
      { id: 'r1', when: {}, then: { answer: 'desk' } },
      { id: 'r2', when: { loss: '> 10' }, then: { answer: 'top' } },
      { id: 'r3', when: {}, then: { answer: 'middle' } },
    ]
    expect(answers('P', 50, { gives, rows: asked })).toEqual(['top', ['r2']])
    expect(answers('P', 5, { gives, rows: asked })).toEqual(['middle', ['r3']])
  })

  test('a sum stays within the bounds of its output, and cents add up exactly', () => {
    const then = [0.1, 0.2].map((answer, at) => ({ id: `r${at}`, when: {}, then: { answer } }))
    const gives = { answer: { type: 'decimal', scale: 1 } }
    expect(answers('C+', 1, { gives, rows: then })[0]).toBe(0.3)
    expect(answers('C+', 500, { gives: { answer: { type: 'integer', min: 0, max: 6 } } })[0]).toBe(6)
  })

  test('C> takes the greatest of each output by itself, and a row may leave an output out', () => {
    const gives = {
      answer: { type: 'enum', values: ['front', 'lead', 'chief'], order: 'worse' },
      comms: { type: 'boolean' },
    }
    const asked = [
      { id: 'r1', when: {}, then: { answer: 'lead', comms: true } },
      { id: 'r2', when: {}, then: { answer: 'chief' } },
      { id: 'r3', when: {}, then: { comms: false } },
    ]
    const policy = compiled(aPolicy({ tables: [aTable('one', { hit: 'C>', gives, rows: asked })] }))
    expect(decide(policy, { loss: 0 })).toMatchObject({
      measure: { answer: 'chief', comms: true },
      fired: [{ table: 'one', rows: ['r1', 'r2'] }],
    })
  })
})
