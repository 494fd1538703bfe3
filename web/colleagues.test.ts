import { expect, test } from 'vitest'
import { queries } from './queries.ts'

test('whom something is given or asked are people: a program that asks by a token is none of them', () => {
  const ines = { id: 'ines', name: 'Ines Carvalho', role: 'lead', isProgram: false } as const
  const feeder = { id: 'feeder', name: 'feeder', role: 'agent', isProgram: true } as const
  const gus = { id: 'gus', name: 'Gus Farley' }
  const all = { members: [feeder, ines], former: [gus] }
  expect(queries.colleagues.select?.(all)).toEqual({ members: [ines] })
  // What they did is told by all their names.
  expect(queries.everybody.select?.(all)).toEqual({ members: [feeder, ines, gus] })
})
