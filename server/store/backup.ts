import { createHash, createHmac } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress, zstdDecompressSync } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import type { DatabaseAddress } from './database.ts'

const Manifest = z.object({
  evenhand: z.literal('backup/1'),
  at: z.string(),
  /** The migrations that made the schema, by name and digest: a backup goes back only into the same one. */
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), sha256: z.string() }),
  ),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.string().nullable() })),
  /** Tells whether a master key is the one that everything in it is wrapped by, and nothing else about it. */
  key: z.string(),
})

type Manifest = z.output<typeof Manifest>

/** Where the database is, and the key that everything in it is wrapped by. */
export type Place = { address: DatabaseAddress; masterKey: Buffer }

/** What a backup or a restore handled. */
export type Copied = { tables: number; rows: number }

/**
 * Writes every table into a folder as of one moment, while the desk goes on: a repeatable-read snapshot, copied as text,
 * so that any PostgreSQL from 15 on takes it back. The master key is not in it; without that key it opens nothing.
 */
export async function backUp(
  { address, masterKey }: Place,
  folder: string,
  at: Temporal.Instant,
): Promise<Copied> {
  await refuseOccupied(folder)
  const client = await connect(address)
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables = await tablesOf(client)
    const written: Manifest['tables'] = []
    for (const { name, columns } of tables) {
      const { sha256, rows } = await copyOut(client, name, columns, fileOf(folder, name))
      written.push({ name, columns, rows, sha256 })
    }
    const manifest: Manifest = {
      evenhand: 'backup/1',
      at: at.toString(),
      migrations: await migrationsOf(client),
      tables: written,
      sequences: await sequencesOf(client),
      key: keyMark(masterKey),
    }
    await client.query('commit')
    // Written last, under its name only when it is whole: a folder without it is no backup.
    const place = join(folder, 'manifest.json')
    await writeFile(`${place}.part`, JSON.stringify(manifest, null, 2), { mode: 0o600, flush: true })
    await rename(`${place}.part`, place)
    return { tables: written.length, rows: sum(written) }
  } finally {
    await client.end()
  }
}

/**
 * Puts a backup into an empty database that this program has migrated: all of it or nothing. A reply that was waiting to be
 * sent may have left since the backup, so it comes back in doubt, unless nothing can have been sent since. Everybody signs
 * in anew.
 */
export async function restore(
  { address, masterKey }: Place,
  folder: string,
  { nothingSentSince, erasuresOf }: { nothingSentSince: boolean; erasuresOf: string | null },
): Promise<Copied> {
  await refuseOtherKey(folder, masterKey)
  const manifest = await readManifest(folder)
  const ledger = erasuresOf === null ? [] : await readLedger(erasuresOf)
  const client = await connect(address)
  try {
    await client.query('begin')
    await refuseOtherSchema(client, manifest)
    await refuseUsed(client)
    const here = await tablesOf(client)
    for (const table of manifest.tables) {
      const known = here.find(({ name }) => name === table.name)
      if (!known || table.columns.some((column) => !known.columns.includes(column)))
        throw new Refusal('conflict', `The table ${table.name} of this backup has no place here.`)
      await copyIn(client, table, fileOf(folder, table.name))
    }
    for (const { table, column, last } of manifest.sequences)
      if (last !== null)
        await client.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint)', [table, column, last])
    for (const row of ledger)
      await client.query(
        'insert into erasures (org_id, person_id, at, by) values ($1, $2, $3, $4) on conflict do nothing',
        [row['org_id'], row['person_id'], row['at'], row['by']],
      )
    // As if the process that was sending had died in the middle of it: whoever looks after such work asks a person.
    if (!nothingSentSince)
      await client.query(
        `update work set state = 'doing', phase = 'in-data', worker = 0 where state in ('queued', 'doing')`,
      )
    // Who signed out since, and which links were used since, nobody knows any more: nothing of it opens anything again.
    await client.query(
      `update passes set ended_at = now() where kind in ('session', 'link') and ended_at is null`,
    )
    await client.query('commit')
    await client.query('analyze')
    return { tables: manifest.tables.length, rows: sum(manifest.tables) }
  } finally {
    // What was not committed is gone with the connection.
    await client.end()
  }
}

/** Refuses a backup that is not whole, or whose words this key does not open; without any key nothing opens them. */
export async function refuseOtherKey(folder: string, masterKey: Buffer | undefined): Promise<void> {
  const { key } = await readManifest(folder)
  if (masterKey === undefined || key !== keyMark(masterKey))
    throw new Refusal(
      'conflict',
      'This backup belongs to a master key that is not here. Put the master.key of the desk that wrote it into EVENHAND_DATA, or name that key as EVENHAND_MASTER_KEY, then restore.',
    )
}

/**
 * Refuses a backup of which a file is missing, or is not what was written: each is named. Every file is read to its end, so
 * that nothing is begun with one that could not be ended.
 */
export async function refuseDamaged(folder: string): Promise<void> {
  const { tables } = await readManifest(folder)
  const bad: string[] = []
  for (const { name, sha256 } of tables) if ((await digestOf(fileOf(folder, name))) !== sha256) bad.push(name)
  if (bad.length > 0) throw damaged(...bad)
}

/** Who was erased, by a newer backup: its ledger says so, and the running desk erases them again. */
async function readLedger(folder: string): Promise<Record<string, string | undefined>[]> {
  const { tables } = await readManifest(folder)
  const { columns, sha256 } = tables.find(({ name }) => name === 'erasures') ?? { columns: [], sha256: '' }
  const file = fileOf(folder, 'erasures')
  if ((await digestOf(file)) !== sha256) throw damaged('erasures')
  const text = zstdDecompressSync(await readFile(file))
  // Ids, times and handles: nothing in them is escaped.
  const lines = text.toString('utf8').split('\n').filter(Boolean)
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((value, place) => [columns[place] ?? '', value])),
  )
}

const keyMark = (masterKey: Buffer) => createHmac('sha256', masterKey).update('backup').digest('hex')

const sum = (tables: readonly { rows: number }[]) => tables.reduce((total, { rows }) => total + rows, 0)
const fileOf = (folder: string, table: string) => join(folder, `${table}.copy.zst`)

async function connect(address: DatabaseAddress): Promise<pg.Client> {
  const client = new pg.Client({ ...address.owner, application_name: 'evenhand backup' })
  await client.connect()
  return client
}

async function refuseOccupied(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0)
    throw new Refusal('conflict', `${folder} is not empty. A backup is written into a folder of its own.`)
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Refusal(
      'not-found',
      `${folder} holds no whole backup: there is no manifest.json in it. A backup that was cut off has none.`,
    )
  })
  try {
    return Manifest.parse(JSON.parse(text))
  } catch {
    throw new Refusal('conflict', `The manifest.json in ${folder} is damaged. Take another backup.`)
  }
}

/** The tables of ours with the columns that hold something of their own: what is generated is generated again. */
async function tablesOf(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and c.table_name <> 'migrations'
    group by 1 order by 1`,
  )
  return rows
}

const migrationsOf = async (client: pg.Client) =>
  (await client.query<{ name: string; digest: string }>('select name, digest from migrations order by name'))
    .rows

async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES' order by 1, 2`,
  )
  const found: Manifest['sequences'] = []
  for (const { table, column } of rows) {
    const { rows: last } = await client.query<{ last: string | null }>(
      `select pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass)::text as last`,
      [table, column],
    )
    found.push({ table, column, last: last[0]?.last ?? null })
  }
  return found
}

const listOf = (columns: readonly string[]) => columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/** Copies a table out, compressed; the digest is of the text, so that it can be checked by anybody. */
async function copyOut(client: pg.Client, table: string, columns: readonly string[], file: string) {
  const stream = client.query(
    copyTo(`copy (select ${listOf(columns)} from ${pg.escapeIdentifier(table)}) to stdout`),
  )
  const digest = createHash('sha256')
  await pipeline(
    stream,
    passing((chunk) => digest.update(chunk)),
    createZstdCompress(),
    createWriteStream(file, { mode: 0o600, flush: true }),
  )
  return { sha256: digest.digest('hex'), rows: stream.rowCount }
}

/** Fills a table. Nobody may copy into one through the wall; within this transaction its owner stands inside. */
async function copyIn(
  client: pg.Client,
  { name, columns, sha256 }: Manifest['tables'][number],
  file: string,
) {
  const digest = createHash('sha256')
  const table = pg.escapeIdentifier(name)
  await client.query(`alter table ${table} no force row level security`)
  try {
    await pipeline(
      createReadStream(file),
      createZstdDecompress(),
      passing((chunk) => digest.update(chunk)),
      client.query(copyFrom(`copy ${table} (${listOf(columns)}) from stdin`)),
    )
  } catch (fault) {
    // What the database cannot read is rarely its own fault: a file that is not what was written is said to be that.
    if ((await digestOf(file)) !== sha256) throw damaged(name)
    throw fault
  }
  await client.query(`alter table ${table} force row level security`)
  if (digest.digest('hex') !== sha256) throw damaged(name)
}

/** The digest of a table's text; null where its file is not there, or is no such file any more. */
async function digestOf(file: string): Promise<string | null> {
  const digest = createHash('sha256')
  try {
    const rest = passing((chunk) => digest.update(chunk)).resume()
    await pipeline(createReadStream(file), createZstdDecompress(), rest)
    return digest.digest('hex')
  } catch {
    return null
  }
}

const damaged = (...tables: string[]) =>
  new Refusal(
    'conflict',
    `${tables.map((table) => `${table}.copy.zst`).join(', ')} of this backup is missing, was changed, or is damaged. Nothing was restored: take another backup.`,
  )

const passing = (see: (chunk: Buffer) => void) =>
  new Transform({
    transform(chunk: Buffer, _, done) {
      see(chunk)
      done(null, chunk)
    },
  })

async function refuseOtherSchema(client: pg.Client, { migrations }: Manifest) {
  const here = await migrationsOf(client)
  if (JSON.stringify(here) !== JSON.stringify(migrations))
    throw new Refusal(
      'conflict',
      `This backup was written under migration ${migrations.at(-1)?.name ?? 'none'}, this database is at ${here.at(-1)?.name ?? 'none'}. Restore with the version of Evenhand that wrote it, then start the newer one.`,
    )
}

async function refuseUsed(client: pg.Client) {
  const { rows } = await client.query('select 1 from organisations limit 1')
  if (rows.length > 0)
    throw new Refusal(
      'conflict',
      'This database is in use. A backup goes into an empty one: choose another EVENHAND_DATA or DATABASE_URL.',
    )
}
