import { createHash } from 'node:crypto'

/** What a link of the chain holds of an event; `data` is the very text that is stored. */
export type Link = { seq: number; type: string; at: Temporal.Instant; actor: string; data: string }

/** The start of every chain. */
export const chainStart: Buffer = Buffer.alloc(32)

/**
 * The hash of an event: over its place, its content and the hash before it, so that none can be changed,
 * left out, moved to another case or put in between without every later hash differing.
 */
export const linkHash = (
  org: string,
  caseId: string,
  before: Buffer,
  { seq, type, at, actor, data }: Link,
): Buffer =>
  createHash('sha256')
    .update(before)
    .update(`${org}\n${caseId}\n${seq}\n${type}\n${at.epochMilliseconds}\n${actor}\n${data}`)
    .digest()

/** The hash of an hourly head: over the stretch of the feed that it covers, what it found there, and the head before. */
export const headHash = (before: Buffer, n: number, from: number, to: number, digest: Buffer): Buffer =>
  createHash('sha256').update(before).update(`${n}\n${from}\n${to}\n`).update(digest).digest()
