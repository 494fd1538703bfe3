import type { Agent } from '#server/desk/command.ts'
import type { Desk } from '#server/desk/desk.ts'
import { openNumbers } from '#server/desk/cases/numbers.ts'
import { openPolicies } from '#server/desk/policy/policies.ts'
import { settleSending } from '#server/desk/replies/settle-sending.ts'
import { takeItem } from '#server/desk/items/take-item.ts'
import { readCase } from '#domain/case/read-case.ts'
import { readCaseRow } from '#server/store/cases.ts'
import type { Database } from '#server/store/database.ts'
import { dueWork, enterDoubt, takeWork } from '#server/store/work.ts'

/** A desk in this process whose clock stands wherever it was last set: seeded cases are lived through on it once. */
export type RecordingDesk = Desk & { setClock(at: Temporal.Instant): void }

/** Opens a desk on a database, without mail and without screens. */
export function recordingDesk(db: Database, masterKey: Buffer, at: Temporal.Instant): RecordingDesk {
  let now = at
  const clock = () => now
  return {
    db,
    masterKey,
    now: clock,
    policies: openPolicies(clock),
    numbers: openNumbers(db),
    nudge: () => undefined,
    alarm: ({ breach, caseId }) => {
      throw new Error(`A recorded case is not sound: ${breach} on ${caseId}.`)
    },
    failed: (where, fault) => {
      throw new Error(`Nothing may fail while cases are recorded: ${where}`, { cause: fault })
    },
    turned: () => undefined,
    ending: new AbortController().signal,
    mailDomain: 'desk.example',
    networks: new Map(),
    place: { host: '127.0.0.1', smtpPort: 2525, hasRelay: false, trustedMailHosts: [] },
    setClock(to) {
      now = to
    },
  }
}

/** An item of a recorded life, as it is handed over. */
export type Given = Parameters<typeof takeItem>[2]

/** The case that an item opened or joined. */
export async function taken(desk: Desk, agent: Agent, given: Given): Promise<string> {
  const { caseId, outcome } = await takeItem(desk, agent, given)
  if (!caseId) throw new Error(`An item of a recorded life was ${outcome}.`)
  return caseId
}

/** The case as it stands. */
export async function caseNow(desk: Desk, { org }: Agent, id: string) {
  const row = await desk.db.withOrg(org, (tx) => readCaseRow(tx, id))
  if (!row) throw new Error('A recorded case is gone.')
  return readCase(row.fold)
}

/** Has every reply that waits taken by a relay that does not exist: what is left behind is as if it had. */
export async function sendAll(desk: Desk, worker: number): Promise<void> {
  const due = await desk.db.asWorker((tx) => dueWork(tx, desk.now(), 100))
  for (const { org_id: org, id } of due) {
    const work = await desk.db.withOrg(org, async (tx) => {
      const mine = await takeWork(tx, id, worker)
      if (mine) await enterDoubt(tx, id, mine.attempts)
      return mine
    })
    if (work) await settleSending(desk, { org, work }, { outcome: 'sent' })
  }
}
