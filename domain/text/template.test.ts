import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTemplate, firstBlank, unknownField, type Filling } from './template.ts'

const filling: Filling = {
  name: 'Ada Lindqvist',
  number: 1001,
  owner: 'Mara Brandt',
  today: Temporal.PlainDate.from('2026-11-23'),
  language: 'en-GB',
}

test.each([
  ['Dear {{name}},', 'Dear Ada Lindqvist,'],
  ['about case {{number}}', 'about case 1001'],
  ['Yours, {{ owner }}', 'Yours, Mara Brandt'],
  ['I call you by {{date:+2}}.', 'I call you by Wednesday 25 November.'],
  ['today, {{date}}', 'today, Monday 23 November'],
  ['in a week, {{date: +7 }}', 'in a week, Monday 30 November'],
  ['{{name}}, {{name}}', 'Ada Lindqvist, Ada Lindqvist'],
  ['we will [[say what]]', 'we will [[say what]]'],
  [
    '{{nmae}} {{date:soon}} {{name:+2}} {{}} {{date:+999}}',
    '{{nmae}} {{date:soon}} {{name:+2}} {{}} {{date:+999}}',
  ],
])('%s reads: %s', (body, filled) => {
  expect(fillTemplate(body, filling)).toBe(filled)
})

test('dates are written in the language of the text', () => {
  expect(fillTemplate('{{date:+2}}', { ...filling, language: 'de' })).toBe('Mittwoch, 25. November')
})

test('a name that nobody knows is left for the writer to see', () => {
  expect(fillTemplate('Dear {{name}},', { ...filling, name: null })).toBe('Dear {{name}},')
})

test.each([
  ['Dear {{name}}, we [[do what]].', '{{name}}'],
  ['We [[do what]] by {{date:+2}}.', '[[do what]]'],
  ['nothing is left', undefined],
  ['an array[0][1] and {a} are no blanks', undefined],
])('%s: the first thing left to write is %s', (body, left) => {
  expect(firstBlank(body)).toBe(left)
})

test.each([
  ['Dear {{name}}, {{number}} {{owner}} {{date}} {{date:+14}}', undefined],
  ['Dear {{first-name}}', '{{first-name}}'],
  ['{{name:+1}}', '{{name:+1}}'],
  ['Dear {customer.name}, {{number}}', '{customer.name}'],
  ['Use {2} or { } as you like', undefined],
])('in %s the field that does not exist is %s', (body, unknown) => {
  expect(unknownField(body)).toBe(unknown)
})

test('a customer’s name never fills anything itself, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(fillTemplate('Dear {{name}}, {{number}}', { ...filling, name })).toBe(`Dear ${name}, 1001`)
    }),
  )
})

test('an endless row of brackets is read in no time', () => {
  const started = performance.now()
  firstBlank('[['.repeat(200_000))
  unknownField('{{'.repeat(200_000))
  expect(performance.now() - started).toBeLessThan(500)
})
