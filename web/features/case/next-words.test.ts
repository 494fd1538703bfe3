import { expect, test } from 'vitest'
import { nextWords } from './next-words.ts'

const running = {
  setAt: '2026-11-23T09:00:00Z',
  near: false,
  endedAt: null,
  isStillOwed: false,
  promise: null,
} as const
const acceptBy = {
  ...running,
  id: 'e.accept',
  kind: 'accept-by',
  state: 'running',
  dueAt: '2026-11-23T09:30:00Z',
} as const
const answer = {
  ...running,
  id: 'a',
  kind: 'acknowledge-by',
  state: 'running',
  dueAt: '2026-11-23T11:00:00Z',
} as const

const danger = {
  state: 'open',
  turn: 'ours',
  person: { id: 'p', name: 'Ruth Adeyemi' },
  owner: { id: 'mara', name: 'Mara Lindqvist' },
  nextDue: { kind: 'accept-by', setAt: running.setAt, near: false },
  offeredTo: { id: 'pau', name: 'Pau Ferrer' },
  meanwhile: { kind: 'acknowledge-by' },
  offer: {
    id: 'e',
    rung: { id: 'executive', name: 'Executive office' },
    to: { id: 'pau', name: 'Pau Ferrer' },
    from: { id: 'mara', name: 'Mara Lindqvist' },
    trigger: 'policy',
    acceptBy: acceptBy.dueAt,
    remark: null,
  },
  deadlines: [acceptBy, answer],
} as const satisfies Parameters<typeof nextWords>[0]

const told = (kase: Parameters<typeof nextWords>[0], me: string) =>
  nextWords(kase, me, (at) => at.slice(11, 16))

test('while somebody else is asked, the customer is still answered, and it is said who has the case until when', () => {
  expect(told(danger, 'mara')).toEqual({
    what: 'Answer Ruth',
    who: 'You have it until Pau accepts, by 09:30.',
  })
  expect(told(danger, 'teo').who).toBe('Mara has it until Pau accepts, by 09:30.')
})

test('whoever has it and is asked to take it a rung up is one person, and is told as one', () => {
  const own = { ...danger, offer: { ...danger.offer, to: danger.owner } }
  expect(told(own, 'teo').who).toBe('Mara has it, and is asked to accept it by 09:30.')
})

test('where nothing else is left to do, whoever has it waits for the answer', () => {
  expect(told({ ...danger, meanwhile: null, deadlines: [acceptBy] }, 'mara')).toEqual({
    what: 'Wait for Pau to take it',
    who: 'You have it until Pau accepts, by 09:30.',
  })
})

test('whoever is asked answers the offer first', () => {
  expect(told(danger, 'pau')).toEqual({ what: 'Accept or decline the offer', who: null })
})

test('what was missed and is still owed comes before what is due later', () => {
  const late = { ...answer, state: 'missed', isStillOwed: true, endedAt: answer.dueAt } as const
  const update = {
    ...running,
    id: 'u',
    kind: 'next-update-by',
    state: 'running',
    dueAt: '2026-11-25T09:00:00Z',
  } as const
  expect(
    told(
      { ...danger, offer: null, offeredTo: null, nextDue: { ...update }, deadlines: [update, late] },
      'mara',
    ),
  ).toEqual({ what: 'Answer Ruth', who: null })
})

test('a case in which nobody is asked says what comes next, and no more', () => {
  expect(told({ ...danger, offer: null, offeredTo: null, deadlines: [answer] }, 'mara')).toEqual({
    what: 'Answer Ruth',
    who: null,
  })
})
