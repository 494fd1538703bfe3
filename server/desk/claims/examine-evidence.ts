import type { Case } from '#domain/case/case.ts'
import { happened, type Decision } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { messagesWithFiles } from '#server/store/evidence.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'

/** A colleague has looked at the files of a customer's message. Said twice, it is said once. */
export function examineEvidence(
  desk: Desk,
  agent: Agent,
  asked: { caseId: string; messageId: string; seq: number; key: string },
): Promise<Done> {
  return commandOn(desk, agent, 'examineEvidence', asked, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'say that you have examined it')
    const message = asked.messageId
    if (!(await evidenceOf(tx, kase)).includes(message))
      throw new Refusal('not-found', 'There is no such message of the customer with files on this case.')
    if (kase.examined?.includes(message)) return { events: [], id: message }
    return {
      events: [happened('evidence-examined', desk.now(), memberActor(agent), { message })],
      id: message,
    }
  })
}

/**
 * Refuses to tell a customer who speaks of a danger that they are wrong before somebody has looked: at every file that
 * they sent, and at the danger itself.
 */
export async function refuseUnexamined(tx: OrgTx, kase: Case, decision: Decision): Promise<void> {
  if (decision !== 'not-upheld' || kase.spokeOfDanger === undefined) return
  if (kase.danger)
    throw new Refusal(
      'conflict',
      'A message speaks of danger, and nobody has looked whether there is one. Look first, then decide.',
    )
  const unexamined = (await evidenceOf(tx, kase)).filter((id) => !kase.examined?.includes(id))
  if (unexamined.length > 0)
    throw new Refusal(
      'conflict',
      'The customer speaks of danger and has sent files. Look at them and say so before you dispute it.',
      { messages: unexamined },
    )
}

/** Of what is shown of a case about a danger: the customer's messages whose files nobody has said yet that they looked at. */
export const unexaminedIn = (
  messages: readonly { id: string; direction: string; attachments: readonly unknown[] }[],
  { spokeOfDanger, examined = [] }: Case,
): string[] =>
  spokeOfDanger === undefined
    ? []
    : messages
        .filter(
          ({ id, direction, attachments }) =>
            direction === 'in' && attachments.length > 0 && !examined.includes(id),
        )
        .map(({ id }) => id)

const evidenceOf = async (tx: OrgTx, kase: Case) =>
  (await messagesWithFiles(tx, await withTaken(tx, [kase.id]))).map(({ id }) => id)
