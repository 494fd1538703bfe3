import { expect, test } from 'vitest'
import { offerOnAssigning } from './offer.ts'
import type { Case } from './case.ts'

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
