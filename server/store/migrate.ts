import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { Refusal } from '#domain/refusal.ts'
import { makeRoles, type RoleUrls } from './roles.ts'
import type { DatabaseAddress } from './database.ts'

const folder = new URL('../../migrations/', import.meta.url)

/** Any number that nobody else locks: two desks that start at once migrate one after the other. */
const migrating = 4_600_001

/**
 * Brings the database to the newest migration: forward only, each in its own transaction.
 * A migration that has run must not have changed since; a database that is ahead of this program is refused.
 */
export async function migrate(
  address: DatabaseAddress,
  masterKey: Buffer,
  urls: RoleUrls = {},
): Promise<void> {
  const owner = new pg.Client({ ...address.owner, application_name: `evenhand ${process.pid}` })
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [migrating])
    // Before the roles are given the passwords that follow from this key.
    await refuseOtherKey(owner, address.wallKey)
    await makeRoles(owner, masterKey, urls)
    await owner.query(
      'create table if not exists migrations (name text primary key, digest text not null, at timestamptz not null default now())',
    )
    const { rows } = await owner.query<{ name: string; digest: string }>(
      'select name, digest from migrations',
    )
    const done = new Map(rows.map(({ name, digest }) => [name, digest]))
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
    const unknown = [...done.keys()].find((name) => !names.includes(name))
    if (unknown)
      throw new Refusal(
        'conflict',
        `This database has been used by a newer Evenhand (migration ${unknown}). Start that version.`,
      )
    for (const name of names) await runMigration(owner, name, done.get(name))
    // Objects of one's own in pg_temp are the classic way into a definer function; nobody here needs any.
    await owner.query(
      `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
    )
    await owner.query('insert into guard.wall (key) values ($1) on conflict (only_one) do nothing', [
      address.wallKey,
    ])
  } finally {
    await owner.end()
  }
}

/** Every transaction is sealed with the stored key: another one would find an empty desk, and lock the right one out. */
async function refuseOtherKey(owner: pg.Client, key: Buffer) {
  const { rows: walls } = await owner.query(
    `select from pg_tables where schemaname = 'guard' and tablename = 'wall'`,
  )
  if (walls.length === 0) return
  const { rows } = await owner.query<{ key: Buffer }>('select key from guard.wall')
  if (rows[0] && !rows[0].key.equals(key))
    throw new Refusal(
      'conflict',
      'This database belongs to another master key. Start with the EVENHAND_DATA folder, or the EVENHAND_MASTER_KEY, that it was made with.',
    )
}

async function runMigration(owner: pg.Client, name: string, knownDigest: string | undefined) {
  const text = await readFile(new URL(name, folder), 'utf8')
  const digest = createHash('sha256').update(text).digest('hex')
  if (knownDigest === digest) return
  if (knownDigest)
    throw new Refusal('conflict', `Migration ${name} has changed since it ran on this database.`)
  await owner.query('begin')
  try {
    await owner.query('insert into migrations (name, digest) values ($1, $2)', [name, digest])
    await owner.query(text)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
