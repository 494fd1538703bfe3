import { createHmac } from 'node:crypto'
import { NetworkTrouble, type AskPeer } from '../network.ts'

/** Whom to ring, and why: nothing of the customer's, only what leads back to the case. */
export type Ring = {
  /** The same ring again has the same id: a gateway that knows it already rings nobody twice. */
  delivery: string
  title: string
  link: string
  call: { case: number; page: string; member: string; rung: string; round: number; at: string } | null
}

/** How a gateway took it: null where it did; else why not, in a sentence. */
export type RingTrouble = { because: string; isForGood: boolean } | null

/**
 * Tells a gateway that rings pagers or telephones, by a message that it can check: `evenhand-signature: t=<unix
 * seconds>,v1=<hex HMAC-SHA256 of "t.body">`, over the bytes of the body.
 */
export async function ringPager(
  ask: AskPeer,
  { url, secret }: { url: string; secret: string },
  ring: Ring,
  now: Temporal.Instant,
): Promise<RingTrouble> {
  const body = JSON.stringify(ring)
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const code = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  try {
    const { status } = await ask(new URL(url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'evenhand-signature': `t=${seconds},v1=${code}`,
        'evenhand-delivery': ring.delivery,
      },
      body,
    })
    if (status >= 200 && status < 300) return null
    const isForGood = status >= 400 && status < 500 && status !== 408 && status !== 429
    return { because: `The gateway answered ${status}.`, isForGood }
  } catch (trouble) {
    if (trouble instanceof NetworkTrouble)
      return { because: 'The gateway was not reached.', isForGood: false }
    throw trouble
  }
}
