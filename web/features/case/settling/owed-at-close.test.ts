import { expect, test } from 'vitest'
import { owedAtClose } from './owed-at-close.ts'

const of = { id: 'lene', name: 'Lene Holm' }
const asked = { of, rung: { id: 'lead', name: 'Team lead' }, by: '2026-11-23T12:00:00Z', away: null }
const sixty = { what: 'refund', amount: 6_000, currency: 'EUR', asked, state: 'proposed' } as const
const owed = { what: 'refund', upTo: 10_000, left: 10_000, ifDanger: false }
const onCase = { currency: 'EUR', owed, remedies: [] }

test('whoever closes a case is told which remedy waits for a signature, and is withdrawn by that', () => {
  expect(owedAtClose({ ...onCase, remedies: [sixty] }, 'not-upheld')).toEqual([
    'Waits for Lene Holm to sign: money back, €60.00. Closing the case withdraws it, and the customer goes without.',
  ])
  const given = { ...sixty, state: 'given' } as const
  expect(owedAtClose({ ...onCase, remedies: [given] }, 'not-upheld')).toEqual([])
})

test('where the customer was right, it is told what policy owes and nobody has given', () => {
  const told = ['Policy owes the customer money back, up to €100.00. Nothing of it was given.']
  expect(owedAtClose(onCase, 'upheld')).toEqual(told)
  expect(owedAtClose(onCase, 'partly-upheld')).toEqual(told)
  expect(owedAtClose(onCase, '')).toEqual([])
  expect(owedAtClose({ ...onCase, owed: { ...owed, ifDanger: true } }, 'upheld')).toEqual([])
  expect(owedAtClose({ ...onCase, owed: { ...owed, left: 4_000 } }, 'upheld')).toEqual([])
  expect(
    owedAtClose({ ...onCase, owed: { what: 'apology', upTo: 0, left: 0, ifDanger: false } }, 'upheld'),
  ).toEqual([])
})
