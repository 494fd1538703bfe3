import { externalIdOf } from '#server/channels/email/external-id.ts'
import { readConfig } from '#server/config.ts'
import { auditCase } from '#server/desk/cases/audit-case.ts'
import type { Desk } from '#server/desk/desk.ts'
import { keyedDigest } from '#server/desk/digest.ts'
import { openNumbers } from '#server/desk/cases/numbers.ts'
import { openPolicies } from '#server/desk/policy/policies.ts'
import { openHouse } from '#server/open-house.ts'
import type { Database } from '#server/store/database.ts'
import { sql } from '#server/store/statement.ts'
import type { DeskProcess } from '#test/desk-process.ts'
import type { Planned } from './plan.ts'

/** What is written in a running desk's database, for checks that ask more than the API tells. */
export type Books = {
  /** Every item, by the name that its channel gave it. */
  items: Map<string, { id: string; outcome: string | null; case_id: string | null }>
  /** How far the sending of each reply has come, by the id of the reply. */
  sending: Map<string, { state: string; caseId: string }>
  /** The name of an item, as the desk keeps it. */
  idOf(item: Planned): string
  /** Holds every case against its chain, and answers how many there are. */
  verifyChains(): Promise<number>
  /** Every breach that the desk has ever found. */
  breaches(): Promise<string[]>
  close(): Promise<void>
}

/** Opens the books of a desk, beside the desk itself. */
export async function openBooks({ env }: DeskProcess): Promise<Books> {
  const house = await openHouse(readConfig(env), nothing)
  const { db } = house
  const desk = besideTheDesk(db, house.masterKey)
  const items = await db.asOwner((tx) =>
    tx.rows<{
      id: string
      channel: string
      external_id: string
      outcome: string | null
      case_id: string | null
    }>(sql`select id, channel, external_id, outcome, case_id from items`),
  )
  const work = await db.asOwner((tx) =>
    tx.rows<{ message_id: string; state: string; case_id: string }>(
      sql`select message_id, state, case_id from work`,
    ),
  )
  return {
    items: new Map(items.map(({ channel, external_id, ...row }) => [`${channel} ${external_id}`, row])),
    sending: new Map(work.map(({ message_id, state, case_id }) => [message_id, { state, caseId: case_id }])),
    idOf: (item) => {
      const [channel, name] =
        item.via === 'mail' ? ['email', externalIdOf(item.bytes)] : [item.body.channel, item.body.externalId]
      return `${channel} ${keyedDigest(desk.masterKey, name).toString('base64url')}`
    },
    verifyChains: () => verifyAll(desk),
    async breaches() {
      const rows = await db.asOwner((tx) => tx.rows<{ breach: string }>(sql`select breach from breaches`))
      return rows.map(({ breach }) => breach)
    },
    close: () => house.close(),
  }
}

const now = () => Temporal.Instant.fromEpochMilliseconds(Date.now())
const nothing = () => undefined

const besideTheDesk = (db: Database, masterKey: Buffer): Desk => ({
  db,
  now,
  masterKey,
  policies: openPolicies(now),
  numbers: openNumbers(db),
  nudge: nothing,
  alarm: nothing,
  failed: (where, fault) => {
    throw new Error(`The books cannot be read: ${where}`, { cause: fault })
  },
  turned: nothing,
  ending: new AbortController().signal,
  mailDomain: '',
  networks: new Map(),
  place: { host: '', smtpPort: 0, hasRelay: false, trustedMailHosts: [] },
})

async function verifyAll(desk: Desk): Promise<number> {
  const cases = await desk.db.asOwner((tx) =>
    tx.rows<{ org_id: string; id: string }>(sql`select org_id, id from cases`),
  )
  const left = [...cases]
  const verify = async () => {
    for (let next = left.pop(); next; next = left.pop()) await auditCase(desk, next.org_id, next.id)
  }
  await Promise.all(Array.from({ length: 8 }, verify))
  return cases.length
}
