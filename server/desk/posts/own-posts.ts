import type { Understanding } from '#server/channels/channel.ts'
import type { OrgTx } from '#server/store/database.ts'
import { isOurHandle } from '#server/store/own-handles.ts'

/** What was posted from an account of ours is no complaint: it is set aside, and one press away from being a case. */
export async function withoutOwnPosts(tx: OrgTx, understanding: Understanding): Promise<Understanding> {
  if (understanding.kind !== 'message') return understanding
  const { message } = understanding
  const { kind, network = '', address } = message.from
  const isOurs =
    kind === 'handle' &&
    (await isOurHandle(tx, { network: network.toLowerCase(), handle: address.replace(/^@/, '') }))
  return isOurs ? { kind: 'set-aside', because: 'own-post', message } : understanding
}
