import { expect, test } from 'vitest'
import { lackWords } from './lack-words.ts'

const asked = { lack: 'attempts', made: 1, of: 2, daysApart: 1, silentDays: 7 } as const

test('whoever asks too soon is told from when it counts, and when silence may close the case', () => {
  expect(lackWords({ ...asked, countsFrom: '2026-11-24' })).toBe(
    'We have asked whether it is settled on 1 of 2 days. Asked once more before Tuesday 24 November it does not count. Where they stay silent, it may be closed on Tuesday 1 December at the earliest.',
  )
  expect(lackWords({ ...asked, countsFrom: null })).toBe(
    'We have asked whether it is settled on 1 of 2 days.',
  )
})
