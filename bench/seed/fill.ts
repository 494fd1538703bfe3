import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { header, trailer } from './copy-format.ts'
import type { ReadyMould } from './ready-mould.ts'
import type { Table } from './recorded-rows.ts'
import { rendered, type Values } from './rendered.ts'

/** Open streams into tables that are emptied first, one connection each, all filled side by side. */
export type Filling = {
  /** Writes the rows of a cast down; every few casts waits for a moment, and while the database is behind. */
  add(ready: ReadyMould, values: Values): Promise<void> | undefined
  end(): Promise<void>
}

/** A stream, and the page of rows that it is given next: written down at once, so that no text outlives its row. */
type Sink = {
  client: Client
  stream: CopyStreamQuery
  page: Buffer
  filled: number
  /** Pages that the database has not taken yet: others are filled meanwhile, as no table is filled steadily. */
  waiting: number
  /** Pages that were taken, of all streams: a new one would have to be made clean first. */
  spare: Buffer[]
  fault?: Error
}

const mostWaiting = 8

const pageSize = 512_000
/** With room for the longest rows of a cast behind it, a page is full. */
const fullAt = pageSize - 128_000

/** After so many casts what waits is sent on: a millisecond, in which the database eats what its sockets hold. */
const castsATurn = 12

/** Opens a stream into each of these tables. */
export async function openFilling(owner: ClientConfig, tables: readonly Table[]): Promise<Filling> {
  const sinks = new Map<string, Sink>()
  const spare: Buffer[] = []
  for (const table of tables) sinks.set(table.name, await openSink(owner, table, spare))
  const sinkOf = (table: string) => {
    const sink = sinks.get(table)
    if (!sink) throw new Error(`Nothing was opened to fill ${table}.`)
    return sink
  }
  const known = new WeakMap<ReadyMould, readonly Sink[]>()
  const sinksOf = (ready: ReadyMould) => {
    const found = known.get(ready) ?? ready.rows.map(({ table }) => sinkOf(table))
    known.set(ready, found)
    return found
  }
  let casts = 0
  return {
    add(ready, values) {
      const full: Sink[] = []
      for (const [place, sink] of sinksOf(ready).entries()) {
        sink.filled += sink.page.write(
          rendered(ready.rows[place]?.pattern ?? [], values),
          sink.filled,
          'latin1',
        )
        if (sink.filled > fullAt) full.push(sink)
      }
      casts += 1
      if (full.length > 0) return flushed(full)
      return casts % castsATurn === 0 ? nextTurn() : undefined
    },
    async end() {
      for (const sink of sinks.values()) await closed(sink)
    },
  }
}

async function openSink(owner: ClientConfig, { name, columns }: Table, spare: Buffer[]): Promise<Sink> {
  const client = new Client(owner)
  await client.connect()
  const list = columns.map((column) => column.name).join(', ')
  // Emptied in the same transaction, a table is filled without a log, and every row is seen by all at once.
  await client.query(`begin; truncate ${name}`)
  const stream = client.query(copyFrom(`copy ${name} (${list}) from stdin with (format binary, freeze)`))
  const page = newPage()
  const sink: Sink = { client, stream, page, filled: page.write(header, 'latin1'), waiting: 0, spare }
  client.on('error', (fault) => (sink.fault ??= fault))
  stream.on('error', (fault) => (sink.fault ??= fault))
  return sink
}

async function closed(sink: Sink) {
  sink.filled += sink.page.write(trailer, sink.filled, 'latin1')
  await flushed([sink])
  const finished = once(sink.stream, 'finish')
  sink.stream.end()
  await finished
  await sink.client.query('commit')
  await sink.client.end()
}

async function flushed(sinks: readonly Sink[]) {
  for (const sink of sinks) {
    if (sink.fault) throw sink.fault
    if (sink.filled === 0) continue
    const { page, spare } = sink
    sink.waiting += 1
    sink.stream.write(page.subarray(0, sink.filled), () => {
      sink.waiting -= 1
      spare.push(page)
      sink.stream.emit('taken')
    })
    while (sink.waiting > mostWaiting) await once(sink.stream, 'taken')
    // The stream goes on reading the page that it was given, until it is taken.
    sink.page = spare.pop() ?? newPage()
    sink.filled = 0
  }
}

const newPage = () => Buffer.allocUnsafeSlow(pageSize)
