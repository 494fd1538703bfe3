import { expect, test } from 'vitest'
import { groundAtHand, isReadyToClose, lacksToClose } from './ready-to-close.ts'

const filled = { decision: 'upheld' as const, reason: 'Paid back.', because: '' }
const lacks = {
  word: [],
  silence: [{ lack: 'action' as const }],
  deadlock: [{ lack: 'second-no' as const }],
  'asks-nothing': [],
  'nobody-to-ask': [{ lack: 'somebody-to-ask' as const }],
}
const toldNo = { decision: 'not-upheld' as const, at: '2026-11-23T09:00:00Z', isDisputed: false }

test('a case is closed with a decision and a reason, where nothing lacks, and with none of them left open', () => {
  expect(isReadyToClose(filled, [], false)).toBe(true)
  expect(isReadyToClose(filled, ['word'], false)).toBe(false)
  expect(isReadyToClose({ ...filled, decision: '' }, [], false)).toBe(false)
  expect(isReadyToClose({ ...filled, reason: ' ' }, [], false)).toBe(false)
})

test('whoever has had no answer is not left without one unless it is said why', () => {
  expect(isReadyToClose(filled, [], true)).toBe(false)
  expect(isReadyToClose({ ...filled, because: 'Asked on the phone not to write.' }, [], true)).toBe(true)
})

test('a no is told before anything closes by it, and again where it is disputed', () => {
  expect(lacksToClose({ lacks, toldNo: null }, 'word', 'upheld')).toEqual([])
  expect(lacksToClose({ lacks, toldNo: null }, 'word', 'not-upheld')).toEqual([{ lack: 'told-no' }])
  expect(lacksToClose({ lacks, toldNo }, 'word', 'not-upheld')).toEqual([])
  expect(lacksToClose({ lacks, toldNo: { ...toldNo, isDisputed: true } }, 'word', 'not-upheld')).toEqual([
    { lack: 'told-no' },
  ])
  expect(lacksToClose({ lacks, toldNo: null }, 'asks-nothing', 'upheld')).toEqual([{ lack: 'out-of-scope' }])
})

test('what stands already is proposed, and that nothing was asked of us never is', () => {
  expect(groundAtHand({ lacks, toldNo: null })).toBe('word')
  expect(groundAtHand({ lacks: { ...lacks, word: [{ lack: 'word' }], silence: [] }, toldNo: null })).toBe(
    'silence',
  )
  expect(groundAtHand({ lacks: { ...lacks, word: [{ lack: 'word' }] }, toldNo: null })).toBe('word')
})
