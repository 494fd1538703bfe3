import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { saveMessage } from '#server/store/messages.ts'
import { memberActor, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { digestOf, newSalt } from '../digest.ts'

/** An answer that a colleague gave on the spot, by whatever channel it was: it has been given when it is written down. */
export async function answerGiven(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  kase: Case,
  body: string,
): Promise<CaseEvent[]> {
  const now = desk.now()
  const id = newId(now)
  const salt = newSalt()
  const subject = `[EH-${kase.number}]`
  const { account, connection, channel } = kase
  await saveMessage(tx, {
    id,
    caseId: kase.id,
    direction: 'out',
    channel,
    connection,
    account,
    member: agent.handle,
    isPublic: false,
    // Said after what it answers, though both are written down in one moment.
    at: now.add({ milliseconds: 1 }).toString(),
    subject,
    body,
    salt,
    keys: [],
  })
  return [
    happened('reply-written', now, memberActor(agent), {
      message: id,
      account,
      connection,
      isPublic: false,
      digest: digestOf(salt, subject, body),
      asks: false,
      byHand: true,
    }),
    happened('reply-sent', now, 'desk', { message: id }),
  ]
}
