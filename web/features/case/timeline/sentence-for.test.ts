import { expect, test } from 'vitest'
import { namesFor } from './names.ts'
import { sentenceFor } from './sentence-for.ts'

const known = {
  kase: {
    person: { id: 'p', name: 'Ruth Adeyemi' },
    ladder: [
      { id: 'front', name: 'Front line', title: 'Front line' },
      { id: 'executive', name: 'Executive office', title: 'Executive office' },
    ],
    links: [],
    tookOver: [{ id: 'c2', number: 20_419 }],
    owner: { id: 'mara', name: 'Mara Lindqvist' },
    offer: null,
  },
  members: [
    { id: 'mara', name: 'Mara Lindqvist' },
    { id: 'ines', name: 'Ines Carvalho' },
  ],
  me: 'mara',
  now: Temporal.Instant.from('2027-02-18T10:42:00Z'),
}
const names = namesFor(known)

const said = (type: string, by: string, data: Record<string, unknown> = {}) =>
  sentenceFor({ type, by, data }, names)
const tomorrow = '2027-02-19T11:00:00Z'

test.for([
  [said('promise-given', 'member:mara', { giver: 'mara', dueAt: tomorrow }), /^You promised, by tomorrow /],
  [
    said('promise-given', 'member:ines', { giver: 'mara', dueAt: tomorrow }),
    /^Ines Carvalho promised for you, /,
  ],
  [
    said('promise-passed-on', 'member:ines', { from: 'ines', to: 'mara' }),
    /^Ines Carvalho gave what Ines Carvalho had promised to /,
  ],
  [
    said('message-received', 'customer', { channel: 'email', isPublic: false }),
    /^Ruth Adeyemi wrote by e-mail\.$/,
  ],
  [
    said('message-received', 'customer', { channel: 'social', isPublic: true }),
    /wrote in public by social media/,
  ],
  [said('escalation-accepted', 'member:ines'), /^Ines Carvalho accepted and has the case now\.$/],
  [said('escalation-accepted', 'member:mara'), /^You accepted and have the case now\.$/],
  [said('owner-assigned', 'member:mara', { owner: 'mara', rung: 'front' }), /^You took the case\.$/],
  [
    said('owner-assigned', 'member:mara', { owner: 'ines', rung: 'front' }),
    /^You gave the case to Ines Carvalho\.$/,
  ],
  [
    said('facts-entered', 'member:mara', { facts: { harm: 'loss', loss: null } }),
    /^You entered harm loss, loss not known\.$/,
  ],
  [
    said('contact-failed', 'desk', { reason: 'date-missed', about: 'act-by.4' }),
    /the date for “First action” went by\.$/,
  ],
  [said('contact-failed', 'customer', { reason: 'came-back', about: 'm' }), /it was not settled by then\.$/],
  [said('deadline-met', 'desk', { id: 'e7.accept' }), /^Offer answered: kept\.$/],
  [said('took-over', 'member:ines', { case: 'c2' }), /^Ines Carvalho took case 20419 over/],
  [said('case-woken', 'desk', { because: 'customer-wrote' }), /^Back in the queue: the customer wrote\.$/],
  [said('case-woken', 'member:mara', { because: 'colleague' }), /^You took it back into the queue\.$/],
  [said('case-woken', 'desk', { because: 'customer-wrote' }), /^Back in the queue: the customer wrote\.$/],
  [said('case-woken', 'member:mara', { because: 'colleague' }), /^You took it back into the queue\.$/],
  [said('merged-into', 'member:ines', { case: 'elsewhere' }), /let another case take this one over/],
] as const)('%s', ([sentence, expected]) => {
  expect(sentence).toMatch(expected)
})

test('an offer says who asks whom and by when', () => {
  const data = {
    id: 'e',
    from: 'mara',
    rung: 'executive',
    to: 'ines',
    axis: 'hierarchical',
    policy: 1,
    acceptBy: tomorrow,
  }
  expect(said('escalation-offered', 'desk', { ...data, trigger: 'policy' })).toMatch(
    /^Policy offered it to Executive office, to Ines Carvalho, to be answered by tomorrow /,
  )
  expect(said('escalation-offered', 'member:mara', { ...data, trigger: 'person' })).toMatch(
    /^You offered it to /,
  )
})

test('an event of a later version is still told', () => {
  expect(said('moon-risen', 'member:ines')).toBe('Ines Carvalho: moon risen.')
})

test.for([
  ['escalation-offered', 'The offer was withdrawn; a higher rung is asked.'],
  ['case-resolved', 'The offer was withdrawn: the case was closed.'],
  ['merged-into', 'The offer was withdrawn: another case took this one over.'],
  ['duties-changed', 'The offer was withdrawn.'],
] as const)('an offer withdrawn beside %s says why', ([beside, sentence]) => {
  const at = '2027-02-18T10:40:00Z'
  const withdrawn = { caseId: 'c', at, type: 'escalation-withdrawn', by: 'desk', data: { id: 'e7' } }
  const earlier = { caseId: 'c', at: '2027-02-18T09:00:00Z', type: 'escalation-offered', data: {} }
  const events = [{ caseId: 'c', at, type: beside, data: {} }, withdrawn, earlier]
  expect(sentenceFor(withdrawn, namesFor({ ...known, kase: { ...known.kase, events } }))).toBe(sentence)
})

test('an offer that ends with the customer’s word says so', () => {
  const data = { id: 'e7', because: 'settled' }
  const withdrawn = {
    caseId: 'c',
    at: '2027-02-18T10:40:00Z',
    type: 'escalation-withdrawn',
    by: 'desk',
    data,
  }
  const told = namesFor({ ...known, kase: { ...known.kase, events: [withdrawn] } })
  expect(sentenceFor(withdrawn, told)).toBe('The offer was withdrawn: the customer says that it is settled.')
})

test('a date that ended with its person says so', () => {
  const at = '2027-02-18T10:40:00Z'
  const gone = { caseId: 'c', at, type: 'deadline-withdrawn', by: 'desk', data: { id: 'act-by.2' } }
  const events = [{ caseId: 'c', at, type: 'person-erased', data: {} }, gone]
  expect(sentenceFor(gone, namesFor({ ...known, kase: { ...known.kase, events } }))).toBe(
    'First action: no longer owed, because the person was erased.',
  )
  expect(sentenceFor(gone, names)).toBe('First action: no longer owed.')
})

test.for([
  ['phone', 'Failed contact: the call did not settle it.'],
  ['counter', 'Failed contact: the visit did not settle it.'],
  ['web', 'Failed contact: the contact did not settle it.'],
] as const)('a contact that failed by %s is called what it was', ([channel, sentence]) => {
  const messages = [{ id: 'm1', channel }]
  const failed = { type: 'contact-failed', by: 'desk', data: { reason: 'not-settled', about: 'm1' } }
  expect(sentenceFor(failed, namesFor({ ...known, kase: { ...known.kase, messages } }))).toBe(sentence)
})

const proposedRemedy = (id: string, what: string, amount: number | null) => ({
  caseId: 'c',
  at: '2027-02-18T09:00:00Z',
  type: 'remedy-proposed',
  data: { id, what, amount, currency: 'GBP' },
})

test('of two remedies it is said which one was signed', () => {
  const signed = { type: 'remedy-approved', by: 'member:ines', data: { id: 'r1', signed: { rung: 'front' } } }
  const told = (events: ReturnType<typeof proposedRemedy>[]) =>
    sentenceFor(signed, namesFor({ ...known, kase: { ...known.kase, events } }))
  const first = proposedRemedy('r1', 'refund', 18_000)

  expect(told([first, proposedRemedy('r2', 'apology', null)])).toBe(
    'Ines Carvalho signed money back, £180.00: Front line.',
  )
  expect(told([first])).toBe('Ines Carvalho signed it, Front line.')
})
