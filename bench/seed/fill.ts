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

type Sink = { client: Client; stream: CopyStreamQuery; waiting: string; fault?: Error }

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
    const sink: Sink = { client, stream, waiting: '' }
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
        sink.waiting += rendered(line, cast)
        if (sink.waiting.length > 256_000) full = [...(full ?? []), sink]
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
    if (sink.waiting === '') continue
    const isTaken = sink.stream.write(Buffer.from(sink.waiting))
    sink.waiting = ''
    if (!isTaken) await once(sink.stream, 'drain')
  }
}

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
