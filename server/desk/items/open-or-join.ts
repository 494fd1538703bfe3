import { isSpoken } from '#domain/channel.ts'
import type { Choice } from '#domain/case/choose-case.ts'
import { contactFails, failureOf } from '#domain/case/contact-fails.ts'
import { happened, type CaseEvent, type FailureReason } from '#domain/case/event.ts'
import { enteredOf } from '#domain/case/facts-about.ts'
import { answersFor, frontLine, type House } from '#domain/case/house.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { refuseTakenBack } from '../command.ts'
import type { Desk } from '../desk.ts'
import { dangerOf } from '../cases/danger.ts'
import { digestOf } from '../digest.ts'
import { ownWords } from './own-words.ts'
import { holdTaker, record, recordNew } from '../cases/record.ts'
import type { Understood } from './understood.ts'
import type { Writer } from './writer-of.ts'

/** A message that is about to be written down: by whom, and under which id. */
type Arriving = { writer: Writer; messageId: string; salt: Buffer }

/**
 * What a message brings into its case: itself, what its source knows about the matter, danger that its words tell of, and
 * that a contact has failed, where it shows that.
 */
function arrived(
  desk: Desk,
  item: Understood,
  message: InboundMessage,
  { writer, messageId, salt }: Arriving,
  { house, facts, failure }: { house: House; facts: CaseEvent[]; failure: FailureReason | null },
): CaseEvent[] {
  const now = desk.now()
  const received = happened('message-received', now, 'customer', {
    message: messageId,
    item: item.id,
    account: writer.account,
    connection: item.connection,
    channel: item.channel,
    isPublic: message.isPublic,
    digest: digestOf(salt, message.subject, message.text),
    contactAt: item.contactAt.toString(),
  })
  const danger = dangerOf(ownWords(message), messageId, { house, facts: item.facts, now })
  const failed: CaseEvent[] =
    failure === null ? [] : [happened('contact-failed', now, 'desk', { reason: failure, about: messageId })]
  return [received, ...facts, ...danger, ...failed]
}

/** Opens a case with its first message. */
export async function openFor(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  arriving: Arriving & { choice: Extract<Choice, { join: null }> },
): Promise<{ caseId: string; caseNumber: number }> {
  const now = desk.now()
  const caseId = newId(now)
  const { version, house } = await desk.policies.forNewCase(tx, {
    caseId,
    connection: item.connection,
  })
  const front = frontLine(house)
  const number = await desk.numbers.next(tx.org)
  const opened = happened('case-opened', now, 'customer', {
    number,
    person: arriving.writer.person,
    account: arriving.writer.account,
    connection: item.connection,
    channel: item.channel,
    policy: version,
    owner: answersFor(front, now, number),
    rung: front.id,
    facts: enteredOf(house.facts, item.facts),
  })
  const failure = isSpoken(item.channel) && !item.isMissed ? failureOf(item.channel, false) : null
  const first = arrived(desk, item, message, arriving, { house, facts: [], failure })
  const links = arriving.choice.links.map((link) => happened('case-linked', now, 'desk', link))
  await recordNew(desk, tx, caseId, opened, [...first, ...links], { opened: 1 })
  return { caseId, caseNumber: number }
}

/** Adds a message to a case, or to the one that has taken it over; a closed one is open again. */
export async function joinTo(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  arriving: Arriving & { join: string },
): Promise<{ caseId: string; caseNumber: number }> {
  const held = await holdTaker(tx, arriving.join)
  refuseTakenBack(held.kase)
  const now = desk.now()
  const { kase } = held
  const reopened: CaseEvent[] =
    kase.state === 'closed' ? [happened('case-reopened', now, 'customer', { because: 'customer-wrote' })] : []
  const { house } = await desk.policies.version(tx, kase.policy)
  const known = enteredOf(house.facts, item.facts)
  const facts: CaseEvent[] =
    Object.keys(known).length > 0 ? [happened('facts-entered', now, 'desk', { facts: known })] : []
  // Where nobody spoke, nobody can tell that it is not settled.
  const failure =
    !item.isMissed && contactFails(kase, item.channel, item.contactAt)
      ? failureOf(item.channel, kase.state === 'closed')
      : null
  const next = arrived(desk, item, message, arriving, { house, facts, failure })
  await record(desk, tx, held, [...reopened, ...next], { joined: 1 })
  return { caseId: kase.id, caseNumber: kase.number }
}
