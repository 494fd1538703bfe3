import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginSteps, stepBack, stepForth, stepTo } from './undo-stack.ts'

test('what was undone can be done again, until something else is done', () => {
  const two = stepTo(stepTo(beginSteps('begun'), 'first'), 'second')
  expect(stepBack(two).now).toBe('first')
  expect(stepForth(stepBack(two)).now).toBe('second')
  expect(stepForth(stepTo(stepBack(two), 'other')).now).toBe('other')
  expect(stepBack(beginSteps('begun')).now).toBe('begun')
})

test('as many steps back as were made lead to where one began', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 50 }), (changes) => {
      let steps = beginSteps(0)
      for (const change of changes) steps = stepTo(steps, change)
      const last = steps.now
      for (const _ of changes) steps = stepBack(steps)
      expect(steps.now).toBe(0)
      for (const _ of changes) steps = stepForth(steps)
      expect(steps.now).toBe(last)
    }),
  )
})
