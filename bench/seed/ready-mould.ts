import { bytesOf, fieldOf, fromHex, nothing, rowHead } from './copy-format.ts'
import type { EventMould, Mould, Pattern, Slot } from './mould.ts'
import { writtenIn, type Values } from './rendered.ts'

/** A slot of one kind. */
type Slotted<Kind extends Slot['kind']> = Extract<Slot, { kind: Kind }>

/** A field of some rows that differs from cast to cast, and the place among the values where it is put together. */
type Field<From> = { place: number; from: From }

/**
 * A mould made ready for the casts of one organisation: its slots sorted by what goes into them. Its texts are bytes, as COPY
 * takes them; what goes into the slots is in English letters, which are bytes as they stand.
 */
export type ReadyMould = {
  mould: Mould
  /** By its number, what is the same in every cast; empty where it is not. Behind the slots stand the fields. */
  known: Values
  ids: readonly number[]
  numbers: readonly number[]
  shelves: readonly number[]
  positions: readonly number[]
  salts: readonly number[]
  tokens: readonly number[]
  losses: readonly number[]
  followers: readonly number[]
  matters: readonly number[]
  times: readonly { place: number; slot: Slotted<'time'> }[]
  digests: readonly { place: number; salt: number; of: readonly Pattern[] }[]
  /** The placeholders that occur, in small letters, and where each is written down, in capitals or not. */
  placeholders: readonly string[]
  words: readonly { place: number; of: number; isSmall: boolean }[]
  events: readonly EventMould[]
  idFields: readonly Field<number>[]
  timeFields: readonly Field<Slotted<'time'>>[]
  otherFields: readonly (Field<Pattern> & { type: string })[]
  /** All rows of a table as COPY takes them. */
  rows: readonly { table: string; pattern: Pattern }[]
}

/** Makes a mould ready for an organisation, which has its own things of the house in place of the recorded ones. */
export function readyMould(mould: Mould, org: string, houseIds: ReadonlyMap<string, string>): ReadyMould {
  const known = mould.slots.map((slot) =>
    slot.kind === 'org' ? org : slot.kind === 'house-id' ? (houseIds.get(slot.id) ?? slot.id) : '',
  )
  const placesOf = (kind: Slot['kind']) =>
    mould.slots.flatMap((slot, place) => (slot.kind === kind ? [place] : []))
  const inBytes = (pattern: Pattern) =>
    writtenIn(pattern, known).map((part) => (typeof part === 'string' ? bytesOf(part) : part))
  const { fields, ...rest } = rowsOf(mould, inBytes)
  return {
    mould,
    known: [...known, ...Array<string>(fields).fill('')],
    ids: placesOf('id'),
    numbers: placesOf('number'),
    shelves: placesOf('shelf'),
    positions: placesOf('position'),
    salts: placesOf('salt'),
    tokens: placesOf('token'),
    losses: placesOf('loss'),
    followers: placesOf('followers'),
    matters: placesOf('matter'),
    times: mould.slots.flatMap((slot, place) => (slot.kind === 'time' ? [{ place, slot }] : [])),
    digests: mould.slots.flatMap((slot, place) =>
      slot.kind === 'digest' ? [{ place, salt: slot.salt, of: slot.of.map(inBytes) }] : [],
    ),
    ...wordsOf(mould),
    events: mould.events.map((event) => ({
      ...event,
      actor: bytesOf(event.actor),
      data: inBytes(event.data),
    })),
    ...rest,
  }
}

/** The rows, with the fields that differ from cast to cast. */
function rowsOf(mould: Mould, inBytes: (pattern: Pattern) => Pattern) {
  const { found, partOf, count } = fieldsFor(mould)
  const tables = Map.groupBy(mould.rows, ({ table }) => table.name)
  const rows = [...tables].map(([table, some]) => ({
    table,
    pattern: writtenIn(
      some.flatMap(({ table: { columns }, cells }) => [
        rowHead(columns.length),
        ...columns.map(({ type }, place) => {
          const cell = cells[place]
          return cell ? partOf(type, inBytes(cell)) : nothing
        }),
      ]),
      [],
    ),
  }))
  return { rows, ...found, fields: count() }
}

/** Gives each field that differs from cast to cast a place, the same one wherever it holds the same. */
function fieldsFor({ slots }: Mould) {
  const idFields: Field<number>[] = []
  const timeFields: Field<Slotted<'time'>>[] = []
  const otherFields: (Field<Pattern> & { type: string })[] = []
  const places = new Map<string, number>()
  const placeOf = (type: string, pattern: Pattern): number => {
    const key = JSON.stringify([type, pattern])
    const there = places.get(key)
    if (there !== undefined) return there
    const place = slots.length + places.size
    places.set(key, place)
    const from = Number(pattern[0])
    const slot = pattern.length === 1 ? slots[from] : undefined
    if (type === 'uuid' && slot?.kind === 'id') idFields.push({ place, from })
    else if (type.startsWith('timestamp') && slot?.kind === 'time') timeFields.push({ place, from: slot })
    else otherFields.push({ place, from: pattern, type })
    return place
  }
  /** The field itself where it is the same in every cast, or else its place. */
  const partOf = (type: string, pattern: Pattern): string | number => {
    const [text = ''] = pattern
    if (typeof text === 'number' || pattern.length > 1) return placeOf(type, pattern)
    return fieldOf(type, type === 'bytea' && text.startsWith('\\x') ? fromHex(text.slice(2)) : text)
  }
  return { found: { idFields, timeFields, otherFields }, count: () => places.size, partOf }
}

function wordsOf({ slots }: Mould): Pick<ReadyMould, 'placeholders' | 'words'> {
  const found = slots.flatMap((slot, place) => (slot.kind === 'word' ? [{ place, word: slot.word }] : []))
  const placeholders = [...new Set(found.map(({ word }) => word.toLowerCase()))]
  const words = found.map(({ place, word }) => ({
    place,
    of: placeholders.indexOf(word.toLowerCase()),
    // An address is in small letters anyway.
    isSmall: word === word.toLowerCase() && !/^seed(?:address|external)/.test(word),
  }))
  return { placeholders, words }
}
