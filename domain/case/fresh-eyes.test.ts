import { expect, test } from 'vitest'
import { houseOf } from '#test/histories/a-house.ts'
import type { Step } from '#test/histories/any-history.ts'
import type { Life } from '#test/histories/a-life.ts'
import { lived } from '#test/histories/lived-history.ts'
import { freshEyes } from './fresh-eyes.ts'

/** A case at a desk with office hours, where two people stand on each of the six rungs, after these steps. */
function after(steps: Step[]): Life {
  const opening = { channel: 'email', minutesAgo: 0, isPublic: [false, false], facts: {} } as const
  const living = lived({ startMinute: 0, version: 1, opening, steps })
  let step = living.next()
  while (!step.done) step = living.next()
  return step.value
}

const toTheTop: Step[] = [
  { kind: 'escalate', rung: 5, to: 'chief-one' },
  { kind: 'accept', by: null },
]
const disputes: Step = { kind: 'word', says: 'disagree', way: 'room', feels: false }

test('who disputes what the top of the ladder says is heard by somebody else there, by name and with a date', () => {
  const { kase } = after([...toTheTop, disputes])
  expect(kase).toMatchObject({ owner: 'chief-one', disputed: { rung: 'chief', because: 'disagree' } })
  expect(kase.offer).toMatchObject({ rung: 'chief', to: 'chief-two', trigger: 'customer', axis: 'lateral' })
  expect(kase.deadlines.find(({ id }) => id === kase.offer?.deadline)).toMatchObject({ state: 'running' })

  const taken = after([...toTheTop, disputes, { kind: 'accept', by: null }]).kase
  expect(taken).toMatchObject({ owner: 'chief-two', offer: null })
  expect(taken.disputed).toBeUndefined()
})

test('whoever is asked and does not answer has it all the same: there is nobody above to ask', () => {
  const { kase } = after([...toTheTop, disputes, { kind: 'time', minutes: 3 * 24 * 60, clockRings: true }])
  expect(kase).toMatchObject({ owner: 'chief-two', rung: 'chief', offer: null })
})

test('where both of the top have said no, somebody of the nearest rung below looks; where everybody has, nobody', () => {
  const { kase, now } = after([...toTheTop, disputes])
  const house = houseOf(1)
  const said = (people: readonly string[]) => ({ ...kase, sayersOfNo: people.map((who) => `member:${who}`) })
  const asked = freshEyes(said(['chief-one', 'chief-two']), house, now)
  expect([asked?.rung.id, asked?.to.slice(0, 9)]).toEqual(['chief', 'executive'])

  const everybody = house.ladder.flatMap(({ rota }) => rota.map(({ who }) => who))
  expect(freshEyes(said(everybody), house, now)).toBeUndefined()
  expect(freshEyes({ ...kase, disputed: { rung: 'lead', because: 'disagree' } }, house, now)).toBeUndefined()
})
