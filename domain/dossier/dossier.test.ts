import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyPlan } from '#test/histories/any-history.ts'
import { born } from '#test/histories/a-life.ts'
import { startOf, stepOn } from '#test/histories/lived-history.ts'
import { happened, type CaseEvent } from '../case/event.ts'
import { openCase } from '../case/open-case.ts'
import { dossierOf, dossierReads } from './dossier.ts'

const began = Temporal.Instant.from('2026-11-16T09:00:00Z')
const after = (hours: number) => began.add({ hours })

const opened = happened('case-opened', began, 'desk', {
  number: 1229,
  person: null,
  account: null,
  connection: 'mail',
  channel: 'email',
  policy: 1,
  owner: 'teo',
  rung: 'front',
  facts: {},
})

const offered = (id: string, to: string, hours: number) =>
  happened('escalation-offered', after(hours), 'desk', {
    id,
    from: 'front',
    rung: 'lead',
    to,
    axis: 'hierarchical',
    trigger: 'policy',
    acceptBy: after(hours + 1).toString(),
    policy: 1,
  })

const failed = (about: string, hours: number) =>
  happened('contact-failed', after(hours), 'desk', { reason: 'came-back', about })

const linesOf = (events: readonly CaseEvent[]) =>
  dossierOf(
    openCase('kettle', opened),
    events.map((event, place) => ({ caseId: 'kettle', seq: place + 1, event })),
    after(200),
  )

test('a failure is laid to whoever had the case then: an offer that was taken, or fell to somebody, brought it to them', () => {
  const lines = linesOf([
    opened,
    failed('first', 1),
    offered('up', 'lene', 2),
    failed('second', 3),
    happened('escalation-accepted', after(4), 'member:lene', { id: 'up' }),
    failed('third', 5),
    offered('further', 'hanna', 6),
    happened('escalation-landed', after(8), 'desk', { id: 'further' }),
    failed('fourth', 9),
    happened('owner-assigned', after(10), 'member:hanna', { owner: 'mara', rung: 'lead' }),
    failed('fifth', 11),
  ])

  const failures = lines.filter(({ part }) => part === 'failures').map(({ words, by }) => [words, by])
  expect(failures).toEqual([
    ['first', 'teo'],
    ['second', 'teo'],
    ['third', 'lene'],
    ['fourth', 'hanna'],
    ['fifth', 'mara'],
  ])
})

test('what colleagues have noted for each other is in it, with its words', () => {
  const note = happened('note-written', after(1), 'member:mara', { message: 'no-lid', digest: 'd' })

  expect(linesOf([opened, note])).toContainEqual(
    expect.objectContaining({ part: 'happened', says: 'noted', by: 'mara', words: 'no-lid' }),
  )
})

test('what the customer was given is in it, with why, and what of it was taken back', () => {
  const proposed = happened('remedy-proposed', after(1), 'member:mara', {
    id: 'gift',
    sort: 'gesture',
    what: 'gift',
    amount: 4500,
    weighs: 4500,
    currency: 'EUR',
    rule: null,
    asked: null,
    remark: 'sorry-for-it',
    digest: 'd',
  })
  const given = happened('remedy-given', after(2), 'member:mara', { id: 'gift' })
  const back = happened('remedy-reversed', after(3), 'member:lene', {
    id: 'gift',
    remark: 'a-slip',
    digest: 'd',
  })
  const values = { remedy: 'gift', amount: 45, currency: 'EUR' }

  const told = linesOf([opened, proposed, given, back]).filter(({ part }) => part === 'happened')
  expect(told).toMatchObject([
    { says: 'gave', by: 'mara', words: 'sorry-for-it', values },
    { says: 'took-gift-back', by: 'lene', words: 'a-slip', values },
  ])
})

const silences = (events: readonly CaseEvent[]) => linesOf(events).filter(({ part }) => part === 'silences')

test('who was only invited to a room has had no answer, and was met by silence', () => {
  const wrote = happened('message-received', after(1), 'customer', {
    message: 'loose-lid',
    item: 'i1',
    account: 'a1',
    connection: 'mail',
    channel: 'email',
    isPublic: false,
    digest: 'd',
    contactAt: after(1).toString(),
  })
  const replied = (message: string, hours: number, onlyInvites: boolean) => [
    happened('reply-written', after(hours), 'member:mara', {
      message,
      account: 'a1',
      connection: 'mail',
      isPublic: false,
      digest: 'd',
      asks: false,
      byHand: false,
      ...(onlyInvites && { onlyInvites }),
    }),
    happened('reply-sent', after(hours), 'desk', { message }),
  ]

  expect(silences([opened, wrote, ...replied('answer', 2, false)])).toEqual([])
  expect(
    silences([opened, wrote, ...replied('come-in', 2, true), ...replied('answer', 50, false)]),
  ).toMatchObject([{ says: 'silent', values: { from: after(1).toString(), until: after(50).toString() } }])
})

test('what it does not read would change no line of it', () => {
  const read: ReadonlySet<string> = new Set(dossierReads)
  const holds = fc.property(anyPlan, (plan) => {
    const { life } = born(plan, 0, startOf(plan))
    for (const step of plan.steps) for (const _ of stepOn(life, step));
    const { kase, told, now } = life
    const dates = new Set(kase.deadlines.map(({ id }) => id))
    const all = told.map((event, place) => ({ caseId: kase.id, seq: place + 1, event }))
    const asked = all.findLast(({ event }) => event.type === 'duties-changed')
    const some = all.filter(
      (one) =>
        read.has(one.event.type) ||
        ((one.event.type === 'deadline-set' || one.event.type === 'deadline-moved') &&
          dates.has(one.event.data.id)) ||
        one === asked,
    )
    expect(dossierOf(kase, some, now)).toEqual(dossierOf(kase, all, now))
  })
  fc.assert(holds, { numRuns: 300 })
})
