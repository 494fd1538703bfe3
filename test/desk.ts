import type { Desk } from '#server/desk/desk.ts'
import type { Agent } from '#server/desk/command.ts'
import type { Role } from '#domain/role.ts'
import { organisationNamed } from '#server/desk/found-organisation.ts'
import { openNumbers } from '#server/desk/numbers.ts'
import { openPolicies } from '#server/desk/policies.ts'
import { takeItem } from '#server/desk/take-item.ts'
import { openDatabase, type Database } from '#server/store/database.ts'
import { giveNextPositions } from '#server/store/feed.ts'
import { saveMember } from '#server/store/passes.ts'
import { ring } from '#server/work/clock.ts'
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
  /** Lets time pass, and nothing else. */
  wait(duration: string): void
  /** Lets time pass with the clock ringing whenever a date comes near or falls due, as a running desk does. */
  pass(duration: string): Promise<void>
  /** Gives every committed change its position. */
  settle(): Promise<void>
  /** What the desk raised an alarm about. */
  alarms: { breach: string; caseId: string }[]
  close(): Promise<void>
}

/** Opens a desk at a moment, with one organisation under the starter policy. */
export async function testDesk(at = '2026-11-23T09:00:00Z', name = 'Aldera'): Promise<TestDesk> {
  const database = await testDatabase()
  const db = openDatabase(database.address, { app: 6, worker: 2 })
  let now = Temporal.Instant.from(at)
  const clock = () => now
  const alarms: { breach: string; caseId: string }[] = []
  const { id: org } = await organisationNamed(db, database.masterKey, name, now)
  const desk: Desk = {
    db,
    now: clock,
    policies: openPolicies(clock),
    numbers: openNumbers(db),
    nudge: () => undefined,
    alarm: (what) => alarms.push(what),
    mailDomain: 'desk.test',
    masterKey: database.masterKey,
  }
  const admin: Agent = { org, handle: 'administrator', name: 'Administrator', role: 'admin' }
  return {
    ...desk,
    database,
    org,
    admin,
    alarms,
    async colleague(handle, role = 'agent') {
      await db.withOrg(org, (tx) => saveMember(tx, { handle, name: handle, role, createdAt: now.toString() }))
      return { org, handle, name: handle, role }
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
    async close() {
      await db.close()
      await database.drop()
    },
  }
}

let counted = 0

type ItemParts = Partial<Parameters<typeof takeItem>[2]>

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
