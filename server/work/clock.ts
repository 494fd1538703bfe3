import { setTimeout as sleep } from 'node:timers/promises'
import { holdFreeCase, recordTimePassed } from '#server/desk/cases/record.ts'
import type { Desk } from '#server/desk/desk.ts'
import { traced } from '#server/desk/traced.ts'
import { casesToLookAt } from '#server/store/cases.ts'
import { eachAlone } from './each-alone.ts'

/**
 * Rings for the cases whose dates came near or fell due. The clock only reads which; each case is then locked,
 * looked at again, and written in a transaction of its own. Clocks of several processes leave each other the cases that
 * they hold. Answers for how many it rang.
 */
export async function ring(desk: Desk): Promise<number> {
  const due = await desk.db.asWorker((tx) => casesToLookAt(tx, desk.now(), 100))
  let held = 0
  const rung = await eachAlone(
    due,
    ({ org_id, id }) =>
      traced('ring', () =>
        desk.db.withOrg(org_id, async (tx) => {
          const free = await holdFreeCase(tx, id)
          if (free) await recordTimePassed(desk, tx, free)
          else held += 1
        }),
      ),
    (fault) => desk.failed('ring', fault),
  )
  if (rung > held) desk.nudge('changes')
  // Whoever holds them will be done in a moment; what fails is likely to fail again.
  if (due.length > 0 && rung === held)
    await sleep(held === due.length ? 10 : 1000, undefined, { signal: desk.ending }).catch(() => undefined)
  return rung - held
}
