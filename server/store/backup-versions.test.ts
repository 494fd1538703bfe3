import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openNumbers } from '#server/desk/cases/numbers.ts'
import { openPolicies } from '#server/desk/policy/policies.ts'
import { showAudit } from '#server/desk/cases/show-desk.ts'
import { auditSome } from '#server/work/audit-cases.ts'
import { testDatabase } from '#test/database.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { startOlderPostgres, type OlderPostgres } from '#test/peers/older-postgres.ts'
import { backUp, restore } from './backup.ts'
import { openDatabase, type DatabaseAddress } from './database.ts'
import { migrate } from './migrate.ts'
import { addressOf } from './roles.ts'

let older: OlderPostgres

beforeAll(async () => {
  older = await startOlderPostgres()
}, 60_000)

afterAll(() => older.stop())

const drill = { nothingSentSince: true, erasuresOf: null } as const

const Tables = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
})

const tablesIn = async (folder: string) =>
  Tables.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).tables.filter(
    // Sign-ins are ended, and the audit goes on, after a restore.
    ({ name }) => name !== 'passes' && name !== 'audits',
  )

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-backup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Verifies every case of the desk that stands on this database, and answers what its books say. */
async function auditAt(address: DatabaseAddress, { now, ...desk }: TestDesk) {
  const db = openDatabase(address, { app: 2, worker: 2 })
  try {
    const there = { ...desk, now, db, policies: openPolicies(now), numbers: openNumbers(db) }
    const sweep = new Map<string, string>()
    while ((await auditSome(there, sweep)) > 0);
    return await showAudit(there, desk.admin)
  } finally {
    await db.close()
  }
}

test('a backup moves a desk to another major version of PostgreSQL and back: every row is the same, every chain verifies', async () => {
  const desk = await aDeskAlone()
  for (let n = 0; n < 12; n += 1)
    await desk.take({
      from: { email: `p${n % 7}@example.org` },
      subject: `Matter ${n}`,
      body: `“It” broke — №${n}.`,
    })
  await desk.settle()
  const { address, masterKey } = desk.database
  const [there, back] = [await aFolder(), await aFolder()]
  await backUp({ address, masterKey }, there, desk.now())

  expect(older.major).toBe(15)
  const elsewhere = addressOf(older.owner, masterKey)
  await migrate(elsewhere, masterKey)
  await restore({ address: elsewhere, masterKey }, there, drill)
  const audit = await auditAt(elsewhere, desk)
  expect(audit.items).toBe(12)
  expect(audit.items).toBe(audit.opened + audit.joined + audit.setAside + audit.quarantined)
  expect(audit).toMatchObject({ ownerless: 0, clockless: 0, chainBroken: 0 })

  await backUp({ address: elsewhere, masterKey }, back, desk.now())
  expect(await tablesIn(back)).toEqual(await tablesIn(there))
  const home = await testDatabase()
  onTestFinished(() => home.drop())
  await restore({ address: home.address, masterKey }, back, drill)
  expect(await auditAt(home.address, desk)).toEqual(audit)
}, 60_000)
