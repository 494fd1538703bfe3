import type { Database } from './database.ts'
import { sql } from './statement.ts'

/**
 * The same database for work that is begun anew when the process dies: nobody waits until each of its transactions is on the
 * disk. The next one that somebody does wait for takes all of them along.
 */
export const commitLater = (db: Database): Database => ({
  ...db,
  withOrg: (org, act, locks) =>
    db.withOrg(
      org,
      (tx) => {
        tx.write(withoutWaiting)
        return act(tx)
      },
      locks,
    ),
})

const withoutWaiting = sql`set local synchronous_commit to off`
