import { expect, test } from 'vitest'
import { lineOfEvent } from './line-of-event.ts'
import { timelineOf } from './timeline-of.ts'

const caseId = '0d7a1a52-3c36-4a2e-a7d6-5d1e3f8c1a10'
const otherCase = '0d7a1a52-3c36-4a2e-a7d6-5d1e3f8c1a11'
const event = (seq: number, type: string, data: Record<string, unknown> = {}, of = caseId) => ({
  caseId: of,
  seq,
  type,
  at: `2027-02-18T10:${String(seq).padStart(2, '0')}:00Z`,
  by: 'desk',
  data,
  remark: null,
})
const message = {
  id: 'm1',
  itemId: null,
  direction: 'in' as const,
  channel: 'email' as const,
  from: { name: 'Ruth Adeyemi', address: 'ruth@post.example' },
  at: '2027-02-18T10:02:00Z',
  isPublic: false,
  subject: '',
  body: 'It stopped again.',
  parts: [],
  isErased: false,
  html: null,
  attachments: [],
  delivery: null,
  holds: [],
  post: null,
  mentions: [],
  provenance: null,
  caseId,
}
const events = [
  event(6, 'case-escalated'),
  event(5, 'reply-written', { message: 'taken back' }),
  event(4, 'case-opened', {}, otherCase),
  event(3, 'deadline-set'),
  event(2, 'message-received', { message: 'm1' }),
  event(1, 'case-opened'),
]
const lines = timelineOf({ messages: [message], events, failures: 0, failureChain: [] }).filter(
  ({ key }) => key !== `${caseId} 5`,
)

test.each<[string, number, string]>([
  ['an event has its own entry', 1, `${caseId} 1`],
  ['that a message came is shown by the message', 2, 'm1'],
  ['a clock’s own entry is found, though it is quiet', 3, `${caseId} 3`],
  ['an event of another case with the same place in its chain is not meant', 4, `${caseId} 6`],
  ['what has no entry any more is shown by what came next', 5, `${caseId} 6`],
])('%s', (_, seq, key) => {
  expect(lineOfEvent(lines, events, { caseId, seq })?.key).toBe(key)
})

test('after everything there is nothing', () => {
  expect(lineOfEvent(lines, events, { caseId, seq: 7 })).toBeUndefined()
})
