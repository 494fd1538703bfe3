import { afterEach, beforeEach, expect, test } from 'vitest'
import { heard, listenIn } from './heard.ts'
import german from './heard.de.json' with { type: 'json' }

beforeEach(() => listenIn(german))
afterEach(() => listenIn({}))

test('a refusal is heard in the language of who looks, its names as they are', () => {
  expect(heard('There is no such case.')).toBe('Diesen Fall gibt es nicht.')
  expect(heard('Nora Beck still answers for open cases. Say who gets them.')).toBe(
    'Nora Beck ist noch für offene Fälle zuständig. Sagen Sie, wer sie bekommt.',
  )
})

test('roles and rungs within a refusal are heard too', () => {
  expect(heard('This is for Administrator, Team lead. You are Policy owner.')).toBe(
    'Dies ist den Rollen Administration, Teamleitung vorbehalten. Ihre Rolle: Regelwerk.',
  )
})

test('what nobody translated, and what the house called by itself, stays as it is', () => {
  expect(heard('The kiln is cold.')).toBe('The kiln is cold.')
  expect(heard('constructor')).toBe('constructor')
})

test('of two patterns the one that says more is meant', () => {
  listenIn({ '{who} is away.': '{who} fehlt.', '{who} of {team} is away.': '{who} ({team}) fehlt.' })
  expect(heard('Teo of Kitchen is away.')).toBe('Teo (Kitchen) fehlt.')
})
