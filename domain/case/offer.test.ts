import { expect, test } from 'vitest'
import type { Case } from './case.ts'
import { isOvertaken, offerOnAssigning, settledSince } from './offer.ts'

type Offer = NonNullable<Case['offer']>

const offered = (to: string, trigger: Offer['trigger']): Pick<Case, 'offer'> => ({
  offer: {
    id: 'c.1',
    from: 'ann',
    rung: 'lead',
    to,
    axis: 'hierarchical',
    trigger,
    offeredAt: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    deadline: 'c.1.accept',
  },
})

test.each([
  ['nothing is offered', { offer: null }, 'none'],
  ['it is offered to them', offered('bo', 'policy'), 'taken'],
  ['a colleague had asked for help', offered('lee', 'person'), 'ends'],
  ['policy demands the rung', offered('lee', 'policy'), 'stands'],
  ['it climbed because nobody answered', offered('lee', 'timed-out'), 'stands'],
  ['the customer asked for somebody above', offered('lee', 'customer'), 'stands'],
])('somebody is given the case by hand, and %s', (_, kase, becomes) => {
  expect(offerOnAssigning(kase, 'bo')).toBe(becomes)
})

const at = (time: string) => Temporal.Instant.from(`2026-11-23T${time}:00Z`)

const called = (
  says: 'settled' | 'disagree',
  facts: Case['facts'] = {},
): Parameters<typeof settledSince>[0] => ({
  word: { id: 'w', says, way: 'status-page', at: at('10:00'), by: 'customer', stood: 'action-done' },
  facts,
})

const offeredAt = (time: string, trigger: Offer['trigger'] = 'policy') => ({ trigger, offeredAt: at(time) })

test.each([
  ['its customer calls it settled', called('settled'), offeredAt('09:00'), true],
  [
    'a colleague had asked for help, and it is settled',
    called('settled'),
    offeredAt('09:00', 'person'),
    true,
  ],
  ['a colleague asks after it was settled', called('settled'), offeredAt('11:00', 'person'), false],
  ['its customer disagrees', called('disagree'), offeredAt('09:00'), false],
  ['the customer has said nothing', { facts: {} }, offeredAt('09:00'), false],
  ['it is a danger to safety', called('settled', { harm: 'safety' }), offeredAt('09:00'), false],
  [
    'a message speaks of danger and nobody has looked',
    { ...called('settled'), danger: { message: 'm', words: [] } },
    offeredAt('09:00'),
    false,
  ],
  ['the desk mends a fault of its own by it', called('settled'), offeredAt('09:00', 'audit'), false],
])('a case is offered, and %s', (_, kase, offer, isOver) => {
  expect(isOvertaken(kase, offer)).toBe(isOver)
})
