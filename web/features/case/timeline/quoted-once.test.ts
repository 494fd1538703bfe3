import { expect, test } from 'vitest'
import { findDanger } from '#domain/danger/find-danger.ts'
import { quotedOnce } from './quoted-once.ts'

test('a word of danger that stands in the subject and in the text is quoted once', () => {
  const text = 'It burnt my hand\nThe kettle burnt my hand, and there was Smoke and smoke.'
  expect(quotedOnce(text, findDanger(text))).toEqual(['burnt', 'Smoke'])
})
