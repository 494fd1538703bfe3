import { Unavailable } from '#domain/unavailable.ts'
import type { OrgTx } from '#server/store/database.ts'
import { gathering } from '#server/store/gathering.ts'
import type { Desk } from '../desk.ts'
import { locksFor } from './item-keys.ts'
import { askAhead, receiveItem, receiveWithin } from './receive-item.ts'
import type { Understood } from './understood.ts'

/**
 * Gives items of one organisation that came at the same time their outcomes, in one transaction for all that have no person
 * and no thread in common: a commit and a packet cost as much as most of what is written. What is common is received one after
 * the other. Where one fails, each is received alone, and only that one is told.
 */
export async function receiveTogether(desk: Desk, org: string, items: readonly Understood[]): Promise<void> {
  for (const group of apart(org, items)) {
    try {
      await desk.db.withOrg(org, (tx) => receiveGroup(desk, tx, group.items), inOrder(group.locks))
    } catch (fault) {
      if (fault instanceof Unavailable) throw fault
      for (const item of group.items)
        await receiveItem(desk, org, item).catch((alone: unknown) => desk.failed('receive mail', alone))
    }
  }
}

/** What is known is asked for all of them in one go; what follows from each is written down together. */
async function receiveGroup(desk: Desk, tx: OrgTx, items: readonly Understood[]): Promise<void> {
  const known = await askAhead(tx, items)
  await gathering(tx, async (gathered) => {
    for (const [nth, item] of items.entries()) await receiveWithin(desk, gathered, item, known[nth])
  })
}

type Group = { items: Understood[]; locks: Set<bigint> }

/** Parts items so that no two of a group need the same lock; what has to wait for another stands in a later group. */
function apart(org: string, items: readonly Understood[]): Group[] {
  const groups: Group[] = []
  for (const item of items) {
    const locks = locksFor(org, item)
    const last = groups.findLastIndex((group) => locks.some((lock) => group.locks.has(lock)))
    const group = groups[last + 1] ?? { items: [], locks: new Set() }
    if (group.items.length === 0) groups.push(group)
    group.items.push(item)
    for (const lock of locks) group.locks.add(lock)
  }
  return groups
}

/** In one order everywhere: two that need the same locks never wait for each other. */
const inOrder = (locks: ReadonlySet<bigint>): bigint[] =>
  [...locks].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
