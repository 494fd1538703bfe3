import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { audit } from '#contract/desk.ts'
import { ask, type Caller } from './ask.ts'

/** The audit, once every item that was kept has its outcome and nothing waits to be sent. */
export async function untilSettled(caller: Caller): Promise<z.output<typeof audit.output>> {
  const until = performance.now() + 30_000
  for (;;) {
    const found = await ask(caller, audit, {})
    const { items, opened, joined, setAside, quarantined, waiting, queued } = found
    // The counts and what waits are read one after the other.
    const isWhole = items === opened + joined + setAside + quarantined
    if (isWhole && waiting === 0 && queued === 0) return found
    if (performance.now() > until) throw new Error(`The desk does not come to rest: ${JSON.stringify(found)}`)
    await sleep(10)
  }
}
