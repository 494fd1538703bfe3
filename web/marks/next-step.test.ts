import { expect, test } from 'vitest'
import { nextStep } from './next-step.ts'

const ruth = {
  state: 'open',
  turn: 'ours',
  person: { name: 'Ruth Adeyemi' },
  nextDue: { kind: 'acknowledge-by' },
  offeredTo: null,
  meanwhile: null,
} as const

test('who has not been answered is answered first', () => {
  expect(nextStep(ruth, 'mara')).toBe('Answer Ruth')
})

test('whose customer says that it is settled is closed, unless something promised is still to be kept', () => {
  const settled = { ...ruth, stage: 'customer-confirmed' }
  expect(nextStep(settled, 'mara')).toBe('Decide and close')
  expect(nextStep({ ...settled, nextDue: { kind: 'promise' } }, 'mara')).toBe('Keep the promise')
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

test('an erased person is still the customer, and their case is closed where nobody is left to answer', () => {
  expect(nextStep({ ...ruth, person: null }, 'mara')).toBe('Answer the customer')
  const erased = { ...ruth, person: null, nextDue: { kind: 'close-by' } }
  expect(nextStep(erased, 'mara')).toBe('Close it: the person was erased')
})

test('whoever is offered a case answers the offer before anything else; others wait for them, or do what is left to do', () => {
  const offered = {
    ...ruth,
    nextDue: { kind: 'accept-by' },
    offeredTo: { id: 'ines', name: 'Ines Carvalho' },
  }
  expect(nextStep(offered, 'ines')).toBe('Accept or decline the offer')
  expect(nextStep(offered, 'mara')).toBe('Wait for Ines to take it')
  expect(nextStep({ ...offered, meanwhile: { kind: 'acknowledge-by' } }, 'mara')).toBe('Answer Ruth')
})

test('an action that is due while the customer is asked is a wait', () => {
  expect(nextStep({ ...ruth, turn: 'customers', nextDue: { kind: 'act-by' } }, 'mara')).toBe('Wait for Ruth')
})

test('a closed case asks nothing of anybody', () => {
  expect(nextStep({ ...ruth, state: 'closed', nextDue: null }, 'mara')).toBe('Nothing, it is closed')
})
