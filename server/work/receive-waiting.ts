import type { Desk } from '#server/desk/desk.ts'
import { receiveKept } from '#server/desk/understand-item.ts'
import { waitingItems } from '#server/store/items.ts'

/** Understands items that were kept and never understood, because a process died in between. Answers how many. */
export async function receiveWaiting(desk: Desk, after: Temporal.Duration): Promise<number> {
  const waiting = await desk.db.asWorker((tx) => waitingItems(tx, desk.now().subtract(after), 50))
  for (const { org_id, id } of waiting) await receiveKept(desk, org_id, id)
  return waiting.length
}
