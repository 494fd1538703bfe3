import { expect, test } from 'vitest'
import { samePerson } from './same-person.ts'

const ada = { person: { id: 'ada', name: 'Ada' }, accounts: [{ sharing: null }] }
const bob = { person: { id: 'bob', name: 'Bob' }, accounts: [{ sharing: 'one-person' }] }
const byName = { person: { id: 'ade', name: 'Ade' }, accounts: [] }
const onFamilyPhone = { person: { id: 'kim', name: 'Kim' }, accounts: [{ sharing: 'family' }] }
const erased = { person: null, accounts: [] }

test.each([
  ['one person’s cases are', [ada, ada], { is: 'same' }],
  ['two who have accounts of their own are two', [ada, bob], { is: 'two' }],
  ['of one only the name is known: a colleague can say it', [ada, byName], { is: 'to-say', byName }],
  ['whichever of the cases goes on', [byName, ada], { is: 'to-say', byName }],
  [
    'an account that a family shares is nobody’s own',
    [ada, onFamilyPhone],
    { is: 'to-say', byName: onFamilyPhone },
  ],
  ['nobody can be said to be who was erased', [ada, erased], { is: 'two' }],
] as const)('%s', (_, sides, said) => {
  expect(samePerson<(typeof sides)[number]>(sides[0], sides[1])).toEqual(said)
})
