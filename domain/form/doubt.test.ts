import { expect, test } from 'vitest'
import { doubtAbout, linksIn, type Filling } from './doubt.ts'

const aFilling = (parts: Partial<Filling> = {}): Filling => ({
  took: Temporal.Duration.from('PT40S'),
  isTrapFilled: false,
  isProved: true,
  links: 0,
  withinHour: 1,
  ...parts,
})

const cases: [what: string, filling: Filling, doubt: string][] = [
  ['an ordinary complaint', aFilling(), 'none'],
  ['one from a browser without script', aFilling({ isProved: false }), 'none'],
  ['links, with the work done', aFilling({ links: 3 }), 'none'],
  ['links, without script', aFilling({ links: 1, isProved: false }), 'addresses of web pages'],
  ['the hidden field', aFilling({ isTrapFilled: true }), 'no person can see'],
  ['sent after two seconds', aFilling({ took: Temporal.Duration.from('PT2S') }), 'faster than a person'],
  ['sent after three seconds', aFilling({ took: Temporal.Duration.from('PT3S') }), 'none'],
  ['a page whose stamp tells no time', aFilling({ took: null }), 'none'],
  ['the fourth within an hour, without script', aFilling({ withinHour: 4, isProved: false }), 'number 4'],
  ['the fourth within an hour, with the work done', aFilling({ withinHour: 4 }), 'none'],
  ['the thirteenth within an hour', aFilling({ withinHour: 13 }), 'number 13'],
]

test.each(cases)('%s', (_, filling, doubt) => {
  expect(doubtAbout(filling) ?? 'none').toContain(doubt)
})

test('addresses of web pages are counted, an e-mail address is none', () => {
  expect(linksIn('See https://a.example and www.b.example, or write to ada@example.org.')).toBe(2)
  expect(linksIn('The washer floods. It is 5.30 pm.')).toBe(0)
})
