import { feedAfter, readCounters } from '#server/store/feed.ts'
import type { Desk } from './desk.ts'

/** What changed after a position, in order, at most so much of it. */
export const changesAfter = (desk: Desk, org: string, position: number, limit: number) =>
  desk.db.withOrg(org, async (tx) =>
    (await feedAfter(tx, position, limit)).map((row) => ({
      position: row.position,
      caseId: row.case_id,
      firstSeq: row.first_seq,
      lastSeq: row.last_seq,
    })),
  )

/** Where the feed of an organisation ends now. */
export const newestPosition = (desk: Desk, org: string): Promise<number> =>
  desk.db.withOrg(org, async (tx) => (await readCounters(tx)).position)
