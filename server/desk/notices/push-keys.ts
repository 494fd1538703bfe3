import type { OrgTx } from '#server/store/database.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readPushKey, savePushKey, type SubscriptionRow } from '#server/store/push.ts'
import { newVapidKeys, type VapidKeys } from '#server/channels/push/vapid.ts'
import { Subscription } from '#server/channels/push/send-push.ts'
import type { Desk } from '../desk.ts'
import { openSecret, sealSecret } from '../seal.ts'

/** By what push services know this organisation: made when it is first asked for, the private half sealed. */
export async function pushKeys(desk: Desk, tx: OrgTx): Promise<VapidKeys> {
  const { wrapped_key: organisationKey } = await thisOrganisation(tx)
  const open = ({
    public_key,
    sealed_private,
    wrapped_key,
  }: Awaited<ReturnType<typeof readPushKey>> & object): VapidKeys => ({
    publicKey: public_key,
    privateKey: openSecret(desk.masterKey, organisationKey, { secret: sealed_private, key: wrapped_key }),
  })
  const known = await readPushKey(tx)
  if (known) return open(known)
  const made = newVapidKeys()
  const { secret, key } = sealSecret(desk.masterKey, organisationKey, made.privateKey)
  await savePushKey(tx, {
    public_key: made.publicKey,
    sealed_private: secret,
    wrapped_key: key,
    at: desk.now().toString(),
  })
  // Somebody may have been faster: what stands is what counts.
  const saved = await readPushKey(tx)
  return saved ? open(saved) : made
}

/** Where a browser is reached, and its keys. */
export async function openSubscription(
  desk: Desk,
  tx: OrgTx,
  { sealed, wrapped_key: key }: SubscriptionRow,
): Promise<Subscription> {
  const { wrapped_key: organisationKey } = await thisOrganisation(tx)
  return Subscription.parse(JSON.parse(openSecret(desk.masterKey, organisationKey, { secret: sealed, key })))
}
