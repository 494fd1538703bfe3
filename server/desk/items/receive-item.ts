import { isAnsweredByHand } from '#domain/channel.ts'
import type { InboundMessage, Understanding } from '#server/channels/channel.ts'
import { isKnownThread, whatIsKnown, whatIsKnownOf, type Known } from '#server/store/arrivals.ts'
import type { OrgTx } from '#server/store/database.ts'
import { holdPersons, keysOfPerson } from '#server/store/people.ts'
import type { Desk } from '../desk.ts'
import { hearClaimCode } from '../claims/hear-claim-code.ts'
import { locksFor, questionsOf } from './item-keys.ts'
import { receiveMessage } from './receive-message.ts'
import { hearRoomCode } from '../rooms/room-code.ts'
import { joinTwin, quarantine, setAside, settledAlready, writerDigest } from './settle-item.ts'
import type { Outcome, Understood } from './understood.ts'

/**
 * Gives an item its one outcome. Items of one person or one thread are received one after the other, by locks on
 * their keys taken before anything is read, because the person may not exist yet. An item that has an outcome keeps it.
 */
export async function receiveItem(desk: Desk, org: string, given: Understood): Promise<Outcome> {
  const item = { ...given, understanding: asTold(given) }
  return desk.db.withOrg(org, (tx) => receiveWithin(desk, tx, item), locksFor(org, item))
}

/** Asks what is known about items before their turn, where it is certain to be asked; of the others nothing. */
export async function askAhead(tx: OrgTx, items: readonly Understood[]): Promise<(Known | undefined)[]> {
  const asked = items.map(({ id, understanding, chosen }) =>
    (understanding.kind === 'message' || understanding.kind === 'set-aside') && chosen === undefined
      ? questionsOf(id, understanding.message)
      : undefined,
  )
  const known = (
    await whatIsKnownOf(
      tx,
      asked.filter((one) => one !== undefined),
    )
  ).values()
  return asked.map((one) => one && known.next().value)
}

/** Gives an item its one outcome, in a transaction that holds its locks. */
export async function receiveWithin(
  desk: Desk,
  tx: OrgTx,
  given: Understood,
  ahead?: Known,
): Promise<Outcome> {
  // A contact that lies in the future would put every date off.
  const item = { ...given, contactAt: earlier(given.contactAt, desk.now()) }
  const { understanding } = item
  if (understanding.kind === 'not-understood') return quarantine(desk, tx, item, understanding.because, null)
  const { message } = understanding
  if (understanding.kind === 'doubtful' && !item.again?.evenIfSetAside && !(await answersThread(tx, message)))
    return quarantine(desk, tx, item, understanding.because, writerDigest(desk, message))
  const asked = questionsOf(item.id, message)
  const theirs = item.chosen?.person === undefined ? [] : await keysAlone(tx, item.chosen.person)
  const known = await knownAlone(tx, { ...asked, accountKeys: [...asked.accountKeys, ...theirs] }, ahead)
  const settled = await settledAlready(desk, tx, item, known)
  if (settled) return settled
  if ((await codeIn(desk, tx, item, message)) === 'only-a-code')
    return setAside(desk, tx, item, 'claim-code', message)
  if (understanding.kind === 'set-aside' && !item.again?.evenIfSetAside)
    return setAside(desk, tx, item, understanding.because, message)
  if (known.twin) return joinTwin(desk, tx, item, message, known.twin.case_id)
  return receiveMessage(desk, tx, item, message, known)
}

/** Whether it answers a message of a thread that we know, by the key of that message: a case number in a subject may be a guess. */
const answersThread = async (tx: OrgTx, { repliesTo }: InboundMessage) =>
  repliesTo.length > 0 && isKnownThread(tx, repliesTo.slice(0, 50))

/** Whether it shows whose account it is: heard once, of what came by the network itself or a program, and not of what a colleague wrote down. */
async function codeIn(desk: Desk, tx: OrgTx, item: Understood, message: InboundMessage) {
  if (isAnsweredByHand(item.channel) || item.isByHand || item.again) return 'none'
  const heard = await hearClaimCode(desk, tx, message, item.contactAt)
  return heard === 'none' ? hearRoomCode(desk, tx, message, { isTold: !item.isReadThere }) : heard
}

/** What nobody could read, and a person wants to be a case all the same: a message by somebody not known yet. */
function asTold({ understanding, again }: Understood): Understanding {
  if (understanding.kind !== 'not-understood' || !again?.evenIfSetAside) return understanding
  const message: InboundMessage = {
    from: { kind: 'name', address: 'Not known' },
    subject: '',
    text: `Read the original. The desk could not: ${understanding.because}`,
    keys: [],
    repliesTo: [],
    to: [],
    attachments: [],
    isPublic: false,
  }
  return { kind: 'message', message }
}

/** The accounts of a person whom a colleague knows it to be, once nobody else is receiving from them. */
async function keysAlone(tx: OrgTx, person: string): Promise<string[]> {
  await holdPersons(tx, [person])
  return keysOfPerson(tx, person)
}

/** What is known, once nobody else is receiving from the same person, by whatever account. */
async function knownAlone(
  tx: OrgTx,
  asked: Parameters<typeof whatIsKnown>[1],
  ahead?: Known,
): Promise<Known> {
  const known = ahead ?? (await whatIsKnown(tx, asked))
  if (known.elsewhere.length === 0) return known
  await holdPersons(tx, known.elsewhere)
  return whatIsKnown(tx, asked)
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)
