import { expect, test } from 'vitest'
import { readSettledAnswer } from './read-settled-answer.ts'

test.each([
  ['No, it is not settled. Nobody came on Wednesday and the glass is still cracked.', 'not-settled'],
  ['not settled', 'not-settled'],
  ['It still leaks.', 'not-settled'],
  ['Yes, thank you.', 'settled'],
  ['It is settled now, thanks.', 'settled'],
  ['Settled', 'settled'],
  ['Your answer is wrong, I was there.', 'disagree'],
  ['Nobody answers me.', 'nobody-answers'],
  ['Nein, es ist noch nicht erledigt.', 'not-settled'],
  ['Ja, alles erledigt.', 'settled'],
  ['Ihre Antwort ist falsch.', 'disagree'],
  ['Immer noch undicht!', 'not-settled'],
  ['When does your shop open?', null],
  ['', null],
] as const)('“%s” reads like %s', (text, says) => {
  expect(readSettledAnswer(text)).toBe(says)
})

test('our own question, quoted below, is not their answer', () => {
  const text =
    'Yes, thank you.\n\nOn Monday Ines wrote:\n> One line is enough: settled, not settled, or our answer is wrong.'
  expect(readSettledAnswer(text)).toBe('settled')
})
