import { expect, test } from 'vitest'
import { aPolicy, aRung } from '../policy/a-policy.ts'
import { readPolicy } from '../policy/document.ts'
import { whomToAsk } from './authority.ts'

const office = { 'mon-fri': ['08:00-18:00'] }
const rota = ['leila', 'ruth'].map((who) => ({ who, ...office }))
const { ladder } = readPolicy(
  aPolicy({
    ladder: [
      aRung('front', { climbsTo: 'lead' }),
      aRung('lead', { rota, climbsTo: 'chief' }),
      aRung('chief'),
    ],
  }),
)
const night = Temporal.Instant.from('2026-11-24T00:10:00Z')
const away = (standIn: string | null) =>
  ladder.map((rung) => ({
    ...rung,
    absences: [
      { who: 'leila', from: night.subtract({ hours: 1 }), until: night.add({ hours: 24 }), standIn },
    ],
  }))
const askedOf = (rungs: typeof ladder, spread: number) =>
  whomToAsk(
    rungs,
    (rung) => rung === 'lead',
    () => false,
    { now: night, spread },
  )?.of

test('at night somebody is asked to sign who comes in the morning, and nobody who is away then', () => {
  expect([0, 1].map((spread) => askedOf(ladder, spread))).toEqual(['leila', 'ruth'])
  expect([0, 1].map((spread) => askedOf(away(null), spread))).toEqual(['ruth', 'ruth'])
  expect([0, 1].map((spread) => askedOf(away('kim'), spread))).toEqual(['kim', 'ruth'])
})
