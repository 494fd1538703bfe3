import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { saveMentions } from '#server/store/mentions.ts'
import { saveMessage } from '#server/store/messages.ts'
import { memberActor, type Agent } from '../command.ts'
import { digestOf, newSalt } from '../digest.ts'
import { namedInNote } from './mentions.ts'

/** Keeps a note on a case, and tells those whom it names. */
export async function keepNote(
  tx: OrgTx,
  kase: Case,
  agent: Agent,
  body: string,
  now: Temporal.Instant,
): Promise<{ event: CaseEvent; id: string; mentions: string[] }> {
  const mentions = await namedInNote(tx, kase.id, body)
  const id = newId(now)
  const salt = newSalt()
  await saveMessage(tx, {
    id,
    caseId: kase.id,
    direction: 'note',
    channel: kase.channel,
    connection: null,
    account: null,
    member: agent.handle,
    isPublic: false,
    at: now.toString(),
    subject: '',
    body,
    salt,
    keys: [],
  })
  await saveMentions(
    tx,
    { messageId: id, caseId: kase.id, at: now.toString() },
    mentions.filter((handle) => handle !== agent.handle),
  )
  const digest = digestOf(salt, body)
  return {
    event: happened('note-written', now, memberActor(agent), { message: id, digest, mentions }),
    id,
    mentions,
  }
}
