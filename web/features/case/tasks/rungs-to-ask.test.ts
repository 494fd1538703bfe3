import { expect, test } from 'vitest'
import { colleaguesToAsk, rungsToAsk } from './rungs-to-ask.ts'

const named = (id: string) => ({ id, name: id, title: id })
const ladder = ['front', 'lead', 'executive', 'chief'].map(named)
const offer = {
  id: 'e',
  rung: named('executive'),
  to: named('eva'),
  from: named('ann'),
  trigger: 'policy',
  acceptBy: '2026-11-23T12:00:00Z',
  remark: null,
}

const ids = (rungs: readonly { id: string }[]) => rungs.map(({ id }) => id)

test('a case can be offered to its own rung and to every higher one; the next one up comes first', () => {
  const { rungs, first, asked } = rungsToAsk({ ladder, rung: named('lead'), offer: null })
  expect([ids(rungs), first?.id, asked]).toEqual([['lead', 'executive', 'chief'], 'executive', undefined])
})

test('while a higher rung is asked, no lower one can be, and the sheet says which', () => {
  const { rungs, first, asked } = rungsToAsk({ ladder, rung: named('front'), offer })
  expect([ids(rungs), first?.id, asked?.id]).toEqual([['executive', 'chief'], 'chief', 'executive'])
})

test('where the ladder ends, its own rung is what is left', () => {
  expect(rungsToAsk({ ladder, rung: named('chief'), offer: null }).first?.id).toBe('chief')
})

test('nobody asks themselves, nor whoever has the case, nor somebody who takes no cases', () => {
  const members = [
    { id: 'ann', role: 'agent' },
    { id: 'lee', role: 'lead' },
    { id: 'kim', role: 'analyst' },
    { id: 'bob', role: 'agent' },
  ]
  expect(ids(colleaguesToAsk(members, 'ann', 'bob', ['agent', 'lead']))).toEqual(['lee'])
})
