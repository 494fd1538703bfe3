import type { Desk } from '#server/desk/desk.ts'
import { receiveKept } from '#server/desk/understand-item.ts'
import { waitingItems } from '#server/store/items.ts'
import { eachAlone } from './each-alone.ts'

/** Understands items that were kept and never understood, because a process died in between. Answers how many. */
export async function receiveWaiting(desk: Desk, after: Temporal.Duration): Promise<number> {
  const waiting = await desk.db.asWorker((tx) => waitingItems(tx, desk.now().subtract(after), 50))
  return eachAlone(waiting, ({ org_id, id }) => receiveKept(desk, org_id, id), (fault) =>
    desk.failed('receive', fault),
  )
}
