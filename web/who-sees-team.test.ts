import { expect, test } from 'vitest'
import { whoSeesTeam } from './who-sees-team.ts'

const teams = [
  { id: 'bills', sees: 'own' },
  { id: 'repairs', sees: 'own' },
  { id: 'office', sees: 'all' },
] as const

const person = (
  name: string,
  inTeams: readonly string[],
  more: { role?: 'agent' | 'admin' | 'analyst'; rungs?: readonly string[] } = {},
) => ({
  name,
  role: more.role ?? ('agent' as const),
  teams: inTeams,
  rungs: more.rungs ?? [],
  endedAt: null,
})

test('a team’s cases are seen by those in it, and by whoever is bound to no team', () => {
  const people = [
    person('Bea', ['bills']),
    person('Anton', ['repairs']),
    person('Eva', []),
    person('Olga', ['office', 'repairs']),
    person('Alma', ['repairs'], { role: 'admin' }),
    person('Ina', [], { role: 'analyst' }),
    { ...person('Gone', []), endedAt: '2026-01-01' },
  ]
  expect(whoSeesTeam('bills', people, teams)).toEqual({
    inIt: ['Bea'],
    others: ['Eva', 'Olga', 'Alma'],
    isKept: true,
    handedTo: [],
  })
  expect(whoSeesTeam('office', people.slice(2, 4), teams)).toMatchObject({
    inIt: ['Olga'],
    others: ['Eva'],
    isKept: false,
  })
})

test('where nobody who sees a team’s cases stands on a rung, those are named who are given them there', () => {
  const people = [
    person('Bea', ['bills'], { rungs: ['Front line'] }),
    person('Anton', ['repairs'], { rungs: ['Front line', 'Second line'] }),
    person('Alma', [], { role: 'admin', rungs: ['Executive'] }),
  ]
  expect(whoSeesTeam('bills', people, teams).handedTo).toEqual([{ rung: 'Second line', to: ['Anton'] }])
  expect(whoSeesTeam('repairs', people, teams).handedTo).toEqual([])
})
