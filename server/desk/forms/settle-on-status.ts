import { once } from '../command.ts'
import type { Said } from '#domain/case/customers-word.ts'
import type { Desk } from '../desk.ts'
import { isFresh, readStamp } from './form-stamp.ts'
import { hearCustomer } from '../settling/hear-customer.ts'
import type { Reached } from './show-status.ts'

/**
 * Takes down what somebody says on their status page of how it stands: their word counts as in the room. A double press is
 * one. A page that was open for long, and one whose case is not theirs to speak of, asks again.
 */
export async function settleOnStatus(
  desk: Desk,
  { org, link, kase }: Reached,
  { says, stamp: text }: { says: Said; stamp: string },
): Promise<'said' | 'old'> {
  const stamp = readStamp(desk, link.item_id, text)
  if (!kase || link.outcome === 'joined' || !stamp || !isFresh(desk, stamp)) return 'old'
  const key = `status ${link.item_id} ${says} ${stamp.nonce}`
  await once(desk, org, { name: 'settleOnStatus', key, input: { says } }, async (tx) => {
    const held = await hearCustomer(desk, tx, kase.id, { by: 'status-page', says })
    return { caseId: held.kase.id }
  })
  return 'said'
}
