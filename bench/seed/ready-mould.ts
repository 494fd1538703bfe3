import type { Mould, Pattern, Slot } from './mould.ts'
import { writtenIn, type Values } from './rendered.ts'

/** A slot of one kind. */
export type Slotted<Kind extends Slot['kind']> = Extract<Slot, { kind: Kind }>

/** A mould made ready for the casts of one organisation: its slots sorted by what goes into them. */
export type ReadyMould = {
  mould: Mould
  /** By its number, what is the same in every cast; empty where it is not. */
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
  digests: readonly { place: number; slot: Slotted<'digest'> }[]
  /** The placeholders that occur, in small letters, and where each is written down, in capitals or not. */
  placeholders: readonly string[]
  words: readonly { place: number; of: number; isSmall: boolean }[]
  /** What each event tells, in the order of the mould's events. */
  dataOf: readonly Pattern[]
  /** All rows of a table as lines of COPY's text format. */
  lines: readonly { table: string; pattern: Pattern }[]
}

/** Makes a mould ready for an organisation, which has its own things of the house in place of the recorded ones. */
export function readyMould(mould: Mould, org: string, houseIds: ReadonlyMap<string, string>): ReadyMould {
  const known = mould.slots.map((slot) =>
    slot.kind === 'org' ? org : slot.kind === 'house-id' ? (houseIds.get(slot.id) ?? slot.id) : '',
  )
  const placesOf = (kind: Slot['kind']) =>
    mould.slots.flatMap((slot, place) => (slot.kind === kind ? [place] : []))
  const tables = Map.groupBy(mould.rows, ({ table }) => table.name)
  return {
    mould,
    known,
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
    digests: mould.slots.flatMap((slot, place) => (slot.kind === 'digest' ? [{ place, slot }] : [])),
    ...wordsOf(mould),
    dataOf: mould.events.map(({ data }) => writtenIn(data, known)),
    lines: [...tables].map(([table, rows]) => ({
      table,
      pattern: writtenIn(
        rows.flatMap(({ cells }) => lineOf(cells)),
        known,
      ),
    })),
  }
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

/** A row as a line of COPY's text format. What goes into the slots holds nothing that has to be escaped. */
function lineOf(cells: Mould['rows'][number]['cells']): Pattern {
  const line: (string | number)[] = []
  for (const [place, cell] of cells.entries()) {
    if (place > 0) line.push('\t')
    if (cell === null) line.push('\\N')
    else line.push(...cell.map((part) => (typeof part === 'string' ? escaped(part) : part)))
  }
  return [...line, '\n']
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
