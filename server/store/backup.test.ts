import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#server/desk/desk.ts'
import { erasePerson } from '#server/desk/people/erase-person.ts'
import { openNumbers } from '#server/desk/cases/numbers.ts'
import { holderOfPass, makePass } from '#server/desk/sign-in/passes.ts'
import { openPolicies } from '#server/desk/policy/policies.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { showAudit } from '#server/desk/cases/show-desk.ts'
import { showCase } from '#server/desk/cases/show-case.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { openDatabase } from './database.ts'
import { giveNextPositions } from './feed.ts'
import { auditSome } from '#server/work/audit-cases.ts'
import { forgetByRule } from '#server/work/forget-by-rule.ts'
import { settleOrphans } from '#server/work/settle-orphans.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { aDeskAlone, anItem, type TestDesk } from '#test/desk.ts'
import { backUp, restore } from './backup.ts'

const placeOf = ({ address, masterKey }: TestDatabase) => ({ address, masterKey })

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-backup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

async function anEmptyHouse(): Promise<TestDatabase> {
  const database = await testDatabase()
  onTestFinished(() => database.drop())
  return database
}

/** The same desk on the restored database. */
function deskOn(database: TestDatabase, { now, ...desk }: TestDesk): Desk {
  const db = openDatabase(database.address, { app: 2, worker: 2 })
  onTestFinished(() => db.close())
  return { ...desk, now, db, policies: openPolicies(now), numbers: openNumbers(db) }
}

async function settle(desk: Desk) {
  while ((await desk.db.asWorker((tx) => giveNextPositions(tx, desk.now(), 1000))) !== 0);
}

test('a backup taken under load restores to a desk whose books add up and whose chains verify', async () => {
  const desk = await aDeskAlone()
  const complain = (n: number) =>
    desk.take({ from: { email: `p${n}@example.org` }, subject: `Matter ${n}`, body: `It broke, ${n}.` })
  for (let n = 0; n < 10; n += 1) await complain(n)
  const folder = await aFolder()

  let isDone = false
  const load = (async () => {
    for (let n = 10; !isDone && n < 500; n += 1) await complain(n)
  })()
  const { rows } = await backUp(placeOf(desk.database), folder, desk.now())
  isDone = true
  await load

  const house = await anEmptyHouse()
  expect(await restore(placeOf(house), folder, { nothingSentSince: false, erasuresOf: null })).toMatchObject({
    rows,
  })
  const restored = deskOn(house, desk)
  await settle(restored)
  const sweep = new Map()
  while ((await auditSome(restored, sweep)) > 0);
  const audit = await showAudit(restored, desk.admin)
  expect(audit.cases).toBeGreaterThanOrEqual(10)
  expect(audit.items).toBe(audit.opened + audit.joined + audit.setAside + audit.quarantined + audit.waiting)
  expect(audit).toMatchObject({
    ownerless: 0,
    clockless: 0,
    chainBroken: 0,
    verifiedTo: desk.now().toString(),
  })

  // It goes on as a desk: whoever complains next gets the next number.
  const next = await takeItem(restored, desk.admin, anItem({ from: { email: 'late@example.org' } }))
  expect((await showCase(restored, desk.admin, { caseId: next.caseId ?? '' })).number).toBeGreaterThan(
    audit.cases,
  )
})

test('a reply that was waiting to be sent comes back in doubt: it may have left since', async () => {
  const desk = await aDeskAlone()
  const { caseId } = await desk.take()
  const reply = { body: 'We come.', visibility: 'private', asks: false, files: [], sendAfter: 0 } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  const folder = await aFolder()
  await backUp(placeOf(desk.database), folder, desk.now())

  const house = await anEmptyHouse()
  await restore(placeOf(house), folder, { nothingSentSince: false, erasuresOf: null })
  const restored = deskOn(house, desk)
  await settleOrphans(restored)
  expect(await showAudit(restored, desk.admin)).toMatchObject({ inDoubt: 1, queued: 0 })

  const moved = await anEmptyHouse()
  await restore(placeOf(moved), folder, { nothingSentSince: true, erasuresOf: null })
  expect(await showAudit(deskOn(moved, desk), desk.admin)).toMatchObject({ inDoubt: 0, queued: 1 })
})

test('a session that was ended since, and a link that was used since, open nothing after a restore', async () => {
  const desk = await aDeskAlone()
  const owner = { member: 'administrator', role: 'admin' }
  const session = await makePass(desk, desk.org, {
    ...owner,
    kind: 'session',
    openedBy: 'link',
    client: null,
  })
  const link = await makePass(desk, desk.org, { ...owner, kind: 'link' })
  const token = await makePass(desk, desk.org, { ...owner, kind: 'token' })
  const folder = await aFolder()
  await backUp(placeOf(desk.database), folder, desk.now())

  const house = await anEmptyHouse()
  await restore(placeOf(house), folder, { nothingSentSince: true, erasuresOf: null })
  const restored = deskOn(house, desk)

  await expect(holderOfPass(restored, session, ['session'])).rejects.toThrow('not valid')
  await expect(holderOfPass(restored, link, ['link'])).rejects.toThrow('not valid')
  expect(await holderOfPass(restored, token, ['token'])).toMatchObject({ handle: 'administrator' })
})

test('a file that was changed restores nothing at all', async () => {
  const desk = await aDeskAlone()
  await desk.take()
  const folder = await aFolder()
  await backUp(placeOf(desk.database), folder, desk.now())
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8')
  await writeFile(
    join(folder, 'manifest.json'),
    manifest.replace(/("name": "work",[\s\S]*?"sha256": ")[0-9a-f]{4}/, '$10000'),
  )
  const house = await anEmptyHouse()
  await expect(
    restore(placeOf(house), folder, { nothingSentSince: false, erasuresOf: null }),
  ).rejects.toThrow('Nothing was restored')
  // Nor one that holds what no table takes, that was cut off, or that is not there: each is named.
  await writeFile(join(folder, 'manifest.json'), manifest)
  const accounts = join(folder, 'accounts.copy.zst')
  for (const bytes of [zstdCompressSync('no row at all\n'), Buffer.from('no zstd'), null]) {
    await (bytes ? writeFile(accounts, bytes) : rm(accounts))
    const restored = restore(placeOf(house), folder, { nothingSentSince: false, erasuresOf: null })
    await expect(restored).rejects.toThrow('accounts.copy.zst of this backup is missing, was changed')
  }
  const left = await deskOn(house, desk).db.asOwner((tx) =>
    tx.rows({ name: 'left', text: 'select 1 from organisations' }),
  )
  expect(left).toEqual([])
})

test('a backup is refused where a desk is in use, under another key, and where it is none', async () => {
  const desk = await aDeskAlone()
  const folder = await aFolder()
  await backUp(placeOf(desk.database), folder, desk.now())
  const options = { nothingSentSince: false, erasuresOf: null }

  await expect(restore(placeOf(desk.database), folder, options)).rejects.toThrow('in use')
  await expect(backUp(placeOf(desk.database), folder, desk.now())).rejects.toThrow('not empty')
  const house = await anEmptyHouse()
  const otherKey = { ...placeOf(house), masterKey: Buffer.alloc(32, 1) }
  await expect(restore(otherKey, folder, options)).rejects.toThrow('a master key that is not here')
  await rm(join(folder, 'manifest.json'))
  await expect(restore(placeOf(house), folder, options)).rejects.toThrow('no whole backup')
})

test('whoever was erased after the backup is erased again, by the ledger of a newer one', async () => {
  const desk = await aDeskAlone()
  const { caseId } = await desk.take({ body: 'My name is not for keeping.' })
  const [older, newer] = [await aFolder(), await aFolder()]
  await backUp(placeOf(desk.database), older, desk.now())
  const { person } = await desk.see(caseId)
  await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })
  await backUp(placeOf(desk.database), newer, desk.now())

  const house = await anEmptyHouse()
  await restore(placeOf(house), older, { nothingSentSince: false, erasuresOf: newer })
  const restored = deskOn(house, desk)
  await forgetByRule(restored)
  const shown = await showCase(restored, desk.admin, { caseId })
  expect(shown.person).toBeNull()
  expect(JSON.stringify(shown)).not.toContain('not for keeping')
})
