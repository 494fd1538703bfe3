import { isChannel } from '#domain/channel.ts'
import { Refusal } from '#domain/refusal.ts'
import { understandMail } from '#server/channels/email/understand.ts'
import { readHandedOver, understandHandedOver, type HandedOver } from '#server/channels/handed-over.ts'
import type { Understanding } from '#server/channels/channel.ts'
import { allConnections } from '#server/store/connections.ts'
import { readItem, type ItemRow } from '#server/store/items.ts'
import { ownIds } from '#server/store/networks.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { receiveItem } from './receive-item.ts'
import type { Again, Outcome, Understood } from './understood.ts'
import { receiveTogether } from './receive-together.ts'
import { withoutOwnPosts } from '../posts/own-posts.ts'
import { openSaid } from '../people/sealed-words.ts'
import { refuseUnseenItem } from '../cases/seen.ts'

type ItemOutcome = { itemId: string; outcome: Outcome['outcome']; because: string; caseId?: string }

const shown = (itemId: string, { outcome, because, caseId }: Outcome): ItemOutcome => ({
  itemId,
  outcome,
  because,
  ...(caseId !== null && { caseId }),
})

type KeptMail = { id: string; connection: string; receivedAt: Temporal.Instant; bytes: Uint8Array }

/** Understands a mail that has just been kept, and gives it its outcome. */
export async function receiveMail(
  desk: Desk,
  org: string,
  mail: KeptMail & { again?: Again | undefined },
): Promise<Outcome> {
  const understood = await understoodMail(desk, org, mail)
  const outcome = await receiveItem(desk, org, { ...understood, ...(mail.again && { again: mail.again }) })
  desk.nudge('changes')
  return outcome
}

/** Understands mails that were kept at the same time, and gives them their outcomes together. */
export async function receiveMails(desk: Desk, org: string, mails: readonly KeptMail[]): Promise<void> {
  await receiveTogether(desk, org, await Promise.all(mails.map((mail) => understoodMail(desk, org, mail))))
  desk.nudge('changes')
}

const understoodMail = async (desk: Desk, org: string, mail: KeptMail): Promise<Understood> => ({
  id: mail.id,
  connection: mail.connection,
  channel: 'email',
  contactAt: mail.receivedAt,
  understanding: await understandMail(mail.bytes, { addresses: await ownAddresses(desk, org) }),
  facts: {},
})

/** Gives an item that was handed over its outcome. */
export async function receiveHandedOver(
  desk: Desk,
  org: string,
  item: { id: string; connection: string; given: HandedOver; again?: Again | undefined },
): Promise<ItemOutcome> {
  const { given } = item
  // Whole milliseconds, as the desk's clock has them: a list is paged by the dates that count from here.
  const at = Temporal.Instant.from(given.at).round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
  const outcome = await receiveItem(desk, org, {
    id: item.id,
    connection: item.connection,
    channel: isChannel(given.channel) ? given.channel : 'other',
    contactAt: at,
    understanding: await understandGiven(desk, org, given),
    facts: given.facts ?? {},
    ...(given.isByHand && { isByHand: true }),
    ...(given.isMissed && { isMissed: true }),
    ...(given.raw !== undefined && desk.networks.has(given.from.network ?? '') && { isReadThere: true }),
    ...((given.person !== undefined || given.joins !== undefined) && {
      chosen: { person: given.person, joins: given.joins },
    }),
    ...(item.again && { again: item.again }),
  })
  desk.nudge('changes')
  return shown(item.id, outcome)
}

/** What was read on a network is understood from the post itself; what was handed over, from how it was handed over. */
async function understandGiven(desk: Desk, org: string, given: HandedOver): Promise<Understanding> {
  if (given.sealed) return understandSealed(desk, org, given)
  const network = given.raw === undefined ? undefined : desk.networks.get(given.from.network ?? '')
  // What a colleague has written down they take for one.
  if (!network && (given.isByHand || !given.from.handle)) return understandHandedOver(given)
  return desk.db.withOrg(org, async (tx) =>
    withoutOwnPosts(
      tx,
      network ? network.understand(given.raw, await ownIds(tx, network.name)) : understandHandedOver(given),
    ),
  )
}

/** What was said in a room is understood from what lies in its box; whose key is gone, theirs is erased. */
async function understandSealed(desk: Desk, org: string, given: HandedOver): Promise<Understanding> {
  const said = await desk.db.withOrg(org, (tx) => openSaid(desk, tx, given))
  return said
    ? understandHandedOver({ ...given, ...said })
    : { kind: 'not-understood', because: 'Its content was erased.' }
}

/** Understands an item from its stored bytes: after a crash, and when a colleague says "try again". */
export async function receiveKept(desk: Desk, org: string, id: string, again?: Again): Promise<ItemOutcome> {
  const item = await desk.db.withOrg(org, (tx) => readItem(tx, id))
  if (!item) throw new Refusal('not-found', 'There is no such item.')
  if (item.outcome && !again?.from.includes(item.outcome))
    return shown(id, { outcome: item.outcome, because: item.because ?? '', caseId: item.case_id })
  return understandKept(desk, org, item, again)
}

async function understandKept(
  desk: Desk,
  org: string,
  item: ItemRow,
  again: Again | undefined,
): Promise<ItemOutcome> {
  const { id, connection_id: connection, received_at: receivedAt, bytes, form } = item
  if (bytes && form === 'json')
    return receiveHandedOver(desk, org, { id, connection, given: readHandedOver(bytes), again })
  if (bytes && form === 'mail')
    return shown(id, await receiveMail(desk, org, { id, connection, receivedAt, bytes, again }))
  const because = bytes
    ? 'The mail is larger than we take; only its headers were fetched.'
    : 'Its content was erased.'
  const outcome = await receiveItem(desk, org, { ...unread(item, because), ...(again && { again }) })
  desk.nudge('changes')
  return shown(id, outcome)
}

const unread = (item: ItemRow, because: string): Understood => ({
  id: item.id,
  connection: item.connection_id,
  channel: isChannel(item.channel) ? item.channel : 'other',
  contactAt: item.received_at,
  understanding: { kind: 'not-understood', because },
  facts: {},
})

/** Gives an item that the desk fails at each time to somebody: quarantined, to be tried again when the fault is mended. */
export async function giveUpOn(desk: Desk, org: string, id: string): Promise<void> {
  const item = await desk.db.withOrg(org, (tx) => readItem(tx, id))
  if (!item || item.outcome) return
  await receiveItem(
    desk,
    org,
    unread(item, "The desk failed at it several times. The fault is ours, not the item's."),
  )
  desk.nudge('changes')
}

/** Tries to understand a quarantined item again. An item that has its case stays there: asking twice is asking once. */
export const retryItem = (desk: Desk, agent: Agent, { itemId }: { itemId: string }) =>
  receiveSeen(desk, agent, itemId, { from: ['quarantined'], evenIfSetAside: false, by: agent.handle })

/** Makes a case of an item that was set aside or quarantined, also of one that only a person can read. */
export const openItem = (desk: Desk, agent: Agent, { itemId }: { itemId: string }) =>
  receiveSeen(desk, agent, itemId, {
    from: ['set-aside', 'quarantined'],
    evenIfSetAside: true,
    by: agent.handle,
  })

/** The same for one of which somebody has just written down that it was set aside wrongly. */
export const openJudged = (desk: Desk, agent: Agent, { itemId }: { itemId: string }) =>
  receiveSeen(desk, agent, itemId, { from: ['set-aside'], evenIfSetAside: true, by: null })

async function receiveSeen(desk: Desk, agent: Agent, itemId: string, again: Again): Promise<ItemOutcome> {
  await desk.db.withOrg(agent.org, (tx) => refuseUnseenItem(tx, agent, itemId))
  return receiveKept(desk, agent.org, itemId, again)
}

/** The addresses of ours: a mail from one of them is our own, or a loop. Asked at most every ten seconds. */
async function ownAddresses(desk: Desk, org: string): Promise<readonly string[]> {
  // Not the desk's clock: set back, it would keep for long what holds for seconds.
  const at = performance.now()
  const known = addresses.get(desk)?.get(org)
  if (known && at < known.until) return known.list
  const rows = await desk.db.withOrg(org, allConnections)
  const list = rows.map(({ address }) => address).filter((address) => address !== null)
  const ofDesk = addresses.get(desk) ?? new Map<string, { list: string[]; until: number }>()
  addresses.set(desk, ofDesk.set(org, { list, until: at + 10_000 }))
  return list
}

const addresses = new WeakMap<Desk, Map<string, { list: string[]; until: number }>>()
