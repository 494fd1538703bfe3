import { expect, test } from 'vitest'
import { piecesOf } from './pieces-of.ts'

const filling = {
  name: 'Ada',
  number: 1001,
  owner: 'Mara',
  today: Temporal.PlainDate.from('2026-11-23'),
  language: 'en-GB',
}

test('a reply begins with what is filled in, and shows what is still to be written', () => {
  expect(piecesOf('Dear {{name}}, [[what we do]], {{greeting}}.', filling)).toEqual([
    { kind: 'text', text: 'Dear Ada, ', at: 0 },
    { kind: 'blank', text: '[[what we do]]', at: 10 },
    { kind: 'text', text: ', ', at: 24 },
    { kind: 'unknown', text: '{{greeting}}', at: 26 },
    { kind: 'text', text: '.', at: 38 },
  ])
})

test('nothing is lost of what was written', () => {
  const body = '[[a]][[a]]\n[[b]] and {{nothing}}'
  expect(
    piecesOf(body, filling)
      .map(({ text }) => text)
      .join(''),
  ).toBe(body)
  expect(piecesOf('', filling)).toEqual([])
})
