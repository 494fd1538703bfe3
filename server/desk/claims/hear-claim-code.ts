import { codesIn, isOnlyCode } from '#domain/claim/claim-code.ts'
import { accountKey } from '#domain/account-key.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import { codeWithDigest, saveClaimCheck } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { claimCodeDigest } from './claim-code.ts'
import type { Desk } from '../desk.ts'

/**
 * Whether what came from an account of a network holds a code of ours. A worker is asked to judge it by the account, on the
 * claim's own case; and where it says nothing else, it is no complaint of its own. Mail and telephone prove no account.
 */
export async function hearClaimCode(
  desk: Desk,
  tx: OrgTx,
  message: InboundMessage,
  at: Temporal.Instant,
): Promise<'only-a-code' | 'more' | 'none'> {
  const { from, text, isPublic } = message
  if (from.kind !== 'handle') return 'none'
  const digests = codesIn(text).map((code) => claimCodeDigest(desk, tx.org, code))
  const found = digests.length === 0 ? undefined : await codeWithDigest(tx, digests)
  if (!found) return 'none'
  const now = desk.now().toString()
  saveClaimCheck(tx, {
    id: newId(desk.now()),
    claim: found.claim_id,
    how: 'code',
    code: found.id,
    network: from.network ?? '',
    handle: from.address,
    accountKey: accountKey(from),
    isPublic,
    at: at.toString(),
    due: now,
  })
  return isOnlyCode(text) ? 'only-a-code' : 'more'
}
