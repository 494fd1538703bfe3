import { skeletonOf } from '#domain/people/look-alike.ts'
import { nextLook } from '#domain/text/post-looks.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import type { OrgTx } from '#server/store/database.ts'
import { callAccount, savePost } from '#server/store/posts.ts'
import type { Desk } from '../desk.ts'
import type { Understood } from '../items/understood.ts'
import type { Writer } from '../items/writer-of.ts'

type Noted = {
  item: Pick<Understood, 'connection' | 'contactAt'>
  message: InboundMessage
  messageId: string
  writer: Pick<Writer, 'account'>
}

/** Notes of a post that it is one, so that it is looked after, and by which handle its author goes now. */
export function notePost(desk: Desk, tx: OrgTx, { item, message, messageId, writer }: Noted): void {
  const { from, post } = message
  if (writer.account !== null && from.id !== undefined)
    callAccount(tx, writer.account, { address: from.address, skeleton: skeletonOf(from.address) })
  if (!post) return
  const lookAt = nextLook(item.contactAt, desk.now())?.toString() ?? null
  savePost(tx, { message: messageId, connection: item.connection, ...post, answers: null, lookAt })
}
