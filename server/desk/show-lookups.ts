import type { z } from 'zod'
import type { listLookups as asking } from '#contract/lookup.ts'
import { forgetLookups, newestLookups } from '#server/store/lookup.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { monthsBefore } from './months-before.ts'

const most = 100

/** Who looked whom up, the newest first. */
export const showLookups = (
  desk: Desk,
  { org }: Agent,
  { person, before }: z.output<typeof asking.input>,
): Promise<z.input<typeof asking.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const rows = await newestLookups(tx, person ?? null, before ?? null, most + 1)
    return {
      lookups: rows.slice(0, most).map(({ id, at, by, by_name: name, read_as: readAs, persons }) => ({
        id,
        at: at.toString(),
        by: { id: by, name: name ?? by },
        readAs,
        persons,
      })),
      hasMore: rows.length > most,
    }
  })

/** How long it is kept who looked whom up. */
const keptMonths = 12

/** Forgets some of the looks that were kept long enough. */
export const forgetOldLookups = (desk: Desk, org: string): Promise<number> =>
  desk.db.withOrg(org, (tx) => forgetLookups(tx, monthsBefore(desk.now(), keptMonths), 1000))
