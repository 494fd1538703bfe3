import type { Client } from 'pg'
import { auditPlace, digestHeads, newestHead, saveHead } from '#server/store/audits.ts'
import type { Database } from '#server/store/database.ts'
import { headHash } from '#server/desk/chain.ts'

/**
 * Brings an organisation's books to where they would be if the desk had lived its cases: counters, how far the audit has
 * come, and the heads of its chains, one for each stretch of the feed.
 */
export async function settleBooks(
  owner: Client,
  db: Database,
  org: string,
  at: Temporal.Instant,
): Promise<void> {
  await owner.query(
    `update counters set
      position = coalesce((select max(position) from feed where org_id = $1), 0),
      next_number = coalesce((select max(number) from cases where org_id = $1 and number < 7000000), 1000) + 1,
      items = (select count(*) from items where org_id = $1),
      opened = (select count(*) from items where org_id = $1 and outcome = 'opened'),
      joined = (select count(*) from items where org_id = $1 and outcome = 'joined'),
      cases = (select count(*) from cases where org_id = $1),
      open = (select count(*) from cases where org_id = $1 and state = 'open'),
      sent = (select count(*) from work where org_id = $1 and state = 'done')
    where org_id = $1`,
    [org],
  )
  await headAll(db, org, at)
  await owner.query(
    `update audits set verified_position = (select position from counters where org_id = $1), verified_to = $2
    where org_id = $1`,
    [org, at.toString()],
  )
}

/** So many changes an hour, as a desk of that size would see them. */
const stretch = 5000

async function headAll(db: Database, org: string, at: Temporal.Instant) {
  for (;;) {
    const isDone = await db.withOrg(org, async (tx) => {
      await auditPlace(tx)
      const last = await newestHead(tx)
      const [{ position = 0 } = {}] = await tx.rows<{ position: number }>(newestPosition, [org])
      const from = last?.to_position ?? 0
      const to = Math.min(position, from + stretch)
      if (to === from) return true
      const digest = await digestHeads(tx, from, to)
      const n = (last?.n ?? 0) + 1
      const hash = headHash(last?.hash ?? Buffer.alloc(32), n, from, to, digest)
      await saveHead(tx, { n, from_position: from, to_position: to, at: at.toString(), digest, hash })
      return false
    })
    if (isDone) return
  }
}

const newestPosition = {
  name: 'bench newest position',
  text: 'select position from counters where org_id = $1',
}
