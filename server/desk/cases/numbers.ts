import { giveNumbersBack, takeNumbers } from '#server/store/cases.ts'
import type { Database } from '#server/store/database.ts'
import type { Numbers } from '../desk.ts'

const largest = 50
const soonMs = 60_000

/** Numbers that this process may give, and how long it has had them. */
type Block = { next: number; end: number; size: number; takenAt: number }

/**
 * Hands out case numbers from blocks, one block an organisation and process, so that no two cases wait for one counter.
 * A block is as large as the last minute has needed, so that a process that dies leaves a small gap where little happens;
 * one that ends gives back what it has not used. Numbers grow with time, but not strictly between processes.
 */
export function openNumbers(db: Database): Numbers {
  const blocks = new Map<string, Block>()
  const taking = new Map<string, Promise<void>>()

  const take = async (org: string) => {
    const size = sizeAfter(blocks.get(org))
    // A transaction of its own, so that the counter's row is free again before the case is written; as the worker,
    // because whoever asks is inside a transaction: were all of the app's connections asking, none would be left.
    const first = await db.asWorker((tx) => takeNumbers(tx, org, size))
    blocks.set(org, { next: first, end: first + size, size, takenAt: performance.now() })
  }
  const next = async (org: string): Promise<number> => {
    const held = blocks.get(org)
    if (held && held.next < held.end) return held.next++
    const waiting = taking.get(org) ?? take(org).finally(() => taking.delete(org))
    taking.set(org, waiting)
    await waiting
    return next(org)
  }
  const giveBack = async () => {
    const left = [...blocks].filter(([, held]) => held.next < held.end)
    blocks.clear()
    for (const [org, held] of left) await db.asWorker((tx) => giveNumbersBack(tx, org, held))
  }
  return { next, giveBack }
}

/** Twice as many where the last were soon used up, else one. */
const sizeAfter = (last: Block | undefined): number =>
  last && performance.now() - last.takenAt < soonMs ? Math.min(largest, last.size * 2) : 1
