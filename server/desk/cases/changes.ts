import { feedAfter, readCounters } from '#server/store/feed.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { seenAmong } from './seen.ts'

/** What changed after a position, in order, at most so much of it; of each whether this colleague may see it. */
export const changesAfter = (desk: Desk, agent: Agent, position: number, limit: number) =>
  desk.db.withOrg(agent.org, async (tx) => {
    const rows = await feedAfter(tx, position, limit)
    const seen = await seenAmong(tx, agent, [...new Set(rows.map((row) => row.case_id))])
    return rows.map((row) => ({
      position: row.position,
      isSeen: seen.has(row.case_id),
      change: { caseId: row.case_id, firstSeq: row.first_seq, lastSeq: row.last_seq },
    }))
  })

/** Where the feed of an organisation ends now. */
export const newestPosition = (desk: Desk, org: string): Promise<number> =>
  desk.db.withOrg(org, async (tx) => (await readCounters(tx)).position)
