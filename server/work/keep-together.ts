import { Unavailable } from '#domain/unavailable.ts'
import type { Desk } from '#server/desk/desk.ts'
import { keepItem, keepItems, type KeptItem, type RawItem } from '#server/desk/items/keep-item.ts'

/** How many are kept in one transaction. */
const together = 16

type Waiting = { raw: RawItem; kept: (item: KeptItem) => void; failed: (fault: unknown) => void }

/**
 * Keeps what arrives: what comes while others of its organisation are being committed is kept in the next transaction, all of
 * it together, and each source is answered after that. Nobody waits for others to come.
 */
export function keepTogether(desk: Desk): (org: string, raw: RawItem) => Promise<KeptItem> {
  const queues = new Map<string, Waiting[]>()
  const keepAll = async (org: string, queue: Waiting[]) => {
    while (queue.length > 0) await keepGroup(desk, org, queue.splice(0, together))
    queues.delete(org)
  }
  return (org, raw) =>
    new Promise((kept, failed) => {
      const queue = queues.get(org) ?? []
      queue.push({ raw, kept, failed })
      if (queues.has(org)) return
      queues.set(org, queue)
      void keepAll(org, queue)
    })
}

/** Where they cannot be kept together each is kept alone, so that none is refused for another's sake. */
async function keepGroup(desk: Desk, org: string, group: readonly Waiting[]): Promise<void> {
  try {
    const items = await keepItems(
      desk,
      org,
      group.map(({ raw }) => raw),
    )
    for (const [nth, item] of items.entries()) group[nth]?.kept(item)
  } catch (fault) {
    if (fault instanceof Unavailable || group.length === 1) for (const { failed } of group) failed(fault)
    else await Promise.all(group.map(({ raw, kept, failed }) => keepItem(desk, org, raw).then(kept, failed)))
  }
}
