import { Unavailable } from '#domain/unavailable.ts'
import type { Desk } from '#server/desk/desk.ts'
import { traced } from '#server/desk/traced.ts'
import { giveUpOn, receiveKept } from '#server/desk/items/understand-item.ts'
import { waitingItems } from '#server/store/items.ts'
import { eachAlone } from './each-alone.ts'

/** How often this process has failed at an item that still waits. */
export type Failures = Map<string, number>

/** After so many failures an item is somebody's, rather than waiting where nobody sees it. */
const mostFailures = 5

/** Understands items that were kept and never understood, because a process died in between. Answers how many. */
export async function receiveWaiting(
  desk: Desk,
  after: Temporal.Duration,
  failures: Failures = new Map(),
): Promise<number> {
  const waiting = await desk.db.asWorker((tx) => waitingItems(tx, desk.now().subtract(after), 50))
  const receive = async ({ org_id, id }: { org_id: string; id: string }) => {
    try {
      await traced('receive waiting', () => receiveKept(desk, org_id, id))
      failures.delete(id)
    } catch (fault) {
      // That the database is away says nothing of the item.
      if (fault instanceof Unavailable) throw fault
      const count = (failures.get(id) ?? 0) + 1
      failures.set(id, count)
      if (count >= mostFailures) await giveUpOn(desk, org_id, id)
      throw fault
    }
  }
  return eachAlone(fromAnywhere(waiting), receive, (fault) => desk.failed('receive', fault))
}

/** Each process begins somewhere else: what another has understood meanwhile is only looked at. */
function fromAnywhere<T>(all: readonly T[]): readonly T[] {
  const first = Math.floor(Math.random() * all.length)
  return [...all.slice(first), ...all.slice(0, first)]
}
