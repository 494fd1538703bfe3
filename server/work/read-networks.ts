import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '#server/desk/desk.ts'
import { lockOf } from '#server/desk/digest.ts'
import type { Health } from '#server/desk/connections/note-health.ts'
import { readNetwork } from '#server/desk/posts/read-network.ts'
import { networkConnections } from '#server/store/networks.ts'
import type { Station } from '#server/store/station.ts'
import type { Reading } from './read-mailboxes.ts'

/**
 * Reads every connection to a network that nobody reads yet, here or in another process, as mailboxes are read: one that was
 * changed is read anew, one that has ended is not read on, and when a process dies another goes on where the cursor stands.
 */
export async function readNetworks(
  desk: Desk,
  reading: Map<string, Reading>,
  claims: Pick<Station, 'claim' | 'release'>,
): Promise<void> {
  const found = await desk.db.asWorker(networkConnections)
  for (const [id, { version, stop }] of reading)
    if (!found.some((connection) => connection.id === id && connection.version === version)) stop()
  for (const { org_id: org, id, version } of found) {
    if (reading.has(id)) continue
    const claim = lockOf(org, `network ${id}`)
    const lost = await claims.claim(claim)
    if (!lost) continue
    const ending = new AbortController()
    const done = readOn(desk, org, id, AbortSignal.any([ending.signal, desk.ending, lost]))
      .then(() => claims.release(claim))
      .finally(() => reading.delete(id))
    reading.set(id, { version, done, stop: () => ending.abort() })
  }
}

/** Looks again and again until the signal. What fails that is no trouble of the network's is a fault of ours, told and tried again. */
async function readOn(desk: Desk, org: string, id: string, signal: AbortSignal): Promise<void> {
  let health: Health | null = null
  while (!signal.aborted) {
    let rest = 10_000
    try {
      const looked = await readNetwork(desk, org, id, health)
      if (!looked) return
      health = looked.health
      rest = looked.again.total('milliseconds')
    } catch (fault) {
      if (!signal.aborted) desk.failed('read network', fault)
    }
    await sleep(Math.max(0, rest), undefined, { signal }).catch(() => undefined)
  }
}
