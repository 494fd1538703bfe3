import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** The languages that a room speaks. */
export type RoomLanguage = 'en' | 'de'

const read = (language: RoomLanguage): unknown =>
  parse(readFileSync(new URL(`../../packs/room/${language}.yaml`, import.meta.url), 'utf8'))

const Words = z.record(z.string(), z.string())
const catalogues = { en: Words.parse(read('en')), de: Words.parse(read('de')) }

/** Says something in a room, with what is filled in. */
export type SayInRoom = (word: string, values?: Readonly<Record<string, string | number>>) => string

/** The voice of a room in a language. What it has no words for is a fault of ours. */
export function roomVoice(language: RoomLanguage): SayInRoom {
  return (word, values = {}) => {
    const words = catalogues[language][word]
    if (words === undefined) throw new RangeError(`A room has no words for “${word}”.`)
    return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
}

/**
 * What a rung is to a customer: what somebody there is called, and to whom a matter goes up that goes there. A house that has
 * given its rungs titles of its own is called as it calls itself.
 */
export function rungWords(language: RoomLanguage, title: string): { called: string; to: string } {
  const words = catalogues[language]
  return { called: words[`rung ${title}`] ?? title, to: words[`to ${title}`] ?? title }
}

/** The language that was asked for, else the one that is known of somebody, else what their browser asks for. */
export function roomLanguage(
  asked: string | undefined,
  known: string | null,
  accepts: string | undefined,
): RoomLanguage {
  const wanted = asked ?? known ?? accepts ?? ''
  return /^\s*de\b/i.test(wanted) ? 'de' : 'en'
}
