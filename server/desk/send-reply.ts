import { apologyReader, judgeReply } from '#domain/apology/judge-reply.ts'
import { isSpoken, mayAnswerInPublic } from '#domain/channel.ts'
import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { replyMessageId } from '#server/channels/email/compose.ts'
import { bareSubject } from '#domain/text/matter.ts'
import { firstBlank } from '#domain/text/template.ts'
import type { OrgTx } from '#server/store/database.ts'
import { attachDraftFiles, dropDraftFiles } from '#server/store/draft-files.ts'
import { dropDraft } from '#server/store/drafts.ts'
import { newId } from '#server/store/id.ts'
import { saveMessage, subjectOf } from '#server/store/messages.ts'
import { savePost } from '#server/store/posts.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from './command.ts'
import type { Desk } from './desk.ts'
import { digestOf, newSalt } from './digest.ts'
import { guardReply } from './guard-reply.ts'
import { publicPost } from './public-post.ts'
import { isGivenByHand, receiverOf } from './receiver.ts'

type Reply = {
  caseId: string
  body: string
  visibility: 'private' | 'public'
  asks: boolean
  /** Files of the writer's draft that go with it. */
  files?: readonly string[]
  /** Seconds in which it can still be taken back before it is sent. */
  sendAfter?: number
  /** What is too long for one post becomes a numbered thread. */
  split?: boolean
  /** The words of crisis that its writer has looked at, and means all the same. */
  despite?: readonly string[]
  seq: number
  key: string
}

/**
 * Writes a reply to the account that wrote last, by the connection it came in by, and queues its sending.
 * In public it is posted where its network is connected. Where the desk cannot send, on the phone, by letter or in private on
 * a network, the colleague gives it: it has been given when it
 * is written down, or when it cannot be taken back any more.
 * What was being written is no draft any more, in the same moment.
 */
export async function sendReply(desk: Desk, agent: Agent, reply: Reply): Promise<Done> {
  const done = await commandOn(desk, agent, 'sendReply', reply, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'reply')
    refuseUnfinished(reply.body)
    const receiving = await receiverOf(tx, kase)
    const { account: receiver, connection, channel } = receiving
    const account = receiver?.id ?? null
    const isPublic = reply.visibility === 'public'
    if (isPublic && !mayAnswerInPublic(channel))
      throw new Refusal('invalid', 'This came in private, so the answer is private too.')
    await guardReply(tx, { kase, body: reply.body, isPublic, despite: reply.despite ?? [] })
    const now = desk.now()
    const id = newId(now)
    const post = isPublic ? await publicPost(desk, tx, kase, receiving, postOf(reply, id, now)) : null
    const byHand = post === null && isGivenByHand({ account: receiver, channel })
    if (!byHand && account === null)
      throw new Refusal('conflict', 'There is nobody to reply to: the writer is not known by any address.')
    const salt = newSalt()
    const subject = await subjectFor(tx, kase, account)
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
      keys: post?.keys ?? (byHand ? [] : [replyMessageId(id, desk.mailDomain)]),
    })
    if (post) savePost(tx, { message: id, connection, key: post.keys[0] ?? '', lookAt: null, ...post })
    await takeDraft(tx, agent, reply, id)
    const written = happened('reply-written', now, memberActor(agent), {
      message: id,
      account,
      connection,
      isPublic,
      digest: digestOf(salt, subject, reply.body),
      asks: reply.asks,
      byHand,
      ...(post && { network: post.network }),
      // What is written down of a talk is not what was said in it.
      ...(!isSpoken(channel) && { judged: { by: apologyReader, ...judgeReply(reply.body) } }),
    })
    const given: CaseEvent[] =
      byHand && !reply.sendAfter ? [happened('reply-sent', now, 'desk', { message: id })] : []
    return { events: [written, ...given], id, sendsAt: now.add({ seconds: reply.sendAfter ?? 0 }) }
  })
  desk.nudge('work')
  return done
}

const postOf = ({ body, split = false, files = [] }: Reply, id: string, at: Temporal.Instant) => ({
  id,
  at,
  body,
  split,
  files: files.length,
})

/** What a template left to be written must not be what the customer reads. */
function refuseUnfinished(body: string) {
  const left = firstBlank(body)
  if (left !== undefined)
    throw new Refusal('invalid', `“${left}” is still to be written: fill it in or take it out, then send.`)
}

/** The subject of the thread with the case's number, once. */
async function subjectFor(tx: OrgTx, { id, number }: Case, account: string | null): Promise<string> {
  const words = await subjectOf(tx, id, account)
  const bare = bareSubject((words?.thread_subject ?? words?.subject ?? '').replaceAll(/\[EH-\d+\]/g, ''))
  return `${bare} [EH-${number}]`.trim()
}

/** The files of the draft become the message's, and nothing of the draft stays. */
async function takeDraft(tx: OrgTx, agent: Agent, { caseId, files = [] }: Reply, messageId: string) {
  const whose = { caseId, member: agent.handle }
  const wanted = new Set(files)
  if (wanted.size > 0 && (await attachDraftFiles(tx, whose, messageId, [...wanted])) < wanted.size)
    throw new Refusal(
      'conflict',
      'A file of this reply is not in your draft any more. Look at its files again.',
    )
  await dropDraftFiles(tx, whose)
  await dropDraft(tx, whose)
}
