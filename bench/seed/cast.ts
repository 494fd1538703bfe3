import { hash } from 'node:crypto'
import type { Dice } from '../seeded.ts'
import { fieldOf, fromHex, sized, timeField } from './copy-format.ts'
import type { ReadyMould } from './ready-mould.ts'
import type { Pattern } from './mould.ts'
import { rendered, type Values } from './rendered.ts'
import type { SpokenWords } from './spoken-words.ts'

/** What is the same for every cast of an organisation. */
export type Caster = {
  org: string
  dice: Dice
  spoken: SpokenWords
  counted: { number: number; position: number; casts: number }
}

export const casterFor = (org: string, dice: Dice, spoken: SpokenWords): Caster => ({
  org,
  dice,
  spoken,
  counted: { number: 1000, position: 0, casts: 0 },
})

/** Fills the slots of a mould for one more cast, opened so many milliseconds after the recorded life was. */
export function cast(caster: Caster, ready: ReadyMould, later: number): Values {
  const values = [...ready.known]
  const { counted, dice } = caster
  counted.casts += 1
  // As the database has it: 256 cases are a shelf.
  const shelf = String((counted.number + 1) >> 8)
  for (const place of ready.shelves) values[place] = shelf
  for (const place of ready.numbers) values[place] = String((counted.number += 1))
  for (const place of ready.positions) values[place] = String((counted.position += 1))
  for (const { place, slot } of ready.times) values[place] = timeText(slot.at + later)
  for (const place of ready.salts) values[place] = saltFrom(dice)
  // Below the thousand from which the starter policy asks for more.
  for (const place of ready.losses) values[place] = String(dice.between(1, 99_999) / 100)
  for (const place of ready.followers) values[place] = String(dice.between(0, 249_999))
  for (const place of ready.tokens)
    values[place] = `${counted.casts.toString(36)}.${place}.${dice.between(0, 1e9)}`
  nameIds(ready, ready.mould.openedAt + later, counted.casts, values)
  speak(caster, ready, values)
  for (const { place, salt, of } of ready.digests) values[place] = digest(salt, of, values)
  chain(caster.org, ready, later, values)
  for (const { place, from } of ready.timeFields) values[place] = timeField(from.at + later)
  for (const { place, from, type } of ready.otherFields) values[place] = fieldOf(type, rendered(from, values))
  return values
}

/** Ids of that moment (UUID version 7), as the desk makes them, but that they count where they are drawn. */
function nameIds({ ids, idFields }: ReadyMould, at: number, casts: number, values: string[]) {
  const time = at.toString(16).padStart(12, '0')
  const nth = casts.toString(16).padStart(8, '0')
  const before = `${time.slice(0, 8)}-${time.slice(8)}-7`
  const after = `-8${nth.slice(5)}-${nth}${nth.slice(4)}`
  for (const place of ids) values[place] = `${before}${threeDigits[place % 4096]}${after}`
  const first = fromHex(time)
  const last = fromHex(after.replaceAll('-', ''))
  for (const { place, from } of idFields) values[place] = sized(`${first}${twoBytes[from % 4096]}${last}`)
}

const threeDigits = Array.from({ length: 4096 }, (_, place) => place.toString(16).padStart(3, '0'))
const twoBytes = threeDigits.map((digits) => fromHex(`7${digits}`))

/** Says what stands in the place of each placeholder, the same wherever it is written down. */
function speak({ spoken, counted }: Caster, { words, matters, placeholders }: ReadyMould, values: string[]) {
  const matter: string[] = []
  const said = placeholders.map((placeholder) => spoken.inPlaceOf(placeholder, counted.casts, matter))
  for (const { place, of, isSmall } of words)
    values[place] = isSmall ? (said[of] ?? '').toLowerCase() : (said[of] ?? '')
  if (matters.length === 0) return
  const stems = `{${[...new Set(matter)].slice(0, 60).join(',')}}`
  for (const place of matters) values[place] = stems
}

function digest(salt: number, of: readonly Pattern[], values: Values): string {
  const words = of.map((pattern) => rendered(pattern, values)).join('\0')
  return hash('sha256', room.subarray(0, room.write(`${values[salt]}${words}`, 'latin1')), 'base64url')
}

/** Hashes the events of each case into its chain, exactly as the desk does when it records them. */
function chain(org: string, { events }: ReadyMould, later: number, values: string[]) {
  let of = -1
  let link = noLink
  for (const event of events) {
    if (event.case !== of) link = noLink
    of = event.case
    const data = rendered(event.data, values)
    const text = `${link}${org}\n${values[of]}\n${event.seq}\n${event.type}\n${event.at + later}\n${event.actor}\n${data}`
    link = hash('sha256', room.subarray(0, room.write(text, 'latin1')), 'latin1')
    values[event.hash] = link
    values[event.told] = data
  }
}

const noLink = '\0'.repeat(32)

/** Where the bytes that are hashed are put; an event has a few hundred. */
const room = Buffer.alloc(65_536)

/** Sixteen bytes of salt, out of a pool of them: nobody guesses at words that were never anybody's. */
const saltFrom = (dice: Dice) => {
  const from = dice.between(0, salts.length - 16)
  return salts.slice(from, from + 16)
}

const salts = hash('sha512', 'salts', 'latin1').repeat(64)

/** As Temporal writes an instant: no more digits of the second than it has. */
function timeText(at: number): string {
  if (at % 1000 !== 0) return new Date(at).toISOString().replace(/0{1,2}Z$/, 'Z')
  const day = Math.floor(at / 86_400_000)
  if (day !== lastDay.day) lastDay = { day, text: new Date(at).toISOString().slice(0, 11) }
  const second = at / 1000 - day * 86_400
  return `${lastDay.text}${twoDigits[Math.floor(second / 3600)]}:${twoDigits[Math.floor(second / 60) % 60]}:${twoDigits[second % 60]}Z`
}

/** Most times of a cast are of one day. */
let lastDay = { day: Number.NaN, text: '' }

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
