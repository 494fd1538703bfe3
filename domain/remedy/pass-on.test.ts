import { expect, test } from 'vitest'
import { houseOf } from '#test/histories/a-house.ts'
import { openCase } from '../case/open-case.ts'
import { happened } from '../case/event.ts'
import { passedOn } from './pass-on.ts'
import type { Remedy } from './remedy.ts'

const at = Temporal.Instant.from('2026-11-24T10:00:00Z')

const asked: Remedy = {
  id: 'remedy-1',
  sort: 'entitlement',
  what: 'refund',
  amount: 90_000,
  weighs: 90_000,
  currency: 'EUR',
  rule: null,
  state: 'proposed',
  hands: ['chief-one', 'chief-two'],
  asked: { of: 'somebody-who-left', rung: 'chief', by: at },
  signed: null,
  proposedAt: at,
  at,
}

test('what waits at the top is not passed on to whoever asked for it: they could not sign it', () => {
  const opened = happened('case-opened', at, 'desk', {
    number: 1,
    person: 'p1',
    account: 'a1',
    connection: 'c1',
    channel: 'email',
    policy: 1,
    owner: 'front-one',
    rung: 'front',
    facts: {},
  })
  const kase = { ...openCase('case-1', opened), remedies: [asked] }

  const [passed] = passedOn(kase, houseOf(1), at.add({ minutes: 1 }))

  expect(passed).toMatchObject({
    type: 'remedy-passed-on',
    data: { asked: { of: 'somebody-who-left', rung: 'chief' } },
  })
})
