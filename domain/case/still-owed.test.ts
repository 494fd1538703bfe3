import { describe, expect, test } from 'vitest'
import { openCase } from './open-case.ts'
import type { Case } from './case.ts'
import { newDeadline, type ClockKind, type Deadline } from './deadline.ts'
import { happened } from './event.ts'
import { firstOwed, isStillOwed } from './still-owed.ts'

const monday = Temporal.Instant.from('2026-11-23T09:00:00Z')
const after = (hours: number) => monday.add({ hours })

const opened = happened('case-opened', monday, 'desk', {
  number: 1,
  person: 'p1',
  account: 'a1',
  connection: 'c1',
  channel: 'email',
  policy: 1,
  owner: 'ann',
  rung: 'front',
  facts: {},
})

/** A case of Monday at nine whose customer has waited since then, with what else is true of it. */
const aCase = (parts: Partial<Case>): Case => ({
  ...openCase('case', opened),
  unansweredSince: monday,
  actSince: monday,
  ...parts,
})

/** A date that was set so many hours after Monday at nine, and went by an hour later. */
const missed = (kind: ClockKind, hours = 0): Deadline => ({
  ...newDeadline(`${kind}.1`, kind, after(hours), after(hours + 1)),
  state: 'missed',
  endedAt: after(hours + 1),
})

describe('what was due at a missed date', () => {
  test('is owed until it is done: an answer, an action, a word on how it goes', () => {
    expect(isStillOwed(aCase({}), missed('acknowledge-by'))).toBe(true)
    expect(isStillOwed(aCase({ unansweredSince: null }), missed('acknowledge-by'))).toBe(false)
    expect(isStillOwed(aCase({}), missed('act-by'))).toBe(true)
    expect(isStillOwed(aCase({ actedAt: after(3) }), missed('act-by'))).toBe(false)
    expect(isStillOwed(aCase({ lastReplyAt: after(4) }), missed('next-update-by', 5))).toBe(true)
    expect(isStillOwed(aCase({ lastReplyAt: after(7) }), missed('next-update-by', 5))).toBe(false)
  })

  test('is an answer even where somebody has promised something: the customer has not heard of it', () => {
    expect(
      isStillOwed(aCase({ actedAt: after(1), stage: 'action-committed' }), missed('acknowledge-by')),
    ).toBe(true)
  })

  test('is not owed twice: who wrote again and waits has a date of their own', () => {
    expect(isStillOwed(aCase({ unansweredSince: after(6) }), missed('acknowledge-by'))).toBe(false)
  })

  test('is not owed by a closed case, nor once more when it is opened again', () => {
    const dates = [missed('acknowledge-by'), missed('act-by'), missed('next-update-by', 5)]
    for (const date of dates) {
      expect(isStillOwed(aCase({ state: 'closed' }), date)).toBe(false)
      expect(isStillOwed(aCase({ actSince: after(48), unansweredSince: after(48) }), date)).toBe(false)
    }
  })
})

describe('the date that comes first', () => {
  const running = newDeadline('promise.2', 'promise', monday, after(24))

  test('is the one that went by, before those that run', () => {
    const kase = aCase({ deadlines: [running, missed('act-by', 2), missed('acknowledge-by')] })
    expect(firstOwed(kase)).toMatchObject({ id: 'acknowledge-by.1', near: true })
  })

  test('is the one that runs while we wait for the customer', () => {
    const kase = aCase({ turn: 'customers', unansweredSince: null, deadlines: [running, missed('act-by')] })
    expect(firstOwed(kase)?.id).toBe('promise.2')
  })

  test('is none where nothing runs: a case without a clock is a fault, and its past does not hide it', () => {
    expect(firstOwed(aCase({ deadlines: [missed('acknowledge-by')] }))).toBeUndefined()
  })
})
