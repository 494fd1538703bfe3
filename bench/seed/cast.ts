import { hash } from 'node:crypto'
import { matterWords } from '#domain/text/matter.ts'
import { wordsFrom } from '../vocabulary.ts'
import type { Dice } from '../seeded.ts'
import { zipfDraw } from '../zipf.ts'
import type { EventMould, Mould, Pattern } from './mould.ts'

/** How many different words a seeded database holds, and how often the commonest come is told by Zipf's law. */
const vocabularySize = 60_000

/** The words of seeded cases, the commonest first: the same in every run. */
export const seededWords = (dice: Dice): readonly string[] => wordsFrom(dice, vocabularySize).invented

/** What is the same for every cast of an organisation. */
export type Caster = {
  org: string
  houseIds: ReadonlyMap<string, string>
  dice: Dice
  words: readonly string[]
  /** Which place of the words comes next. */
  draw: () => number
  stems: readonly (readonly string[])[]
  counted: { number: number; position: number; casts: number }
}

export function casterFor(
  { org, houseIds }: Pick<Caster, 'org' | 'houseIds'>,
  dice: Dice,
  words: readonly string[],
): Caster {
  return {
    org,
    houseIds,
    dice,
    words,
    draw: zipfDraw(words.length, dice),
    stems: words.map((word) => matterWords(word)),
    counted: { number: 1000, position: 0, casts: 0 },
  }
}

/** The values of a cast's slots, by their numbers. */
export type Cast = readonly string[]

/** Fills the slots of a mould for one more cast, opened so many milliseconds after the recorded life was. */
export function cast(caster: Caster, mould: Mould, later: number): Cast {
  const values: string[] = Array.from({ length: mould.slots.length }, () => '')
  const { counted, dice } = caster
  const said: string[] = []
  // As the database has it: 256 cases are a shelf.
  const shelf = String((counted.number + 1) >> 8)
  counted.casts += 1
  const opened = mould.openedAt + later
  const words = new Map<string, string>()
  for (const [place, slot] of mould.slots.entries()) {
    switch (slot.kind) {
      case 'org':
        values[place] = caster.org
        break
      case 'house-id':
        values[place] = caster.houseIds.get(slot.id) ?? slot.id
        break
      case 'id':
        values[place] = idAt(opened, counted.casts, place)
        break
      case 'number':
        values[place] = String((counted.number += 1))
        break
      case 'shelf':
        values[place] = shelf
        break
      case 'position':
        values[place] = String((counted.position += 1))
        break
      case 'time':
        values[place] = timeText(slot.at + later)
        break
      case 'salt':
        values[place] = `\\\\x${saltFrom(dice)}`
        break
      case 'loss':
        // Below the thousand from which the starter policy asks for more.
        values[place] = String(dice.between(1, 99_999) / 100)
        break
      case 'followers':
        values[place] = String(dice.between(0, 249_999))
        break
      case 'token':
        values[place] = `${counted.casts.toString(36)}.${place}.${dice.between(0, 1e9)}`
        break
      case 'word':
        values[place] = wordFor(caster, slot.word, words, said)
        break
      default:
        break
    }
  }
  for (const [place, slot] of mould.slots.entries()) {
    if (slot.kind === 'matter') values[place] = `{${[...new Set(said)].slice(0, 60).join(',')}}`
    if (slot.kind === 'digest') {
      const salt = Buffer.from((values[slot.salt] ?? '').slice(3), 'hex')
      values[place] = digest(
        salt,
        slot.of.map((pattern) => rendered(pattern, values)),
      )
    }
  }
  chain(caster.org, mould.events, values)
  return values
}

/** A pattern with its slots filled. */
export function rendered(pattern: Pattern, values: Cast): string {
  let text = ''
  for (const part of pattern) text += typeof part === 'string' ? part : (values[part] ?? '')
  return text
}

/** Hashes the events of each case into its chain, exactly as the desk does when it records them. */
function chain(org: string, events: readonly EventMould[], values: string[]) {
  let of = -1
  for (const event of events) {
    if (event.case !== of) room.fill(0, 0, 32)
    of = event.case
    const at = Date.parse(values[event.at] ?? '')
    const text = `${org}\n${values[of]}\n${event.seq}\n${event.type}\n${at}\n${event.actor}\n${rendered(event.data, values)}`
    const end = 32 + room.write(text, 32, 'utf8')
    const link = hash('sha256', room.subarray(0, end), 'hex')
    room.write(link, 0, 'hex')
    values[event.hash] = `\\\\x${link}`
  }
}

/** The hash before, then what is hashed; an event is a few hundred bytes long. */
const room = Buffer.alloc(65_536)

const digest = (salt: Buffer, words: readonly string[]) =>
  hash('sha256', Buffer.concat([salt, Buffer.from(words.join('\0'))]), 'base64url')

function wordFor(caster: Caster, word: string, known: Map<string, string>, said: string[]): string {
  const key = word.toLowerCase()
  const there = known.get(key) ?? wordNamed(caster, key, said)
  known.set(key, there)
  return word === key ? there.toLowerCase() : there
}

function wordNamed({ dice, words, draw, stems, counted }: Caster, key: string, said: string[]): string {
  if (key.startsWith('seedfirst') || key.startsWith('seedlast')) return capital(dice.oneOf(words))
  if (key.startsWith('seedaddress'))
    return `${dice.oneOf(words)}.${dice.oneOf(words)}.${counted.casts.toString(36)}`
  if (key.startsWith('seedexternal')) return `${counted.casts.toString(36)}-${dice.between(0, 1e9)}`
  const length = key === 'seedsubject' ? dice.between(2, 5) : dice.between(8, 32)
  const drawn: string[] = []
  while (drawn.length < length) {
    const place = draw()
    drawn.push(words[place] ?? '')
    if (said.length < 120) said.push(...(stems[place] ?? []))
  }
  // In one piece, as it is written down in several places.
  const text = drawn.join(' ')
  return key === 'seedsubject' ? capital(text) : `${capital(text)}.`
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Sixteen bytes of salt in hex, out of a pool of them: nobody guesses at words that were never anybody's. */
const saltFrom = (dice: Dice) => {
  const from = dice.between(0, salts.length - 32)
  return salts.slice(from, from + 32)
}

const salts = hash('sha512', 'salts').repeat(64)

/** An id of that moment (UUID version 7), as the desk makes them, but that it counts where they are drawn. */
function idAt(at: number, casts: number, place: number): string {
  const time = at.toString(16).padStart(12, '0')
  const nth = casts.toString(16).padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${threeDigits[place % 4096]}-8${nth.slice(5)}-${nth}${nth.slice(4)}`
}

const threeDigits = Array.from({ length: 4096 }, (_, place) => place.toString(16).padStart(3, '0'))

/** As Temporal writes an instant: no more digits of the second than it has. */
function timeText(at: number): string {
  const text = new Date(at).toISOString()
  return at % 1000 === 0 ? `${text.slice(0, 19)}Z` : text.replace(/0{1,2}Z$/, 'Z')
}
