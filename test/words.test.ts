import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { IntlMessageFormat } from 'intl-messageformat'
import { z } from 'zod'
import { heardInGerman } from '#web/words/heard/in-german.ts'
import shapes from '#web/words/heard/shapes.de.json' with { type: 'json' }
import { saidByDesk, wordsOfScreens } from './said-words.ts'
import { isGlued, toldByDesk, withoutNames } from './told-words.ts'

const { said, computed, bare } = wordsOfScreens()
const german = z
  .record(z.string(), z.string().min(1))
  .parse(JSON.parse(readFileSync(new URL('../web/words/de.json', import.meta.url), 'utf8')))
const told = toldByDesk()
const sentences = new Set(said.map(({ text }) => text))

test('every sentence of the screens can be collected for translation', () => {
  expect(computed).toEqual([])
})

test('no words stand in the markup in English alone', () => {
  expect(bare.map(({ text, place }) => `${place} ${text}`)).toEqual([])
})

test('the screens speak German whole', () => {
  const missing = [...sentences].filter((sentence) => !(sentence in german))
  expect(missing).toEqual([])
})

test('nothing is translated that nobody says', () => {
  expect(Object.keys(german).filter((sentence) => !sentences.has(sentence))).toEqual([])
})

test('a translation fills in what the sentence fills in, and can be read', () => {
  const differing = Object.entries(german).filter(
    ([sentence, translated]) => namesIn(sentence, 'en').join() !== namesIn(translated, 'de').join(),
  )
  expect(differing).toEqual([])
})

test('what is heard of the desk in German is what the desk says', () => {
  const spoken = new Set([...saidByDesk(), ...Object.keys(shapes)].map(withoutNames))
  expect(Object.keys(heardInGerman).filter((english) => !spoken.has(withoutNames(english)))).toEqual([])
})

test('no sentence of the desk is glued from pieces', () => {
  expect(told.filter(({ text }) => isGlued(text))).toEqual([])
})

test('what the desk tells a colleague is heard in German whole', () => {
  const heard = new Set(Object.keys(heardInGerman).map(withoutNames))
  const missing = told.filter(({ text }) => !heard.has(withoutNames(text)))
  expect(missing.map(({ text, place }) => `${place} ${text}`)).toEqual([])
})

test('German calls one thing by one word, as the glossary has it', () => {
  // The desk is Evenhand, policy a Regelwerk, a fact a Tatsache.
  const other = /\b(?:(?:der|das|dem|des) Desks?|Richtlinie|Fakt(?:um|ums|en)?)\b/i
  const spoken = [...Object.values(german), ...Object.values(heardInGerman)]
  expect(spoken.filter((sentence) => other.test(sentence))).toEqual([])
})

test('what is heard of the desk keeps its names and numbers', () => {
  const differing = Object.entries(heardInGerman).filter(
    ([english, translated]) => !holesIn(translated).every((name) => holesIn(english).includes(name)),
  )
  expect(differing).toEqual([])
})

const holesIn = (sentence: string): readonly string[] => sentence.match(/\{[a-z]\w*\}/gi) ?? []

/** The names that a sentence fills in. */
function namesIn(sentence: string, locale: string): string[] {
  const names = new Set<string>()
  const walk = (parts: readonly unknown[]) => {
    for (const part of parts) {
      const read = Part.safeParse(part)
      if (!read.success) continue
      // 0 is plain text and 7 the number sign of a plural.
      if (read.data.type !== 0 && read.data.type !== 7 && read.data.value) names.add(read.data.value)
      for (const option of Object.values(read.data.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true }).getAst())
  return [...names].toSorted()
}

const Part = z.object({
  type: z.number(),
  value: z.string().optional(),
  options: z.record(z.string(), z.object({ value: z.array(z.unknown()) })).optional(),
})
