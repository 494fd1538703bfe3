import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { filledIn } from './fill-in.ts'

test.each([
  ['Answer {name}', { name: 'Ruth {not} <b>' }],
  ['{day} {time}', { day: 'Fri', time: '12:00' }],
  ['{count} open, {count} in all', { count: 12_345 }],
  ['Nothing is filled in', { name: 'Ruth' }],
  ['<{name}>', { name: 'Ruth' }],
])('“%s” is filled in as MessageFormat does it', (sentence, values) => {
  const format = new IntlMessageFormat(sentence, 'en-GB', undefined, { ignoreTag: true })
  expect(filledIn(sentence, values)).toBe(String(format.format(values)))
})

test.each(['{count, plural, one {# case} other {# cases}}', "It''s {name}", 'Who is {other}?', '{name'])(
  '“%s” is left to MessageFormat',
  (sentence) => {
    expect(filledIn(sentence, { count: 1, name: 'Ruth' })).toBeNull()
  },
)
