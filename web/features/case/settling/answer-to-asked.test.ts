import { expect, test } from 'vitest'
import { answerToAsked } from './answer-to-asked.ts'
import { isStillUnanswered } from '../is-still-unanswered.ts'

const asked = { at: '2026-11-23T09:00:00Z', data: { asksSettled: true } }
const wrote = (at: string, body: string) => ({ direction: 'in' as const, at, body })
const no = wrote('2026-11-23T10:00:00Z', 'No, it is not settled.')
const unsaid = { closing: { word: null }, events: [asked], messages: [no] }

test('what they write after they were asked whether it is settled is proposed as their word', () => {
  expect(answerToAsked(unsaid)).toEqual({ says: 'not-settled' })
  expect(answerToAsked({ ...unsaid, messages: [wrote(no.at, 'What a day.')] })).toEqual({ says: null })
})

test('what was written before the question, or written down since, is not proposed', () => {
  expect(answerToAsked({ ...unsaid, messages: [wrote('2026-11-23T08:00:00Z', no.body)] })).toBeNull()
  expect(answerToAsked({ ...unsaid, closing: { word: { at: '2026-11-23T10:01:00Z' } } })).toBeNull()
  expect(answerToAsked({ ...unsaid, events: [] })).toBeNull()
})

test('a case that was taken on before anybody answered is not answered', () => {
  const owed = { kind: 'acknowledge-by', state: 'running', isStillOwed: false } as const
  const theirs = { id: 'm1', direction: 'in' } as const
  const ours = { id: 'm2', direction: 'out' } as const
  const invites = { data: { message: 'm2', onlyInvites: true } }
  const kase = { deadlines: [owed], messages: [theirs], events: [] }
  expect(isStillUnanswered(kase)).toBe(true)
  expect(isStillUnanswered({ ...kase, messages: [theirs, ours] })).toBe(false)
  expect(isStillUnanswered({ ...kase, messages: [theirs, ours], events: [invites] })).toBe(true)
  expect(isStillUnanswered({ ...kase, deadlines: [{ ...owed, state: 'met' }] })).toBe(false)
})
