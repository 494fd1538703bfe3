import { onTestFinished } from 'vitest'
import type { Desk } from '#server/desk/desk.ts'
import type { Agent } from '#server/desk/command.ts'
import type { Role } from '#domain/role.ts'
import { organisationNamed } from '#server/desk/set-up/found-organisation.ts'
import { openNumbers } from '#server/desk/cases/numbers.ts'
import { openPolicies } from '#server/desk/policy/policies.ts'
import { showCase } from '#server/desk/cases/show-case.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { openDatabase, type Database } from '#server/store/database.ts'
import { giveNextPositions } from '#server/store/feed.ts'
import { saveMember } from '#server/store/members.ts'
import { savePolicy } from '#server/store/policies.ts'
import { ring } from '#server/work/clock.ts'
import { afterFile } from './after-file.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** A desk on a database of its own, whose clock stands still until it is told to move on. */
export type TestDesk = Desk & {
  database: TestDatabase
  db: Database
  org: string
  /** The administrator of the organisation. */
  admin: Agent
  /** A colleague with a role, made when first named. */
  colleague(handle: string, role?: Role): Promise<Agent>
  /** Hands an item over as the administrator, made now unless it says when. */
  take(parts?: ItemParts): Promise<Taken>
  /** The case as the administrator sees it. */
  see(caseId: string): ReturnType<typeof showCase>
  /** What a command on a case carries: its `seq` as it is now, and a key of its own. */
  on(caseId: string): Promise<{ caseId: string; seq: number; key: string }>
  /** Puts a policy document in force, and takes the people of its rotas on. To be done before the first item. */
  publish(document: unknown, people: readonly string[]): Promise<void>
  /** Lets time pass, and nothing else. */
  wait(duration: string): void
  /** Lets time pass with the clock ringing whenever a date comes near or falls due, as a running desk does. */
  pass(duration: string): Promise<void>
  /** Gives every committed change its position. */
  settle(): Promise<void>
  /** What the desk raised an alarm about. */
  alarms: { breach: string; caseId: string }[]
  /** Which connections it said do not answer any more, and which answer. */
  turns: { connection: string; away: string | null }[]
  close(): Promise<void>
}

/** Opens a desk at a moment on a database of its own, with one organisation under the starter policy. */
export async function testDesk(at?: string, name = 'Aldera'): Promise<TestDesk> {
  const place = await openPlace()
  return { ...(await deskAt(place, name, at)), close: () => leave(place) }
}

/** A desk for one test: an organisation of its own, on a database that it shares with the others of its file. */
export const aDesk = async (at?: string): Promise<TestDesk> => {
  shared ??= openShared()
  return deskAt(await shared, `Aldera ${++counted}`, at)
}

/** A desk for one test that looks at everything there is, so on a database of its own; closed when the test ends. */
export async function aDeskAlone(at?: string): Promise<TestDesk> {
  const desk = await testDesk(at)
  onTestFinished(() => desk.close())
  return desk
}

type Place = { database: TestDatabase; db: Database }

let shared: Promise<Place> | undefined

function openShared() {
  const place = openPlace()
  afterFile(async () => {
    shared = undefined
    await leave(await place)
  })
  return place
}

async function openPlace(): Promise<Place> {
  const database = await testDatabase()
  return { database, db: openDatabase(database.address, { app: 6, worker: 2 }) }
}

async function leave({ database, db }: Place) {
  await db.close()
  await database.drop()
}

async function deskAt({ database, db }: Place, name: string, at = '2026-11-23T09:00:00Z'): Promise<TestDesk> {
  let now = Temporal.Instant.from(at)
  const clock = () => now
  const alarms: { breach: string; caseId: string }[] = []
  const turns: { connection: string; away: string | null }[] = []
  const { id: org } = await organisationNamed(db, database.masterKey, name, now)
  const desk: Desk = {
    db,
    now: clock,
    policies: openPolicies(clock),
    numbers: openNumbers(db),
    nudge: () => undefined,
    alarm: (what) => alarms.push(what),
    failed: (where, fault) => {
      throw new Error(`Nothing may fail in a test: ${where}`, { cause: fault })
    },
    turned: (what) => turns.push(what),
    ending: new AbortController().signal,
    mailDomain: 'desk.test',
    networks: new Map(),
    masterKey: database.masterKey,
    place: {
      host: '127.0.0.1',
      smtpPort: 2525,
      hasRelay: false,
      trustedMailHosts: [],
      isPushHere: true,
    },
  }
  const admin: Agent = { org, handle: 'administrator', name: 'Administrator', role: 'admin', sees: null }
  return {
    ...desk,
    database,
    org,
    admin,
    alarms,
    turns,
    async colleague(handle, role = 'agent') {
      await db.withOrg(org, (tx) => saveMember(tx, { handle, name: handle, role, createdAt: now.toString() }))
      return { org, handle, name: handle, role, sees: null }
    },
    async take(parts) {
      const taken = await takeItem(desk, admin, anItem({ at: now.toString(), ...parts }))
      return { ...taken, caseId: taken.caseId ?? '' }
    },
    see: (caseId) => showCase(desk, admin, { caseId }),
    async on(caseId) {
      const { seq } = await showCase(desk, admin, { caseId })
      return { caseId, seq, key: `key-${++counted}` }
    },
    async publish(document, people) {
      await db.withOrg(org, async (tx) => {
        await savePolicy(tx, document, now.toString())
        for (const handle of people)
          await saveMember(tx, { handle, name: handle, role: 'agent', createdAt: now.toString() })
      })
    },
    wait(duration) {
      now = now.add(Temporal.Duration.from(duration))
    },
    async pass(duration) {
      const until = now.add(Temporal.Duration.from(duration))
      const step = Temporal.Duration.from({ minutes: 5 })
      while (Temporal.Instant.compare(now, until) < 0) {
        const next = now.add(step)
        now = Temporal.Instant.compare(next, until) < 0 ? next : until
        while ((await ring(desk)) > 0);
      }
    },
    async settle() {
      while ((await db.asWorker((tx) => giveNextPositions(tx, now, 1000))) !== 0);
    },
    close: async () => undefined,
  }
}

let counted = 0

type ItemParts = Partial<Parameters<typeof takeItem>[2]>

type Taken = Omit<Awaited<ReturnType<typeof takeItem>>, 'caseId'> & { caseId: string }

/** An item as a colleague hands it over: valid by default, showing only what matters. */
export const anItem = (parts: ItemParts = {}): Parameters<typeof takeItem>[2] => ({
  channel: 'email',
  externalId: `item-${++counted}`,
  at: '2026-11-23T09:00:00Z',
  from: { email: 'ada@example.org', name: 'Ada' },
  subject: 'My washing machine floods the kitchen',
  body: 'Water runs out of the drum whenever it spins.',
  ...parts,
})
