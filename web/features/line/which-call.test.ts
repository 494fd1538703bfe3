import { expect, test } from 'vitest'
import { callerName, whichCall, type Call } from './which-call.ts'

const aCall = (id: string, parts: Partial<Call> = {}): Call => ({
  id,
  state: 'ringing',
  from: '+4930123456',
  name: null,
  person: null,
  extension: '4000',
  rangAt: '2026-11-23T09:00:00Z',
  answeredAt: null,
  endedAt: null,
  caseId: null,
  ...parts,
})

test.each<[string, Call[], string | null, string | undefined]>([
  ['the one that is spoken on', [aCall('new'), aCall('on', { state: 'answered' })], null, 'on'],
  ['whoever has waited longest, the newest standing first', [aCall('late'), aCall('early')], null, 'early'],
  ['the one that was chosen', [aCall('one'), aCall('two', { state: 'answered' })], 'one', 'one'],
  ['the newest that is over and not written down', [aCall('old', { state: 'ended' })], null, 'old'],
  [
    'none where the last one was written down',
    [aCall('old', { state: 'ended', caseId: 'case' })],
    null,
    undefined,
  ],
  [
    'the last that was looked at, until another rings',
    [aCall('over', { state: 'ended', caseId: 'case' })],
    'over',
    'over',
  ],
  ['another that rings', [aCall('new'), aCall('over', { state: 'ended', caseId: 'case' })], 'over', 'new'],
  [
    'none where it was missed: it is a case by itself',
    [aCall('gone', { state: 'missed' })],
    'away',
    undefined,
  ],
])('the call that is looked at is %s', (_, calls, chosen, id) => {
  expect(whichCall(calls, { chosen, last: null })?.id).toBe(id)
})

test('what was looked at last stays until another rings', () => {
  const over = aCall('over', { state: 'ended', caseId: 'case' })
  expect(whichCall([over], { chosen: null, last: 'over' })?.id).toBe('over')
  expect(whichCall([aCall('new'), over], { chosen: null, last: 'over' })?.id).toBe('new')
})

test('a caller is called by what we know of them', () => {
  expect(callerName(aCall('1', { name: 'A. BERG', person: { id: 'p', name: 'Ada Berg' } }))).toBe('Ada Berg')
  expect(callerName(aCall('1', { name: 'A. BERG' }))).toBe('A. BERG')
  expect(callerName(aCall('1'))).toBe('+4930123456')
  expect(callerName(aCall('1', { from: null }))).toBeNull()
})
