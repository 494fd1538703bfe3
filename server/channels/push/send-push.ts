import { z } from 'zod'
import { NetworkTrouble, type AskPeer } from '../network.ts'
import { encryptPush, type BrowserKeys } from './encrypt.ts'
import { vapidHeader, type VapidKeys } from './vapid.ts'

/** A browser's own address at its push service, and its keys: as `PushSubscription.toJSON()` gives them, sealed where kept. */
export const Subscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  keys: z.object({
    p256dh: z.string().refine((text) => bytesOf(text)[0] === 4 && bytesOf(text).length === 65),
    auth: z.string().refine((text) => bytesOf(text).length === 16),
  }),
})
export type Subscription = z.output<typeof Subscription>

const bytesOf = (text: string) => Buffer.from(text, 'base64url')

const keysOf = ({ keys }: Subscription): BrowserKeys => ({
  p256dh: bytesOf(keys.p256dh),
  auth: bytesOf(keys.auth),
})

/** How a push service took a message. Gone: the browser has been unsubscribed, and is never asked again. */
export type PushOutcome =
  | { outcome: 'sent' }
  | { outcome: 'gone' }
  | { outcome: 'try-later'; because: string; after: Temporal.Duration | null }
  | { outcome: 'refused'; because: string }

export type Push = {
  text: string
  /** A newer message with the same topic takes the place of one that was not fetched yet (RFC 8030, section 5.4). */
  topic: string
  isUrgent: boolean
  /** So long the push service keeps it for a browser that is off. */
  keepFor: Temporal.Duration
}

/** Hands one message to a browser's push service (RFC 8030). */
export async function sendPush(
  ask: AskPeer,
  subscription: Subscription,
  { text, topic, isUrgent, keepFor }: Push,
  as: { keys: VapidKeys; contact: string; now: Temporal.Instant },
): Promise<PushOutcome> {
  const endpoint = new URL(subscription.endpoint)
  const body = encryptPush(Buffer.from(text), keysOf(subscription))
  try {
    const { status, header } = await ask(endpoint, {
      method: 'POST',
      headers: {
        authorization: vapidHeader(endpoint, as.keys, as),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(keepFor.total('seconds')),
        urgency: isUrgent ? 'high' : 'normal',
        topic,
      },
      body,
    })
    return outcomeOf(status, header('retry-after'), as.now)
  } catch (trouble) {
    if (trouble instanceof NetworkTrouble)
      return { outcome: 'try-later', because: 'The push service was not reached.', after: null }
    throw trouble
  }
}

function outcomeOf(status: number, retryAfter: string | undefined, now: Temporal.Instant): PushOutcome {
  if (status >= 200 && status < 300) return { outcome: 'sent' }
  if (status === 404 || status === 410) return { outcome: 'gone' }
  const because = `The push service answered ${status}.`
  if (status === 429 || status >= 500)
    return { outcome: 'try-later', because, after: waitOf(retryAfter, now) }
  return { outcome: 'refused', because }
}

/** RFC 9110, section 10.2.3: seconds, or a date. Longer than an hour is not waited. */
function waitOf(text: string | undefined, now: Temporal.Instant): Temporal.Duration | null {
  if (text === undefined) return null
  const seconds = /^\d{1,9}$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - now.epochMilliseconds) / 1000)
  return Number.isFinite(seconds)
    ? Temporal.Duration.from({ seconds: Math.min(3600, Math.max(1, seconds)) })
    : null
}
