import { takeNumbers } from '#server/store/cases.ts'
import type { Database } from '#server/store/database.ts'
import type { Numbers } from './desk.ts'

const block = 50

/**
 * Hands out case numbers from blocks, one block an organisation and process, so that no two cases wait for one counter.
 * Numbers grow with time, but not strictly between processes, and a process that ends leaves a gap.
 */
export function openNumbers(db: Database): Numbers {
  const blocks = new Map<string, { next: number; end: number }>()
  const taking = new Map<string, Promise<void>>()

  const take = async (org: string) => {
    // A transaction of its own, so that the counter's row is free again before the case is written; as the worker,
    // because whoever asks is inside a transaction: were all of the app's connections asking, none would be left.
    const first = await db.asWorker((tx) => takeNumbers(tx, org, block))
    blocks.set(org, { next: first, end: first + block })
  }
  const next = async (org: string): Promise<number> => {
    const held = blocks.get(org)
    if (held && held.next < held.end) return held.next++
    const waiting = taking.get(org) ?? take(org).finally(() => taking.delete(org))
    taking.set(org, waiting)
    await waiting
    return next(org)
  }
  return { next }
}
