import type { SendOutcome } from '#server/channels/channel.ts'
import type { Desk } from '#server/desk/desk.ts'
import { postReply } from '#server/desk/posts/post-reply.ts'
import { enterDoubt, type WorkRow } from '#server/store/work.ts'

/** Posts a reply on the network that it was written for. */
export const sendPost = (desk: Desk, org: string, work: WorkRow): Promise<SendOutcome> =>
  postReply(desk, org, work.message_id, async () => {
    const isOurs = await desk.db.withOrg(org, (tx) => enterDoubt(tx, work.id, work.attempts))
    if (!isOurs) throw new Error('Another process has taken this over.')
  })
