import { isAnsweredByHand } from '#domain/channel.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { replyMessageId } from '#server/channels/email/compose.ts'
import { bareSubject } from '#domain/text/matter.ts'
import { newId } from '#server/store/id.ts'
import { saveMessage, subjectOf } from '#server/store/messages.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from './command.ts'
import type { Desk } from './desk.ts'
import { digestOf, newSalt } from './digest.ts'
import { receiverOf } from './receiver.ts'

type Reply = {
  caseId: string
  body: string
  visibility: 'private' | 'public'
  asks: boolean
  seq: number
  key: string
}

/**
 * Writes a reply to the account that wrote last, by the connection it came in by, and queues its sending.
 * On the phone, at the counter and by letter the colleague says or posts it: it has been given when it is written down.
 */
export async function sendReply(desk: Desk, agent: Agent, reply: Reply): Promise<Done> {
  const done = await commandOn(desk, agent, 'sendReply', reply, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'reply')
    const { account, connection, channel } = await receiverOf(tx, kase)
    const isPublic = reply.visibility === 'public'
    if (isPublic && channel !== 'social' && channel !== 'review')
      throw new Refusal('invalid', 'This came in private, so the answer is private too.')
    const byHand = isAnsweredByHand(channel)
    if (!byHand && account === null)
      throw new Refusal('conflict', 'There is nobody to reply to: the writer is not known by any address.')
    const now = desk.now()
    const id = newId(now)
    const salt = newSalt()
    const words = await subjectOf(tx, kase.id, account)
    const subject =
      `${bareSubject((words?.thread_subject ?? words?.subject ?? '').replaceAll(/\[EH-\d+\]/g, ''))} [EH-${kase.number}]`.trim()
    await saveMessage(tx, {
      id,
      caseId: kase.id,
      direction: 'out',
      channel,
      connection,
      account,
      member: agent.handle,
      isPublic,
      at: now.toString(),
      subject,
      body: reply.body,
      salt,
      keys: byHand ? [] : [replyMessageId(id, desk.mailDomain)],
    })
    const written = happened('reply-written', now, memberActor(agent), {
      message: id,
      account,
      connection,
      isPublic,
      digest: digestOf(salt, subject, reply.body),
      asks: reply.asks,
      byHand,
    })
    const given: CaseEvent[] = byHand ? [happened('reply-sent', now, 'desk', { message: id })] : []
    return { events: [written, ...given], id }
  })
  desk.nudge('work')
  return done
}
