import { apologyReader, judgeReply } from '#domain/apology/judge-reply.ts'
import { isSpoken, mayAnswerInPublic } from '#domain/channel.ts'
import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent, type EventData } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { replyMessageId } from '#server/channels/email/compose.ts'
import { bareSubject } from '#domain/text/matter.ts'
import { addressOf } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import { attachDraftFiles, dropDraftFiles } from '#server/store/draft-files.ts'
import { dropDraft } from '#server/store/drafts.ts'
import { newId } from '#server/store/id.ts'
import { saveMessage, subjectOf } from '#server/store/messages.ts'
import { savePost } from '#server/store/posts.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { digestOf, newSalt } from '../digest.ts'
import { guardReply } from './guard-reply.ts'
import { mailDomainOf } from './mail-domain.ts'
import { publicPost } from '../posts/public-post.ts'
import { isGivenByHand, receiverOf, type Receiver } from './receiver.ts'
import { refuseTooEarly } from './refuse-too-early.ts'
import { refuseUnspecific } from './refuse-unspecific.ts'
import { signatureOf } from './signature-of.ts'

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
  /** The templates whose words are meant as they stand. */
  asIs?: readonly string[]
  /** It asks whether the matter is settled. */
  asksSettled?: boolean
  /** It says no, with all that a no needs: only what was put together of its parts does. */
  refuses?: 'not-upheld' | 'out-of-scope'
  /** The text, approved by its signer, under whose name it goes out. */
  signing?: string | undefined
  seq: number
  key: string
}

/** What else happens in the moment in which a reply is written, and what it says then: a room is opened, and its link stands in it. */
type Along = {
  /** The command that it is. */
  name: string
  /** A matter that is closed may still be told of once. */
  evenIfClosed?: boolean
  write(
    tx: OrgTx,
    written: { kase: Case; receiver: Receiver; message: string },
  ): Promise<{ body: string; events: CaseEvent[]; is?: IsReply }>
}

/** What a reply is that says nothing of the matter. */
export type IsReply = Pick<EventData['reply-written'], 'onlyInvites' | 'endsInPublic'>

/**
 * Writes a reply to the account that wrote last, by the connection it came in by, and queues its sending.
 * In public it is posted where its network is connected. Where the desk cannot send, on the phone, by letter or in private on
 * a network, the colleague gives it: it has been given when it
 * is written down, or when it cannot be taken back any more.
 * What was being written is no draft any more, in the same moment.
 */
export async function sendReply(desk: Desk, agent: Agent, reply: Reply, along?: Along): Promise<Done> {
  const done = await commandOn(desk, agent, along?.name ?? 'sendReply', reply, async (tx, { kase }) => {
    if (!along?.evenIfClosed || kase.state !== 'closed') refuseUnlessOpen(kase, 'reply')
    await refuseUnspecific(desk, tx, kase, reply)
    const { as, provenance } = await signatureOf(tx, agent, [kase.id, ...kase.tookOver], reply)
    if (reply.asksSettled) refuseTooEarly(kase)
    const receiving = await receiverOf(tx, kase)
    const { account: receiver, connection, channel } = receiving
    const account = receiver?.id ?? null
    const isPublic = reply.visibility === 'public'
    if (isPublic && !mayAnswerInPublic(channel))
      throw new Refusal('invalid', 'This came in private, so the answer is private too.')
    await guardReply(tx, { kase, body: reply.body, isPublic, despite: reply.despite ?? [] })
    const now = desk.now()
    const id = newId(now)
    const beside = await along?.write(tx, { kase, receiver: receiving, message: id })
    const body = beside?.body ?? reply.body
    const post = isPublic
      ? await publicPost(desk, tx, kase, receiving, postOf({ ...reply, body }, id, now))
      : null
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
      member: as,
      isPublic,
      at: now.toString(),
      subject,
      body,
      salt,
      ...(provenance && { provenance: { ...provenance, sent: agent.handle } }),
      keys:
        post?.keys ??
        (byHand ? [] : [replyMessageId(id, mailDomainOf(desk, await addressOf(tx, connection)))]),
    })
    if (post) savePost(tx, { message: id, connection, key: post.keys[0] ?? '', lookAt: null, ...post })
    if (!along && reply.signing === undefined) await takeDraft(tx, agent, reply, id)
    const written = happened('reply-written', now, memberActor(agent), {
      message: id,
      account,
      connection,
      isPublic,
      digest: digestOf(salt, subject, body),
      asks: reply.asks,
      byHand,
      ...(post && { network: post.network }),
      // What is written down of a talk is not what was said in it.
      // A no that was put together of all its parts says more than that we are sorry.
      ...(!isSpoken(channel) &&
        !reply.refuses && { judged: { by: apologyReader, ...judgeReply(reply.body) } }),
      ...beside?.is,
      ...(reply.asksSettled && { asksSettled: true as const }),
      ...(reply.refuses && { refuses: reply.refuses, ...(agent.hand !== undefined && { hand: agent.hand }) }),
      ...(provenance && { provenance }),
    })
    const given: CaseEvent[] =
      byHand && !reply.sendAfter ? [happened('reply-sent', now, 'desk', { message: id })] : []
    return {
      events: [written, ...given, ...(beside?.events ?? [])],
      id,
      sendsAt: now.add({ seconds: reply.sendAfter ?? 0 }),
    }
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

/** The subject of the thread with the case's number, once. */
async function subjectFor(tx: OrgTx, { id, number }: Case, account: string | null): Promise<string> {
  const words = await subjectOf(tx, id, account)
  const bare = bareSubject((words?.thread_subject ?? words?.subject ?? '').replaceAll(/\[EH-\d+\]/g, ''))
  return `${bare} [EH-${number}]`.trim()
}

/** The files of the draft become the message's, and nothing of the draft stays, unless the desk has worded a question beside it. */
async function takeDraft(
  tx: OrgTx,
  agent: Agent,
  { caseId, files = [], asksSettled = false }: Reply,
  messageId: string,
) {
  const whose = { caseId, member: agent.handle }
  const wanted = new Set(files)
  if (wanted.size > 0 && (await attachDraftFiles(tx, whose, messageId, [...wanted])) < wanted.size)
    throw new Refusal(
      'conflict',
      'A file of this reply is not in your draft any more. Look at its files again.',
    )
  if (asksSettled) return
  await dropDraftFiles(tx, whose)
  await dropDraft(tx, whose)
}
