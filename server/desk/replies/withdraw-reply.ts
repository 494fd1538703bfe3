import type { Case } from '#domain/case/case.ts'
import { happened } from '#domain/case/event.ts'
import { tookBack } from '#domain/case/not-arrived.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { detachToDraft } from '#server/store/draft-files.ts'
import { putDraft, readDraft } from '#server/store/drafts.ts'
import { newId } from '#server/store/id.ts'
import { holdRoomLinkOf, roomLinkOfMessage, takeRoomLinkBack } from '#server/store/room-links.ts'
import { readOwnWords, takeWordsBack } from '#server/store/messages.ts'
import { holdWork, holdWorkOf, settleWork } from '#server/store/work.ts'
import { answerOn, leads, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'

type Asked = { messageId: string; key: string }

/**
 * Takes a reply back that nobody has begun to send: its words and files are the draft again of whoever takes it back,
 * and the case is as if it had not been written; a link to a room that stands in it leads nowhere. The lock on its work is the one that a sender takes: one of the two wins.
 */
export async function withdrawReply(desk: Desk, agent: Agent, asked: Asked): Promise<Done> {
  const { messageId, key } = asked
  const work = await desk.db.withOrg(agent.org, (tx) => holdWorkOf(tx, messageId))
  if (!work) throw new Refusal('not-found', 'There is no such reply waiting to be sent.')
  const command = { name: 'withdrawReply', key, input: asked, caseId: work.case_id }
  return answerOn(desk, agent, command, async (tx, { kase }) => {
    const message = await readOwnWords(tx, messageId)
    if (!message) throw new Refusal('not-found', 'There is no such reply, or its words were erased.')
    if (message.member !== agent.handle && !leads(agent))
      throw new Refusal('not-allowed', 'Only whoever wrote a reply, or a lead, takes it back.')
    const now = desk.now()
    const waiting = await holdWork(tx, work.id)
    const onItsWay = kase.onTheWay.find((reply) => reply.message === messageId)
    if (waiting?.state !== 'queued' || waiting.attempts > 0 || !onItsWay)
      throw new Refusal('conflict', 'It is too late to take this reply back: it is being sent, or has been.')
    const link = await roomLinkOfMessage(tx, messageId)
    if (link !== undefined) await takeLinkBack(tx, link, now)
    await settleWork(tx, work.id, { state: 'withdrawn', because: null, dueAt: now.toString() })
    const mode = message.is_public ? 'public' : 'private'
    // What stands on a sheet of its own is no part of what its writer has begun to answer.
    if (link === undefined && !onItsWay.asksSettled && !onItsWay.refuses && !onItsWay.endsInPublic)
      await backToDraft(desk, tx, kase, agent, { ...message, id: messageId, mode, asks: onItsWay.asks })
    await takeWordsBack(tx, messageId)
    return {
      events: tookBack(kase, happened('reply-withdrawn', now, memberActor(agent), { message: messageId })),
      id: messageId,
    }
  })
}

type Words = { id: string; mode: 'private' | 'public'; body: string; asks: boolean; files: number }

/** Whatever was begun meanwhile stays below the words that come back. */
async function backToDraft(desk: Desk, tx: OrgTx, { id: caseId }: Case, agent: Agent, words: Words) {
  const whose = { caseId, member: agent.handle }
  const now = desk.now()
  const begun = (await readDraft(tx, whose))?.body.trim() ?? ''
  const body = begun ? `${words.body}\n\n${begun}` : words.body
  await putDraft(tx, whose, { mode: words.mode, body, asks: words.asks, savedAt: now.toString() })
  if (words.files > 0)
    await detachToDraft(
      tx,
      whose,
      words.id,
      Array.from({ length: words.files }, () => newId(now)),
    )
}

/** Nobody who has come in by a link is put out again. */
async function takeLinkBack(tx: OrgTx, link: string, now: Temporal.Instant) {
  const held = await holdRoomLinkOf(tx, link)
  if (held?.used_at)
    throw new Refusal('conflict', 'It is too late to take the link back: somebody came in by it.')
  await takeRoomLinkBack(tx, link, now.toString())
}
