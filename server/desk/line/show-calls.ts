import type { z } from 'zod'
import type { listCalls } from '#contract/calls.ts'
import { callsOf, type CallRow } from '#server/store/calls.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

/** So long a call that is over is still shown: what was said has to be written down. */
const stillShown = Temporal.Duration.from({ minutes: 30 })
const mostShown = 20

/** A colleague's calls: those under way, and the newest that are over. */
export const showCalls = (
  desk: Desk,
  { org, handle }: Pick<Agent, 'org' | 'handle'>,
): Promise<z.input<typeof listCalls.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const since = desk.now().subtract(stillShown).toString()
    return { calls: (await callsOf(tx, handle, since, mostShown)).map(callView) }
  })

const callView = (row: CallRow) => ({
  id: row.id,
  state: row.state,
  from: row.caller,
  name: row.caller_name,
  person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? 'Not known' },
  extension: row.extension,
  rangAt: row.rang_at.toString(),
  answeredAt: row.answered_at?.toString() ?? null,
  endedAt: row.ended_at?.toString() ?? null,
  caseId: row.case_id,
})
