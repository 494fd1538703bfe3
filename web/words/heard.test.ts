import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { heard, listenIn } from './heard.ts'
import { heardInGerman } from './heard/in-german.ts'
import shapes from './heard/shapes.de.json' with { type: 'json' }
import { speak } from './say.ts'

beforeEach(() => {
  listenIn(heardInGerman)
  speak('de', {})
})
afterEach(() => {
  listenIn({})
  speak('en', {})
})

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

test('what is listed in a refusal is listed as one lists it', () => {
  expect(
    heard(
      'Everybody could read a card number, a phone number, and an e-mail address in this reply. Take it out, or send the reply in private.',
    ),
  ).toMatch(/ eine Kartennummer, eine Telefonnummer und eine E-Mail-Adresse /)
  expect(heard('This no still lacks: the reason; what we can do.')).toBe(
    'Diesem Nein fehlt noch: der Grund; was wir tun können.',
  )
})

test('several sentences are heard one by one, a name that nobody translates as it is', () => {
  expect(
    heard(
      'Nobody covers Front line on Thursday 26 November, 12:00–14:00. There are 3 more such stretches. The kiln is cold.',
    ),
  ).toBe(
    'Niemand ist da für Erste Linie: Donnerstag, 26. November, 12:00–14:00. Dazu kommen weitere solche Lücken: 3. The kiln is cold.',
  )
})

test('what is wrong at a place of a form or a policy is heard behind the place', () => {
  expect(heard('mail.example.org: This desk does not connect to addresses of this kind.')).toBe(
    'mail.example.org: Evenhand verbindet sich nicht mit Adressen dieser Art.',
  )
  expect(
    heard(
      'This policy cannot be used. Line 4, column 2: tables.one.rows.r1: this answer is missing. Line 9, column 1: facts.loss.min: 0.5 is not a whole number from 0.',
    ),
  ).toBe(
    'Dieses Regelwerk ist so nicht zu verwenden. Zeile 4, Spalte 2: tables.one.rows.r1: Diese Antwort fehlt. Zeile 9, Spalte 1: facts.loss.min: 0.5 passt nicht; möglich ist: eine ganze Zahl ab 0.',
  )
})

test('a date in a refusal is written as one writes it', () => {
  expect(heard('Something is owed by 2026-11-23T12:30:00Z. It cannot rest longer.')).toMatch(
    /^Bis 23\.11\.2026, \d\d:30 ist etwas fällig\. /,
  )
  listenIn({})
  speak('en', {})
  expect(heard('Something is owed by 2026-11-23T12:30:00Z. It cannot rest longer.')).toMatch(
    /^Something is owed by 23 Nov 2026, \d\d:30\. /,
  )
})

test('what nobody translated, and what the house called by itself, stays as it is', () => {
  expect(heard('The kiln is cold.')).toBe('The kiln is cold.')
  expect(heard('Ada from Berlin')).toBe('Ada from Berlin')
  expect(heard('This vase is not blue.')).toBe('This vase is not blue.')
  expect(heard('constructor')).toBe('constructor')
})

test('of two patterns the one that says more is meant', () => {
  listenIn({ '{who} is away.': '{who} fehlt.', '{who} of {team} is away.': '{who} ({team}) fehlt.' })
  expect(heard('Teo of Kitchen is away.')).toBe('Teo (Kitchen) fehlt.')
})

test('what a form that does not fit is told is what zod says', () => {
  listenIn(shapes)
  const shape = z.object({ name: z.string().min(2), items: z.array(z.string()).max(1), day: z.iso.date() })
  const { issues } = shape.safeParse({ name: 'x', items: ['a', 'b'], day: 'soon' }).error ?? { issues: [] }
  const told = issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  expect(heard(told)).toBe(
    'name: zu kurz; mindestens 2 Zeichen; items: zu viele; höchstens 1; day: kein Datum',
  )
})
