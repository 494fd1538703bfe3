import { describe, expect, test } from 'vitest'
import { dangersIn } from './find-danger.ts'

describe('words of danger are heard, in English and German', () => {
  test.each([
    ['There was glass in the yoghurt and my daughter cut her lip', ['food', 'child', 'injury']],
    ['Meine Tochter hat sich verbrannt', ['child', 'burn']],
    ['It smells of gas in the kitchen', ['gas']],
    ['Es riecht nach Gas', ['gas']],
    ['The kettle caught fire', ['fire']],
    ['Der Trockner brennt!', ['fire']],
    ['I got an electric shock from the handle', ['electric-shock']],
    ['Ich habe einen Schlag bekommen', ['electric-shock']],
    ['My baby swallowed a button battery', ['child', 'choking']],
    ['Mein Sohn hat eine Knopfzelle verschluckt', ['child', 'choking']],
    ['We all got sick after eating your chicken', ['food']],
    ['Nach dem Essen waren wir in der Notaufnahme', ['hospital']],
    ['The insulin in the freezer is warm', ['medicine']],
    ['no heating and a newborn here', ['cold']],
  ])('%s', (text, dangers) => {
    expect(dangersIn(text)).toEqual(dangers)
  })
})

describe('sayings, bills and denials are none', () => {
  test.each([
    'You are killing me with this queue',
    'That agent should be fired',
    'She was fired up about it',
    'My gas bill is wrong',
    'Meine Gasrechnung ist falsch',
    'I am sick of this',
    'Das bringt mich um den Verstand',
    'Da lege ich die Hand ins Feuer',
    'I was shocked at the price',
    'The battery died after a week',
    'Nobody was hurt',
    'Zum Glück wurde niemand verletzt',
    'Kein Feuer, nur Lärm',
    'My child is bored',
    'Meine Kinder langweilen sich',
    'The bread was a gift',
  ])('%s', (text) => {
    expect(dangersIn(text)).toEqual([])
  })
})

test('what is denied of one is not denied of another', () => {
  expect(dangersIn('Nobody came, but there is smoke.')).toEqual(['smoke'])
})

test('twenty thousand signs are read in a moment', () => {
  const { user } = process.cpuUsage()
  dangersIn('no heating '.repeat(2000))
  dangersIn('my child and '.repeat(1500))
  expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(1)
})
