import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { addBrowser as adding } from '#contract/notices.ts'
import { Refusal } from '#domain/refusal.ts'
import { Subscription } from '#server/channels/push/send-push.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import {
  dropSubscription,
  dropSubscriptionAt,
  readSubscription,
  saveSubscription,
  subscriptionsOf,
} from '#server/store/push.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refusePlaceOf } from '../notices/push-reach.ts'
import { sealSecret } from '../seal.ts'

/** Nobody works in more browsers; the one that was there the longest goes. */
const most = 10

/** Tells a colleague in a browser from now on. */
export async function addBrowser(
  desk: Desk,
  { org, handle }: Agent,
  asked: z.output<typeof adding.input>,
  uses: { browser: string | null; system: string | null },
): Promise<{ id: string }> {
  const read = Subscription.safeParse({ endpoint: asked.endpoint, keys: asked.keys })
  if (!read.success)
    throw new Refusal('invalid', 'The keys of this browser cannot be read. Subscribe it again.')
  await refusePlaceOf(desk, 'browser', asked.endpoint)
  return desk.db.withOrg(org, async (tx) => {
    const { wrapped_key } = await thisOrganisation(tx)
    const { secret, key } = sealSecret(desk.masterKey, wrapped_key, JSON.stringify(read.data))
    if (asked.replaces !== undefined) await dropSubscriptionAt(tx, handle, digestOf(asked.replaces))
    const id = await saveSubscription(tx, {
      id: newId(desk.now()),
      member: handle,
      digest: digestOf(asked.endpoint),
      sealed: secret,
      wrapped_key: key,
      ...uses,
      at: desk.now().toString(),
    })
    const all = await subscriptionsOf(tx, handle)
    for (const old of all.slice(0, Math.max(0, all.length - most)))
      if (old.id !== id) await dropSubscription(tx, old.id)
    return { id }
  })
}

const digestOf = (endpoint: string) => createHash('sha256').update(endpoint).digest()

/** Tells them in a browser no more. */
export const removeBrowser = (
  desk: Desk,
  { org, handle }: Agent,
  { browserId }: { browserId: string },
): Promise<{ browserId: string }> =>
  desk.db.withOrg(org, async (tx) => {
    const known = await readSubscription(tx, browserId)
    if (known?.member !== handle) throw new Refusal('not-found', 'You are not told in such a browser.')
    await dropSubscription(tx, browserId)
    return { browserId }
  })
