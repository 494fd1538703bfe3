import { expect, test } from 'vitest'
import { timelineOf } from './timeline-of.ts'

const caseId = '0d7a1a52-3c36-4a2e-a7d6-5d1e3f8c1a10'
const event = (seq: number, type: string, minute: number, data: Record<string, unknown> = {}) => ({
  caseId,
  seq,
  type,
  at: `2027-02-18T10:${String(minute).padStart(2, '0')}:00Z`,
  by: 'desk',
  data,
  remark: null,
})
const message = (id: string, minute: number) => ({
  id,
  itemId: null,
  direction: 'in' as const,
  channel: 'email' as const,
  from: { name: 'Ruth Adeyemi', address: 'ruth@post.example' },
  at: `2027-02-18T10:${String(minute).padStart(2, '0')}:00Z`,
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
})

test('a message is shown once, though an event says that it was received', () => {
  const lines = timelineOf({
    messages: [message('m1', 5)],
    events: [event(2, 'message-received', 5, { message: 'm1' }), event(1, 'case-opened', 5)],
    failures: 0,
    failureChain: [],
  })
  expect(lines.map(({ kind }) => kind)).toEqual(['message', 'event'])
})

test('an event whose message is not among those shown is told in words', () => {
  const lines = timelineOf({
    messages: [],
    events: [event(2, 'message-received', 5, { message: 'm0' })],
    failures: 0,
    failureChain: [],
  })
  expect(lines).toHaveLength(1)
})

test('the newest failure that stands has the number of failures; one that was withdrawn has none', () => {
  const lines = timelineOf({
    messages: [],
    events: [
      event(9, 'contact-failed', 30, { about: 'c' }),
      event(6, 'contact-failed', 20, { about: 'b' }),
      event(3, 'contact-failed', 10, { about: 'a' }),
    ],
    failures: 4,
    failureChain: ['a', 'c'].map((about) => ({ at: '2027-02-18T10:00:00Z', reason: 'came-back', about })),
  })
  expect(lines.map((line) => line.kind === 'event' && line.failure)).toEqual([3, null, 4])
})

test('what the clocks do by themselves is quiet', () => {
  const lines = timelineOf({
    messages: [],
    events: [event(2, 'deadline-set', 6), event(1, 'facts-entered', 5)],
    failures: 0,
    failureChain: [],
  })
  expect(lines.map((line) => line.kind === 'event' && line.isQuiet)).toEqual([false, true])
})

test('a reply that was taken back is told in one line, without an empty message', () => {
  const reply = {
    ...message('m2', 6),
    direction: 'out' as const,
    delivery: { state: 'withdrawn' as const, because: null, sendsAt: null, byHand: false },
  }
  const lines = timelineOf({
    messages: [reply],
    events: [
      event(3, 'reply-withdrawn', 7, { message: 'm2' }),
      event(2, 'reply-written', 6, { message: 'm2' }),
    ],
    failures: 0,
    failureChain: [],
  })
  expect(lines.map((line) => line.kind === 'event' && line.event.type)).toEqual(['reply-withdrawn'])
})

test('an answer that a colleague gave by hand is not said to have been sent', () => {
  const said = { ...message('m1', 5), direction: 'out' as const }
  const posted = {
    ...said,
    id: 'm2',
    delivery: { state: 'done' as const, because: null, sendsAt: null, byHand: false },
  }
  const lines = timelineOf({
    messages: [said, posted],
    events: [event(3, 'reply-sent', 6, { message: 'm2' }), event(2, 'reply-sent', 5, { message: 'm1' })],
    failures: 0,
    failureChain: [],
  })
  expect(lines.map(({ key }) => key)).toEqual(['m1', 'm2', `${caseId} 3`])
})
