import { createHmac, timingSafeEqual } from 'node:crypto'

/** So far a telephone system's clock may be off; an older message may be one that somebody recorded. */
const window = Temporal.Duration.from({ minutes: 5 })

/** A signature as it was written, in time; whose it is has to be checked. */
export type Signature = { seconds: string; given: string }

const form = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/

/**
 * Reads `t=<unix seconds>,v1=<hex>`. Within the window the same message may come again: it says the same, and is taken down
 * once. A sentence where it is none, or not in time.
 */
export function readSignature(header: string | undefined, now: Temporal.Instant): Signature | string {
  const [, seconds, given] = form.exec(header ?? '') ?? []
  if (seconds === undefined || given === undefined)
    return 'Sign it: evenhand-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">.'
  const at = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000)
  if (Temporal.Duration.compare(at.since(now).abs(), window) > 0)
    return 'It was signed more than five minutes ago, or one of our clocks is off.'
  return { seconds, given }
}

/** Whether it is the HMAC-SHA256 (RFC 2104) of `t.body`, over the bytes as they came, under this secret. */
export function isSignedBy({ seconds, given }: Signature, body: Uint8Array, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(given, 'hex'))
}
