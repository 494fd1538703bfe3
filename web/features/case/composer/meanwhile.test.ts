import { expect, test } from 'vitest'
import { meanwhile } from './meanwhile.ts'
import { namesFor } from '../timeline/names.ts'

const names = namesFor({
  kase: {
    person: { id: 'p', name: 'Ruth Adeyemi' },
    ladder: [],
    links: [],
    tookOver: [],
    owner: { id: 'mara', name: 'Mara Lindqvist' },
    offer: null,
  },
  members: [{ id: 'teo', name: 'Teo Marin' }],
  me: 'mara',
  now: Temporal.Instant.from('2027-02-18T10:42:00Z'),
})

const event = (type: string, by: string, data: Record<string, unknown> = {}) => ({
  caseId: 'c',
  seq: 1,
  at: '2027-02-18T10:40:00Z',
  type,
  by,
  data,
  remark: null,
})

test('a colleague who replied first is named before anything else', () => {
  const news = [
    event('message-received', 'customer', { message: 'm1' }),
    event('reply-written', 'member:teo', { message: 'm2' }),
    event('note-written', 'member:teo', { message: 'm3' }),
  ]
  const { headline, isAnswered, told } = meanwhile(news, [], names)
  expect(headline).toBe('Teo Marin has already replied.')
  expect(isAnswered).toBe(true)
  expect(told).toHaveLength(3)
})

test('a customer who wrote again is no reason to drop the answer', () => {
  const { headline, isAnswered } = meanwhile([event('message-received', 'customer')], [], names)
  expect(headline).toBe('Ruth Adeyemi has written again.')
  expect(isAnswered).toBe(false)
})

test('anything else is a change', () => {
  expect(meanwhile([event('facts-entered', 'member:teo')], [], names).headline).toBe(
    'The case has changed while you were writing.',
  )
})

test('a reply that was taken back is no answer', () => {
  const news = [
    event('reply-written', 'member:teo', { message: 'm2' }),
    event('reply-withdrawn', 'member:teo', { message: 'm2' }),
  ]
  expect(meanwhile(news, [], names).isAnswered).toBe(false)
})
