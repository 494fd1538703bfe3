import { once } from 'node:events'
import { Client, type ClientConfig } from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { rendered, type Cast } from './cast.ts'
import type { Mould } from './mould.ts'
import type { Table } from './recorded-rows.ts'

/** Open streams into tables that are emptied first, one connection each, all filled side by side. */
export type Filling = {
  /** Writes the rows of a cast down; waits while the database is behind. */
  add(mould: Mould, cast: Cast): Promise<void> | undefined
  end(): Promise<void>
}

/** A stream, and the page of lines that it is given next: written down at once, so that no text outlives its line. */
type Sink = {
  client: Client
  stream: CopyStreamQuery
  page: Buffer
  filled: number
  /** Pages that the database has not taken yet: others are filled meanwhile, as no table is filled steadily. */
  waiting: number
  fault?: Error
}

const mostWaiting = 8

const pageSize = 512_000
/** With room for the longest line behind it, a page is full. */
const fullAt = pageSize - 128_000

/** Opens a stream into each of these tables. */
export async function openFilling(owner: ClientConfig, tables: readonly Table[]): Promise<Filling> {
  const sinks = new Map<string, Sink>()
  for (const { name, columns } of tables) {
    const client = new Client(owner)
    await client.connect()
    const list = columns.map((column) => column.name).join(', ')
    // Emptied in the same transaction, a table is filled without a log, and every row is seen by all at once.
    await client.query(`begin; truncate ${name}`)
    const stream = client.query(copyFrom(`copy ${name} (${list}) from stdin with (freeze)`))
    const sink: Sink = { client, stream, page: newPage(), filled: 0, waiting: 0 }
    client.on('error', (fault) => (sink.fault ??= fault))
    stream.on('error', (fault) => (sink.fault ??= fault))
    sinks.set(name, sink)
  }
  const patterns = new WeakMap<Mould, readonly { sink: Sink; line: readonly (string | number)[] }[]>()
  const linesOf = (mould: Mould) => {
    const known = patterns.get(mould)
    if (known) return known
    const made = mould.rows.map((row) => {
      const sink = sinks.get(row.table.name)
      if (!sink) throw new Error(`Nothing was opened to fill ${row.table.name}.`)
      return { sink, line: lineOf(row.cells) }
    })
    patterns.set(mould, made)
    return made
  }
  return {
    add(mould, cast) {
      let full: Sink[] | undefined
      for (const { sink, line } of linesOf(mould)) {
        sink.filled += sink.page.write(rendered(line, cast), sink.filled)
        if (sink.filled > fullAt) full = [...(full ?? []), sink]
      }
      return full && flushed(full)
    },
    async end() {
      for (const sink of sinks.values()) {
        await flushed([sink])
        const finished = once(sink.stream, 'finish')
        sink.stream.end()
        await finished
        await sink.client.query('commit')
        await sink.client.end()
      }
    },
  }
}

async function flushed(sinks: readonly Sink[]) {
  for (const sink of sinks) {
    if (sink.fault) throw sink.fault
    if (sink.filled === 0) continue
    sink.waiting += 1
    sink.stream.write(sink.page.subarray(0, sink.filled), () => {
      sink.waiting -= 1
      sink.stream.emit('taken')
    })
    while (sink.waiting > mostWaiting) await once(sink.stream, 'taken')
    // The stream goes on reading the page that it was given.
    sink.page = newPage()
    sink.filled = 0
  }
}

const newPage = () => Buffer.allocUnsafeSlow(pageSize)

/** A row as a line of COPY's text format. What goes into the slots holds nothing that has to be escaped. */
function lineOf(cells: Mould['rows'][number]['cells']): (string | number)[] {
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
