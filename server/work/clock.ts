import { holdCase, recordTimePassed } from '#server/desk/record.ts'
import type { Desk } from '#server/desk/desk.ts'
import { casesToLookAt } from '#server/store/cases.ts'
import { eachAlone } from './each-alone.ts'

/**
 * Rings for the cases whose dates came near or fell due. The clock only reads which; each case is then locked,
 * looked at again, and written in a transaction of its own. Answers how many there were.
 */
export async function ring(desk: Desk): Promise<number> {
  const due = await desk.db.asWorker((tx) => casesToLookAt(tx, desk.now(), 100))
  const rung = await eachAlone(
    due,
    ({ org_id, id }) =>
      desk.db.withOrg(org_id, async (tx) => recordTimePassed(desk, tx, await holdCase(tx, id))),
    (fault) => desk.failed('ring', fault),
  )
  if (rung > 0) desk.nudge('changes')
  return rung
}
