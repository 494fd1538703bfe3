import type { z } from 'zod'
import type { listLookups as asking } from '#contract/lookup.ts'
import { forgetLookups, newestLooks } from '#server/store/lookup-log.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { monthsBefore } from '../months-before.ts'

const most = 100

/** Who looked whom up, when, by what and from which case, the newest first. */
export const showLookups = (
  desk: Desk,
  { org }: Agent,
  { person, by, since, until, before }: z.output<typeof asking.input>,
): Promise<z.input<typeof asking.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const rows = await newestLooks(
      tx,
      {
        person: person ?? null,
        by: by ?? null,
        since: since === undefined ? null : Temporal.Instant.from(since),
        until: until === undefined ? null : Temporal.Instant.from(until),
        before: before ?? null,
      },
      most + 1,
    )
    return {
      lookups: rows.slice(0, most).map((row) => ({
        id: row.id,
        at: row.at.toString(),
        by: { id: row.by, name: row.by_name ?? row.by },
        readAs: row.read_as,
        case: row.case_id && row.case_number ? { id: row.case_id, number: row.case_number } : null,
        persons: row.persons,
      })),
      hasMore: rows.length > most,
    }
  })

/** How long it is kept who looked whom up. */
const keptMonths = 12

/** Forgets some of the looks that were kept long enough. */
export const forgetOldLookups = (desk: Desk, org: string): Promise<number> =>
  desk.db.withOrg(org, (tx) => forgetLookups(tx, monthsBefore(desk.now(), keptMonths), 1000))
