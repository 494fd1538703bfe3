import { expect, test } from 'vitest'
import { factsKnown } from './facts-known.ts'

const danger = { messageId: '01a207a2-3280-7fad-98eb-07a65584bd74', words: [] }

test('what speaks of danger is known as one until somebody has said what it is', () => {
  expect(factsKnown({ facts: { topic: 'product', harm: null }, danger })).toEqual({
    topic: 'product',
    harm: 'safety',
  })
  expect(factsKnown({ facts: { harm: 'none' }, danger })).toEqual({ harm: 'none' })
  expect(factsKnown({ facts: {}, danger: null })).toEqual({})
})
