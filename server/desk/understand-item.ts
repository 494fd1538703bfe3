import { isChannel } from '#domain/channel.ts'
import { Refusal } from '#domain/refusal.ts'
import { understandMail } from '#server/channels/email/understand.ts'
import { readHandedOver, understandHandedOver, type HandedOver } from '#server/channels/handed-over.ts'
import { allConnections } from '#server/store/connections.ts'
import { countItem } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readItem, waitAgain, type ItemRow } from '#server/store/items.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { lockOf } from './digest.ts'
import { receiveItem, type Outcome, type Understood } from './receive-item.ts'

type ItemOutcome = { itemId: string; outcome: Outcome['outcome']; because: string; caseId?: string }

const shown = (itemId: string, { outcome, because, caseId }: Outcome): ItemOutcome => ({
  itemId,
  outcome,
  because,
  ...(caseId !== null && { caseId }),
})

/** Understands a mail that has just been kept, and gives it its outcome. */
export async function receiveMail(
  desk: Desk,
  org: string,
  mail: { id: string; connection: string; receivedAt: Temporal.Instant; bytes: Uint8Array; evenIfSetAside?: boolean },
): Promise<Outcome> {
  const addresses = await ownAddresses(desk, org)
  const outcome = await receiveItem(desk, org, {
    id: mail.id,
    connection: mail.connection,
    channel: 'email',
    contactAt: mail.receivedAt,
    understanding: await understandMail(mail.bytes, { addresses }),
    facts: {},
    evenIfSetAside: mail.evenIfSetAside ?? false,
  })
  desk.nudge('changes')
  return outcome
}

/** Gives an item that was handed over its outcome. */
export async function receiveHandedOver(
  desk: Desk,
  org: string,
  item: { id: string; connection: string; given: HandedOver; evenIfSetAside?: boolean },
): Promise<ItemOutcome> {
  const { given } = item
  // Whole milliseconds, as the desk's clock has them: a list is paged by the dates that count from here.
  const at = Temporal.Instant.from(given.at).round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
  const now = desk.now()
  const outcome = await receiveItem(desk, org, {
    id: item.id,
    connection: item.connection,
    channel: isChannel(given.channel) ? given.channel : 'other',
    // A contact that lies in the future would put every date off.
    contactAt: Temporal.Instant.compare(at, now) > 0 ? now : at,
    understanding: understandHandedOver(given),
    facts: given.facts ?? {},
    evenIfSetAside: item.evenIfSetAside ?? false,
  })
  desk.nudge('changes')
  return shown(item.id, outcome)
}

/** Understands an item from its stored bytes: after a crash, and when a colleague says "try again". */
export async function receiveKept(desk: Desk, org: string, id: string, evenIfSetAside = false): Promise<ItemOutcome> {
  const item = await desk.db.withOrg(org, (tx) => readItem(tx, id))
  if (!item) throw new Refusal('not-found', 'There is no such item.')
  return understandKept(desk, org, item, evenIfSetAside)
}

async function understandKept(desk: Desk, org: string, item: ItemRow, evenIfSetAside: boolean): Promise<ItemOutcome> {
  const { id, connection_id: connection, received_at: receivedAt, bytes, form } = item
  if (item.outcome) return shown(id, { outcome: item.outcome, because: item.because ?? '', caseId: item.case_id })
  if (bytes && form === 'json')
    return receiveHandedOver(desk, org, { id, connection, given: readHandedOver(bytes), evenIfSetAside })
  if (bytes && form === 'mail')
    return shown(id, await receiveMail(desk, org, { id, connection, receivedAt, bytes, evenIfSetAside }))
  const because = bytes ? 'The mail is larger than we take; only its headers were fetched.' : 'Its content was erased.'
  const unread: Understood = {
    id,
    connection,
    channel: isChannel(item.channel) ? item.channel : 'other',
    contactAt: receivedAt,
    understanding: { kind: 'not-understood', because },
    facts: {},
  }
  const outcome = await receiveItem(desk, org, unread)
  desk.nudge('changes')
  return shown(id, outcome)
}

/** Tries to understand a quarantined item again. */
export const retryItem = (desk: Desk, agent: Agent, { itemId }: { itemId: string }) =>
  again(desk, agent, itemId, ['quarantined'], false)

/** Makes a case of an item that was set aside or quarantined. What nobody can read stays in quarantine. */
export const openItem = (desk: Desk, agent: Agent, { itemId }: { itemId: string }) =>
  again(desk, agent, itemId, ['set-aside', 'quarantined'], true)

async function again(
  desk: Desk,
  { org }: Agent,
  itemId: string,
  from: readonly Outcome['outcome'][],
  evenIfSetAside: boolean,
): Promise<ItemOutcome> {
  await desk.db.withOrg(org, (tx) => letWait(tx, itemId, from), [lockOf(org, itemId)])
  return receiveKept(desk, org, itemId, evenIfSetAside)
}

/** An item that already has its case stays there: asking twice is asking once. */
async function letWait(tx: OrgTx, id: string, from: readonly Outcome['outcome'][]) {
  const item = await readItem(tx, id)
  if (!item) throw new Refusal('not-found', 'There is no such item.')
  if (!item.outcome || !from.includes(item.outcome)) return
  await waitAgain(tx, id)
  await countItem(tx, item.outcome === 'quarantined' ? { quarantined: -1 } : { set_aside: -1 })
}

/** The addresses of ours: a mail from one of them is our own, or a loop. Asked at most every ten seconds. */
async function ownAddresses(desk: Desk, org: string): Promise<readonly string[]> {
  const at = desk.now().epochMilliseconds
  const known = addresses.get(desk)?.get(org)
  if (known && at < known.until) return known.list
  const rows = await desk.db.withOrg(org, allConnections)
  const list = rows.map(({ address }) => address).filter((address) => address !== null)
  const ofDesk = addresses.get(desk) ?? new Map<string, { list: string[]; until: number }>()
  addresses.set(desk, ofDesk.set(org, { list, until: at + 10_000 }))
  return list
}

const addresses = new WeakMap<Desk, Map<string, { list: string[]; until: number }>>()
