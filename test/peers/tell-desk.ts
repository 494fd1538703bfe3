import { setTimeout as sleep } from 'node:timers/promises'
import type { Told } from './switchboard.ts'
import { signCall } from './sign-call.ts'

/**
 * A house's own glue between its exchange and the desk: each word is signed and handed over, again and again until the desk has
 * it, as a program does that must lose none.
 */
export const tellDesk =
  ({ url, path, secret }: { url: string; path: string; secret: string }) =>
  async (told: Told): Promise<void> => {
    const body = JSON.stringify({ ...told, at: new Date().toISOString() })
    for (;;) {
      const signature = signCall(body, secret, Temporal.Now.instant())
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'evenhand-signature': signature },
        body,
      }).catch(() => null)
      if (answer?.ok) return
      if (answer && answer.status < 500 && answer.status !== 429)
        throw new Error(`The desk refuses a call: ${answer.status} ${await answer.text()}`)
      await sleep(50)
    }
  }
