import { expect, test } from 'vitest'
import { nextStep } from './next-step.ts'

const ruth = {
  state: 'open',
  turn: 'ours',
  person: { name: 'Ruth Adeyemi' },
  nextDue: { kind: 'acknowledge-by' },
  offeredTo: null,
} as const

test('who has not been answered is answered first', () => {
  expect(nextStep(ruth, 'mara')).toBe('Answer Ruth')
})

test('somebody without a name is called by their address', () => {
  expect(nextStep({ ...ruth, person: { name: 'ruth@post.example' } }, 'mara')).toBe(
    'Answer ruth@post.example',
  )
})

test.for([
  ['Mrs Okafor', 'Answer Mrs Okafor'],
  ['Dr. Ruth Adeyemi', 'Answer Dr. Ruth Adeyemi'],
  ['Frau Brandt', 'Answer Frau Brandt'],
  ['+44 20 7946 0018', 'Answer +44 20 7946 0018'],
  ['J. Smith', 'Answer J. Smith'],
  ['Not known', 'Answer the customer'],
] as const)('%s is not called by half a name', ([name, expected]) => {
  expect(nextStep({ ...ruth, person: { name } }, 'mara')).toBe(expected)
})

test('an erased person is still the customer', () => {
  expect(nextStep({ ...ruth, person: null }, 'mara')).toBe('Answer the customer')
})

test('whoever is offered a case answers the offer before anything else; others wait for them', () => {
  const offered = {
    ...ruth,
    nextDue: { kind: 'accept-by' },
    offeredTo: { id: 'ines', name: 'Ines Carvalho' },
  }
  expect(nextStep(offered, 'ines')).toBe('Accept or decline the offer')
  expect(nextStep(offered, 'mara')).toBe('Wait for Ines to take it')
})

test('an action that is due while the customer is asked is a wait', () => {
  expect(nextStep({ ...ruth, turn: 'customers', nextDue: { kind: 'act-by' } }, 'mara')).toBe('Wait for Ruth')
})

test('a closed case asks nothing of anybody', () => {
  expect(nextStep({ ...ruth, state: 'closed', nextDue: null }, 'mara')).toBe('Nothing, it is closed')
})
