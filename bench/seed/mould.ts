import type { Row, Table } from './recorded-rows.ts'
import { written } from './placeholders.ts'

/** A text with holes: what is written as it is, and numbers of slots in between. */
export type Pattern = readonly (string | number)[]

/** What goes into a slot of a cast. */
export type Slot =
  | {
      kind:
        | 'id'
        | 'org'
        | 'number'
        | 'shelf'
        | 'position'
        | 'salt'
        | 'token'
        | 'matter'
        | 'loss'
        | 'followers'
        | 'told'
    }
  | { kind: 'house-id'; id: string }
  | { kind: 'time'; at: number }
  | { kind: 'word'; word: string }
  | { kind: 'digest'; salt: number; of: readonly Pattern[] }
  | { kind: 'hash'; case: number; seq: number }

/** An event of a mould, in the parts that its link of the chain is made of. */
export type EventMould = {
  case: number
  seq: number
  type: string
  /** When it was recorded, in milliseconds. */
  at: number
  actor: string
  data: Pattern
  /** The slots of its link, and of what it tells as it stands in its row. */
  hash: number
  told: number
}

/** A recorded life with holes in it, from which any number of cases are cast. */
export type Mould = {
  name: string
  slots: readonly Slot[]
  /** In the order in which their slots can be filled: words before digests, digests before events. */
  events: readonly EventMould[]
  /** What the feed tells of it, in order: up to which event a case had come, and the slot of that event's hash. */
  changes: readonly { case: number; seq: number; hash: number }[]
  rows: readonly { table: Table; cells: readonly (Pattern | null)[] }[]
  /** The moment from which its times are counted. */
  openedAt: number
  cases: number
}

export type Recorded = { name: string; org: string; houseIds: ReadonlySet<string>; rows: readonly Row[] }

/** Makes a mould of the rows of one recorded life. */
export function mouldOf({ name, org, houseIds, rows }: Recorded): Mould {
  const slots = slotsFor(org, houseIds)
  const sorted = rows.toSorted((a, b) => rank(a) - rank(b) || placeInFeed(a) - placeInFeed(b))
  const events: EventMould[] = []
  const cells = sorted.map((row) => {
    const cell = (column: string) => cellOf(row, column)
    if (row.table.name === 'message_words' || row.table.name === 'remarks') noteSalt(slots, row)
    const isEvent = row.table.name === 'events'
    if (isEvent) {
      const of = slots.numberOf({ kind: 'id' }, cell('case_id'))
      const seq = Number(cell('seq'))
      const hash = slots.numberOf({ kind: 'hash', case: of, seq }, cell('hash'))
      events.push({
        case: of,
        seq,
        type: cell('type'),
        at: Date.parse(cell('at')),
        actor: cell('actor'),
        data: patternOf(slots, withDigest(slots, cell('data'))),
        hash,
        told: slots.numberOf({ kind: 'told' }, `${of} ${seq}`),
      })
    }
    return {
      table: row.table,
      cells: row.table.columns.map(({ name: column }, place) => {
        const text = row.cells[place] ?? null
        if (isEvent && column === 'data') return [events.at(-1)?.told ?? '']
        return text === null ? null : cellPattern(slots, row.table.name, column, text)
      }),
    }
  })
  const cases = sorted.filter(({ table }) => table.name === 'cases')
  const [first] = cases
  if (!first) throw new Error('A recorded life has a case.')
  const changes = sorted
    .filter(({ table }) => table.name === 'feed')
    .toSorted((a, b) => Number(cellOf(a, 'position')) - Number(cellOf(b, 'position')))
    .map((row) => {
      const of = slots.numberOf({ kind: 'id' }, cellOf(row, 'case_id'))
      const seq = Number(cellOf(row, 'last_seq'))
      const hash = events.find((event) => event.case === of && event.seq === seq)?.hash
      if (hash === undefined) throw new Error('The feed tells of an event that there is not.')
      return { case: of, seq, hash }
    })
  return {
    name,
    changes,
    slots: slots.all,
    events: events.toSorted((a, b) => a.case - b.case || a.seq - b.seq),
    rows: cells,
    openedAt: Date.parse(cellOf(first, 'opened_at')),
    cases: cases.length,
  }
}

const rank = ({ table }: Row) =>
  table.name === 'message_words' || table.name === 'remarks' ? 0 : table.name === 'events' ? 1 : 2

/** Positions are given in the order of the feed. */
const placeInFeed = (row: Row) => (row.table.name === 'feed' ? Number(cellOf(row, 'position')) : 0)

function maybeCell({ table, cells }: Row, column: string): string | null {
  const place = table.columns.findIndex(({ name }) => name === column)
  return cells[place] ?? null
}

function cellOf(row: Row, column: string): string {
  const text = maybeCell(row, column)
  if (text === null) throw new Error(`A recorded row of ${row.table.name} has no ${column}.`)
  return text
}

type Slots = ReturnType<typeof slotsFor>

/** Gives each thing that differs from cast to cast a slot, the same one wherever it is written. */
function slotsFor(org: string, houseIds: ReadonlySet<string>) {
  const all: Slot[] = []
  const known = new Map<string, number>()
  /** By the id of a message or a remark, its digest. */
  const digests = new Map<string, number>()
  const numberOf = (slot: Slot, key: string): number => {
    const name = `${slot.kind} ${key}`
    const there = known.get(name)
    if (there !== undefined) return there
    known.set(name, all.length)
    return all.push(slot) - 1
  }
  const idOf = (id: string): number =>
    id === org
      ? numberOf({ kind: 'org' }, '')
      : houseIds.has(id)
        ? numberOf({ kind: 'house-id', id }, id)
        : numberOf({ kind: 'id' }, id)
  return { all, numberOf, idOf, digests }
}

/** Cuts a text at everything that differs from cast to cast. */
function patternOf(slots: Slots, text: string): Pattern {
  const parts: (string | number)[] = []
  let from = 0
  for (const found of text.matchAll(both)) {
    if (found.index > from) parts.push(text.slice(from, found.index))
    parts.push(slotOf(slots, found))
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

/** Digests are marked where they stand in an event, and found with everything else. */
const both = new RegExp(`${written.source}|«(?<digest>\\d+)»`, 'gi')

function slotOf(slots: Slots, { groups = {}, 0: text }: RegExpExecArray): number {
  if (groups['digest']) return Number(groups['digest'])
  if (groups['uuid']) return slots.idOf(text)
  if (groups['loss']) return slots.numberOf({ kind: 'loss' }, '')
  if (groups['followers']) return slots.numberOf({ kind: 'followers' }, '')
  if (groups['number']) return slots.numberOf({ kind: 'number' }, text)
  if (groups['time']) {
    const at = Date.parse(text.replace(' ', 'T').replace('+00', 'Z'))
    return slots.numberOf({ kind: 'time', at }, String(at))
  }
  return slots.numberOf({ kind: 'word', word: text }, text)
}

/** Columns whose content follows from what else is in the cast, or must be its own in each. */
function cellPattern(slots: Slots, table: string, column: string, text: string): Pattern {
  const [key] = text.startsWith('\\x') ? [text] : [`${table} ${text}`]
  if (column === 'hash' || column === 'head') return [slots.numberOf({ kind: 'hash', case: 0, seq: 0 }, text)]
  if (column === 'salt') return [slots.numberOf({ kind: 'salt' }, text)]
  if (column === 'external_id') return [slots.numberOf({ kind: 'token' }, key)]
  if (column === 'shelf') return [slots.numberOf({ kind: 'shelf' }, '')]
  if (column === 'matter') return [slots.numberOf({ kind: 'matter' }, '')]
  if (table === 'feed' && column === 'position') return [slots.numberOf({ kind: 'position' }, key)]
  return patternOf(slots, text)
}

/** The words of a message or a remark, with the salt under which an event names them. */
function noteSalt(slots: Slots, row: Row) {
  const id = maybeCell(row, 'message_id') ?? cellOf(row, 'id')
  const salt = slots.numberOf({ kind: 'salt' }, cellOf(row, 'salt'))
  const subject = maybeCell(row, 'subject')
  const body = patternOf(slots, cellOf(row, 'body'))
  // A note and a remark have no subject, and their digest is of the body alone.
  const of = subject ? [patternOf(slots, subject), body] : [body]
  slots.digests.set(id, slots.numberOf({ kind: 'digest', salt, of }, id))
}

/** The text of an event with its digest marked. */
function withDigest(slots: Slots, data: string): string {
  const told: unknown = JSON.parse(data)
  if (typeof told !== 'object' || told === null || !('digest' in told)) return data
  const named = 'message' in told ? told.message : 'remark' in told ? told.remark : undefined
  const slot = slots.digests.get(String(named))
  return slot === undefined ? data : data.replace(String(told.digest), `«${slot}»`)
}
