import type { Client } from 'pg'
import type { Database } from '#server/store/database.ts'
import { giveNextPositions } from '#server/store/feed.ts'
import type { Agent } from '#server/desk/command.ts'
import { diceFrom } from '../seeded.ts'
import { cast, casterFor, type Caster } from './cast.ts'
import { openFilling, type Filling } from './fill.ts'
import { withFillingDatabase, type FillingDatabase } from './filling-database.ts'
import { foundHouses, type Houses } from './house.ts'
import { openHeads, type Heads } from './heads.ts'
import { dropIndexes, makeIndexes } from './indexes.ts'
import { stageFor, type Life } from './lives.ts'
import { mouldOf, type Mould } from './mould.ts'
import { placeholder } from './placeholders.ts'
import { readyMould, type ReadyMould } from './ready-mould.ts'
import { recordingDesk } from './recording-desk.ts'
import { rowsOf, tablesOfCases, type Row, type Table } from './recorded-rows.ts'
import { settleBooks } from './settle-books.ts'
import { seededWords, spokenWords } from './spoken-words.ts'

/** What a database is filled with. */
export type Wanted = {
  cases: number
  lives: readonly Life[]
  /** How often each life is recorded, so that it has many owners; by default twelve times. */
  recordings?: number
  /** How large the second organisation is in relation to the first; by default a fiftieth. */
  second?: number
}

/**
 * Fills the embedded database of a data folder with two organisations, the second far smaller: some lives are
 * lived through the desk's own functions and recorded, then cast as often as needed, with new ids, times and words.
 */
export const seed = (folder: string, wanted: Wanted, tell: (line: string) => void): Promise<Houses> =>
  withFillingDatabase(folder, wanted.cases, (database) => fill(database, wanted, tell))

async function fill(
  { owner, config, db, masterKey }: FillingDatabase,
  wanted: Wanted,
  tell: (line: string) => void,
): Promise<Houses> {
  const began = performance.now()
  const step = (what: string) => tell(`${what} after ${((performance.now() - began) / 1000).toFixed(0)} s`)
  // Whole seconds, so that every recorded time is one.
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(Date.now() / 1000) * 1000)
  const houses = await foundHouses(recordingDesk(db, masterKey, now.subtract({ hours: 24 * 400 })))
  const moulds = await record(owner, db, masterKey, houses.first, wanted, now.subtract({ hours: 24 * 5 }))
  step(`${moulds.length} lives are recorded`)
  const tables = tablesIn(moulds.map(({ mould }) => mould))
  const names = tables.map(({ name }) => name)
  const makings = await dropIndexes(owner, names)
  const filling = await openFilling(config, tables)
  const connections = await connectionsOf(owner, houses)
  const words = seededWords(diceFrom(1935))
  const books = new Map<string, Heads>()
  for (const [org, share] of [
    [houses.first, 1],
    [houses.second, wanted.second ?? 0.02],
  ] as const) {
    const houseIds = org === houses.first ? new Map<string, string>() : connections
    const count = Math.ceil(wanted.cases * share)
    const dice = diceFrom(count)
    const caster = casterFor(org, dice, spokenWords(words, dice))
    const heads = openHeads()
    await castAll(caster, count, { houseIds, moulds, heads, filling, now })
    books.set(org, heads)
  }
  await filling.end()
  step('The rows are there')
  await makeIndexes(config, makings)
  step('The indexes are made')
  for (const [org, heads] of books) await settleBooks(owner, org, heads, now)
  await owner.query('checkpoint')
  step('The books are settled')
  return houses
}

type Played = { mould: Mould; life: Life }

/** Lives each life through and makes moulds of what is left behind. */
async function record(
  owner: Client,
  db: Database,
  masterKey: Buffer,
  org: string,
  { lives, recordings = 12 }: Wanted,
  at: Temporal.Instant,
): Promise<Played[]> {
  await owner.query('update counters set next_number = $2 where org_id = $1', [org, placeholder.firstNumber])
  const desk = recordingDesk(db, masterKey, at)
  const agent: Agent = { org, handle: 'administrator', name: 'Administrator', role: 'admin', sees: null }
  const tables = await tablesOfCases(owner)
  const before = new Set<string>()
  const played: Played[] = []
  for (let take = 0; take < recordings; take += 1)
    for (const [place, life] of lives.entries()) {
      await life.live(stageFor(desk, agent, at, take * lives.length + place))
      while ((await db.asWorker((tx) => giveNextPositions(tx, desk.now(), 1000))) !== 0);
      const rows = await newRows(owner, tables, org, before)
      const houseIds = await houseIdsOf(owner, org)
      played.push({ life, mould: mouldOf({ name: life.name, org, houseIds, rows }) })
    }
  return played
}

/** The rows that were not there before. */
async function newRows(
  owner: Client,
  tables: readonly Table[],
  org: string,
  before: Set<string>,
): Promise<Row[]> {
  const found: Row[] = []
  for (const table of tables)
    for (const row of await rowsOf(owner, table, org)) {
      const key = `${table.name} ${row.cells.join(' ')}`
      if (!before.has(key)) found.push(row)
      before.add(key)
    }
  return found
}

async function houseIdsOf(owner: Client, org: string): Promise<Set<string>> {
  const { rows } = await owner.query<{ id: string }>('select id from connections where org_id = $1', [org])
  return new Set(rows.map(({ id }) => id))
}

/** By each connection of the first organisation, the second's of the same channel; made where it has none. */
async function connectionsOf(owner: Client, { first, second }: Houses): Promise<Map<string, string>> {
  await owner.query(
    `insert into connections (org_id, id, channel, name, is_default, settings, created_at)
    select $2, gen_random_uuid(), channel, name, is_default, settings, created_at from connections c
    where org_id = $1 and not exists (select 1 from connections o where o.org_id = $2 and o.channel = c.channel)`,
    [first, second],
  )
  const { rows } = await owner.query<{ ours: string; theirs: string }>(
    `select a.id as ours, b.id as theirs from connections a join connections b on b.org_id = $2 and b.channel = a.channel
    where a.org_id = $1`,
    [first, second],
  )
  return new Map(rows.map(({ ours, theirs }) => [ours, theirs]))
}

const tablesIn = (moulds: readonly Mould[]): Table[] => [
  ...new Map(moulds.flatMap(({ rows }) => rows.map(({ table }) => [table.name, table] as const))).values(),
]

type Plan = {
  houseIds: ReadonlyMap<string, string>
  heads: Heads
  filling: Filling
  moulds: readonly Played[]
  now: Temporal.Instant
}

const day = 24 * 3600_000

/** Casts the cases of one organisation in the order in which they were opened: closed ones over three years, then the open ones. */
async function castAll(caster: Caster, count: number, { houseIds, heads, filling, moulds, now }: Plan) {
  const choose = (isOpen: boolean) => {
    const fitting = moulds.filter(({ life }) => life.isOpen === isOpen)
    const pot = fitting.flatMap(({ life, mould }) =>
      Array<ReadyMould>(life.share).fill(readyMould(mould, caster.org, houseIds)),
    )
    return { isOpen, pot }
  }
  const pots = [choose(false), choose(true)].filter(({ pot }) => pot.length > 0)
  const all = pots.reduce((sum, { pot }) => sum + pot.length, 0)
  for (const { isOpen, pot } of pots) {
    const share = Math.round((count * pot.length) / all)
    for (let place = 0; place < share;) {
      const ready = caster.dice.oneOf(pot)
      const { mould } = ready
      const age = isOpen ? 5 * day * (1 - place / share) : 6 * day + 1000 * day * (1 - place / share)
      const later = now.epochMilliseconds - age - mould.openedAt
      // Whole seconds are written down the fastest.
      const values = cast(caster, ready, Math.round(later / 1000) * 1000)
      heads.add(mould, values)
      const taken = filling.add(ready, values)
      if (taken) await taken
      place += mould.cases
    }
  }
}
