import { accountKey } from '#domain/account-key.ts'
import { answersFor, frontLine } from '#domain/case/house.ts'
import type { InboundMessage, SetAsideReason } from '#server/channels/channel.ts'
import { settleItem, whatIsKnown, type Known } from '#server/store/arrivals.ts'
import { countItem } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { noteBefore } from '#server/store/decided-items.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { noteBounce } from '../replies/note-bounce.ts'
import type { Outcome, Understood } from './understood.ts'

const outcomes = ['opened', 'joined', 'set-aside', 'quarantined'] as const

/** The outcome that the item has and keeps. One that a person takes back is counted back and is none. */
export async function settledAlready(
  desk: Desk,
  tx: OrgTx,
  { id, again }: Understood,
  { item: row }: Known,
): Promise<Outcome | undefined> {
  if (!row?.outcome) return undefined
  const outcome = outcomes.find((known) => known === row.outcome)
  if (!outcome) throw new Error('The database holds an outcome that is none.')
  if (!again?.from.includes(outcome)) return { outcome, because: row.because ?? '', caseId: row.case_id }
  if (again.by !== null) await noteBefore(tx, id, { by: again.by, at: desk.now().toString() })
  await countItem(tx, outcome === 'quarantined' ? { quarantined: -1 } : { set_aside: -1 })
  return undefined
}

/** The keyed digest of the writer's address, by which an erasure finds an item that never became a message. */
export const writerDigest = (desk: Desk, { from }: InboundMessage) => {
  const key = accountKey(from)
  return key === null ? null : keyedDigest(desk.masterKey, key)
}

/** What cannot be understood has an owner, is shown, and can be tried again. */
export async function quarantine(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  because: string,
  writer: Buffer | null,
): Promise<Outcome> {
  const known = await whatIsKnown(tx, {
    item: item.id,
    accountKeys: [],
    ownKeys: [],
    repliesTo: [],
    numbers: [],
    wordsDigest: '',
  })
  const settled = await settledAlready(desk, tx, item, known)
  if (settled) return settled
  const { version } = await desk.policies.inForce(tx)
  const { house } = await desk.policies.versionFor(tx, version, item)
  const owner = answersFor(frontLine(house), desk.now(), 0)
  await settleItem(tx, { id: item.id, outcome: 'quarantined', because, caseId: null, owner, writer })
  await countItem(tx, { quarantined: 1 })
  return { outcome: 'quarantined', because, caseId: null }
}

/** What is no complaint is set aside with its reason, and can be looked at. */
export async function setAside(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  because: SetAsideReason,
  message: InboundMessage,
): Promise<Outcome> {
  const writer = writerDigest(desk, message)
  await settleItem(tx, { id: item.id, outcome: 'set-aside', because, caseId: null, owner: null, writer })
  await countItem(tx, { set_aside: 1 })
  if (because === 'bounce') await noteBounce(desk, tx, message.repliesTo)
  return { outcome: 'set-aside', because, caseId: null }
}

/** The same message by another way in: it belongs to the case, and is not written down twice. */
export async function joinTwin(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  caseId: string,
): Promise<Outcome> {
  const because = 'the same message came by another way'
  const writer = writerDigest(desk, message)
  await settleItem(tx, { id: item.id, outcome: 'joined', because, caseId, owner: null, writer })
  await countItem(tx, { joined: 1 })
  return { outcome: 'joined', because, caseId }
}
