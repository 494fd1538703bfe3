import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#server/desk/command.ts'
import { auditCase } from '#server/desk/cases/audit-case.ts'
import { showAudit } from '#server/desk/cases/show-desk.ts'
import { showCase } from '#server/desk/cases/show-case.ts'
import { readMasterKey } from '#server/master-key.ts'
import { openDatabase, type Database } from '#server/store/database.ts'
import { startEmbedded, type Embedded } from '#server/store/embedded.ts'
import { addressOf } from '#server/store/roles.ts'
import { verifyHeads } from '#server/work/audit-cases.ts'
import type { Houses } from './house.ts'
import { lives, stageFor } from './lives.ts'
import { recordingDesk, type RecordingDesk } from './recording-desk.ts'
import { seed } from './seed.ts'

// A benchmark says something only when a seeded case is one that the desk itself could have made.

const folder = mkdtempSync(join(tmpdir(), 'evenhand-seed-test-'))
const cases = 300

let server: Embedded
let owner: Client
let db: Database
let desk: RecordingDesk
let houses: Houses

beforeAll(async () => {
  chmodSync(folder, 0o755)
  houses = await seed(folder, { cases, lives, recordings: 1, second: 0.1 }, () => undefined)
  server = await startEmbedded({ folder: join(folder, 'database'), say: () => undefined, durable: false })
  const masterKey = await readMasterKey(folder, undefined)
  db = openDatabase(addressOf(server.owner, masterKey))
  owner = new Client(server.owner)
  await owner.connect()
  desk = recordingDesk(db, masterKey, Temporal.Now.instant().round('second'))
}, 120_000)

afterAll(async () => {
  await owner.end()
  await db.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const administrator = (org: string): Agent => ({
  org,
  handle: 'administrator',
  name: 'Administrator',
  role: 'admin',
  sees: null,
})

const idsOf = async (org: string) =>
  (
    await owner.query<{ id: string }>('select id from cases where org_id = $1 order by number', [org])
  ).rows.map(({ id }) => id)

test('both organisations have their cases, the second a tenth of the first', async () => {
  expect(await idsOf(houses.first)).toHaveLength(cases)
  expect(await idsOf(houses.second)).toHaveLength(cases / 10)
})

test('a seeded case is told by its chain as it stands in its row', async () => {
  // An alarm throws on this desk.
  for (const org of [houses.first, houses.second])
    for (const id of (await idsOf(org)).slice(-30)) await auditCase(desk, org, id)
  await verifyHeads(desk)

  expect((await owner.query('select 1 from breaches')).rowCount).toBe(0)
})

test('a seeded case can be opened, with its words, its person and its dates', async () => {
  const [id = ''] = await idsOf(houses.second)

  const kase = await showCase(desk, administrator(houses.second), { caseId: id })

  expect(kase.subject).not.toMatch(/seed/i)
  expect(kase.person?.name).toMatch(/^\S+ \S+$/)
  expect(kase.messages.length).toBeGreaterThan(0)
  expect(kase.events.length).toBeGreaterThan(3)
  expect(JSON.stringify(kase)).not.toMatch(/seed(?:body|subject|address|external|first|last)/i)
})

test('the books of a seeded desk add up', async () => {
  const audit = await showAudit(desk, administrator(houses.first))

  expect(audit).toMatchObject({
    cases,
    waiting: 0,
    ownerless: 0,
    clockless: 0,
    chainBroken: 0,
    queued: 0,
    inDoubt: 0,
  })
  expect(audit.items).toBe(audit.opened + audit.joined)
})

test.each(lives.map((life, place) => ({ name: life.name, life, place })))(
  'a seeded case that is $name has the shape of a recorded one',
  async ({ life, place }) => {
    const known = new Set(await idsOf(houses.first))

    await life.live(stageFor(desk, administrator(houses.first), desk.now(), 5000 + place))

    const recorded = (await idsOf(houses.first)).find((id) => !known.has(id)) ?? ''
    const shape = await shapeIn(houses.first, recorded)
    const seeded = await Promise.all([...known].map((id) => shapeIn(houses.first, id)))
    expect(seeded).toContainEqual(shape)
  },
)

/** All rows of a case, with the kind of each value in place of the value. */
async function shapeIn(org: string, id: string) {
  const { rows } = await owner.query<{ it: unknown }>(
    `select json_build_object(
      'case', (select to_jsonb(c) from cases c where c.org_id = $1 and c.id = $2),
      'events', (select json_agg(e order by e.seq) from events e where e.org_id = $1 and e.case_id = $2),
      'messages', (select json_agg(m order by m.at, m.id) from messages m where m.org_id = $1 and m.case_id = $2),
      'words', (select count(*) from message_words w join messages m on m.org_id = w.org_id and m.id = w.message_id
        where m.org_id = $1 and m.case_id = $2),
      'items', (select json_agg(i order by i.received_at, i.id) from items i where i.org_id = $1 and i.case_id = $2),
      'work', (select json_agg(w order by w.due_at) from work w where w.org_id = $1 and w.case_id = $2),
      'remarks', (select count(*) from remarks r where r.org_id = $1 and r.case_id = $2),
      'person', (select to_jsonb(p) from persons p join cases c on c.org_id = p.org_id and c.person_id = p.id
        where c.org_id = $1 and c.id = $2)
    ) as it`,
    [org, id],
  )
  return kindOf(rows[0]?.it)
}

function kindOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(kindOf)
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? formOf(value) : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, kindOf(one)]))
}

/** What kind of text it is; codes of ours stay as they are. */
function formOf(text: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}(?:\.\S+)?$/.test(text)) return 'an id'
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return 'a time'
  if (text.startsWith('\\x')) return 'bytes'
  return /^[a-z-]+$/.test(text) && !/^(?:agent|lead|senior)-/.test(text) ? text : 'text'
}
