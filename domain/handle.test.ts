import { expect, test } from 'vitest'
import { handleOf } from './handle.ts'

test.each([
  ['Zoë O’Neill', 'zoe-o-neill'],
  ['  agent (token) ', 'agent-token'],
  ['陳大文', 'colleague'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('the handle of %s is %s', (name, handle) => {
  expect(handleOf(name)).toBe(handle)
})
