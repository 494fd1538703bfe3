import { Refusal } from '#domain/refusal.ts'
import { failuresAt, nextTryAt, type Patience } from '#domain/sign-in/patience.ts'
import { holdAttempts, writeAttempts } from '#server/store/attempts.ts'
import type { Tx } from '#server/store/database.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/** Something by which failed tries are counted. Its name is only kept digested. */
export type Counter = { name: string; patience: Patience }

/**
 * Counts a try as failed before it is made, so that a thousand at once are a thousand; whoever succeeds takes it back.
 * Refused while any of the counters lets wait.
 */
export async function countTry(desk: Desk, counters: readonly Counter[]): Promise<void> {
  const wait = await change(desk, counters, (held, now) => {
    const until = held.map(({ attempts, patience }) =>
      attempts.failures === 0 ? now : nextTryAt(attempts, patience),
    )
    const latest = until.reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b), now)
    if (Temporal.Instant.compare(latest, now) > 0) return { wait: now.until(latest) }
    return { counts: held.map(({ attempts }) => attempts.failures + 1) }
  })
  if (!wait) return
  const seconds = Math.max(1, Math.ceil(wait.total('seconds')))
  throw new Refusal('too-many', `Too many tries from here. Try again in ${waitWords(seconds)}.`, {
    retryAfterSeconds: seconds,
  })
}

/** Takes a try back that was no failure, and leaves what failed before it. */
export async function takeBack(desk: Desk, counters: readonly Counter[]): Promise<void> {
  await change(desk, counters, (held) => ({
    counts: held.map(({ attempts }) => Math.max(0, attempts.failures - 1)),
  }))
}

/** Forgets what failed: whoever it was has shown who they are. */
export async function forget(desk: Desk, counters: readonly Counter[]): Promise<void> {
  await change(desk, counters, (held) => ({ counts: held.map(() => 0) }))
}

type Held = { key: Buffer; patience: Patience; attempts: { failures: number; newestAt: Temporal.Instant } }

function change(
  desk: Desk,
  counters: readonly Counter[],
  decide: (
    held: readonly Held[],
    now: Temporal.Instant,
  ) => { counts: readonly number[] } | { wait: Temporal.Duration },
): Promise<Temporal.Duration | undefined> {
  const now = desk.now()
  return desk.db.asWorker(async (tx) => {
    const held = await hold(desk, tx, counters, now)
    const decided = decide(held, now)
    if ('wait' in decided) return decided.wait
    const counts = held.map(({ key }, n) => ({ key, failures: decided.counts[n] ?? 0 }))
    await writeAttempts(tx, counts, now.toString())
    return undefined
  })
}

async function hold(
  desk: Desk,
  tx: Tx,
  counters: readonly Counter[],
  now: Temporal.Instant,
): Promise<Held[]> {
  const keyed = counters.map(({ name, patience }) => ({
    key: keyedDigest(desk.masterKey, `attempts ${name}`),
    patience,
  }))
  const rows = await holdAttempts(
    tx,
    keyed.map(({ key }) => key),
  )
  return keyed.map(({ key, patience }) => {
    const row = rows.find((found) => found.key.equals(key))
    const known = { failures: row?.failures ?? 0, newestAt: row?.newest_at ?? now }
    return { key, patience, attempts: { ...known, failures: failuresAt(known, now) } }
  })
}

const waitWords = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
