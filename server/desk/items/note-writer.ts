import { accountKey, type Address } from '#domain/account-key.ts'
import { isAnsweredByHand, type Channel } from '#domain/channel.ts'
import { skeletonOf } from '#domain/people/look-alike.ts'
import { namedContacts } from '#domain/people/named-contacts.ts'
import { sameKey } from '#domain/people/same-account.ts'
import { plainName } from '#domain/people/plain-name.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import { noteName, saveHints, saveMarks, type Hint } from '#server/store/account-marks.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { proposeLinks } from '#server/store/link-proposals.ts'
import type { Desk } from '../desk.ts'
import { readPhoneNumber } from '../people/phone-number.ts'
import type { Writer } from './writer-of.ts'

const mostProposals = 5

/**
 * Notes about whoever wrote what helps to know them again, and proposes whom else they may be: how their account is compared,
 * what they name in writing to be reached by, under which other name they write. It waits for nothing: what it writes goes
 * along with the message.
 */
export function noteWriter(
  desk: Desk,
  tx: OrgTx,
  {
    channel,
    message,
    messageId,
    writer,
    called,
    country,
  }: {
    channel: Channel
    message: InboundMessage
    messageId: string
    writer: Writer
    /** The name that the writer is known by, where they are. */
    called: string | null
    /** Where a number without a country code is dialled. */
    country: string | null
  },
): void {
  if (writer.account === null) return
  const now = desk.now()
  const at = now.toString()
  const isNew = writer.newAccount !== null
  for (const { id, sender } of newAccountsOf(message, writer)) {
    const marks = marksOf(sender, country)
    if (marks.sameKey !== null || marks.skeleton !== null) saveMarks(tx, id, marks)
  }
  const name = message.from.name && plainName(message.from.name).slice(0, 200)
  if (!isNew && name && name !== called && !isAnsweredByHand(channel)) noteName(tx, writer.account, name, at)
  // What a colleague writes down is not the customer's signature.
  const { named, given } = isAnsweredByHand(channel)
    ? { named: [], given: [] }
    : hintsIn(channel, message, country)
  const kept = oneEach([...named, ...given])
  if (kept.length > 0) saveHints(tx, kept, { account: writer.account, message: messageId, at })
  // What has led to a proposal already leads to no other.
  const hints = writer.proposal === null ? kept : named
  if (!isNew && hints.length === 0) return
  const { sameKey: same } = marksOf(message.from, country)
  const keys = [accountKey(message.from), same].filter((key) => key !== null)
  const ids = Array.from({ length: mostProposals }, () => newId(now))
  proposeLinks(tx, { account: writer.account, keys, hints, message: messageId, isNew, at }, ids)
}

/** By what an account is compared, and how it looks. */
function marksOf(
  address: Address,
  country: string | null,
): { sameKey: string | null; skeleton: string | null } {
  const international =
    address.kind === 'phone' ? readPhoneNumber(address.address, country).international : null
  return {
    sameKey: sameKey(address, international),
    skeleton: address.kind === 'handle' ? skeletonOf(address.address) : null,
  }
}

function newAccountsOf({ from, also = [] }: InboundMessage, { newAccount, named }: Writer) {
  const senders = [from, ...also]
  return [...(newAccount ? [newAccount] : []), ...named].flatMap(({ id, key }) => {
    const sender = senders.find((one) => accountKey(one) === key)
    return sender ? [{ id, sender }] : []
  })
}

/** What they name in their letter, and what they filled in beside it, where people put how they are reached. */
function hintsIn(
  channel: Channel,
  { from, also = [], text }: InboundMessage,
  country: string | null,
): { named: Hint[]; given: Hint[] } {
  const own = new Set([from, ...also].flatMap((one) => [accountKey(one), marksOf(one, country).sameKey]))
  const given = also.flatMap((one): Hint[] => {
    const key = one.kind === 'name' ? null : (hintKey(one, country) ?? accountKey(one))
    return key === null ? [] : [{ key, how: channel === 'web' ? 'form' : 'signature' }]
  })
  const named = namedContacts(text).flatMap((contact): Hint[] => {
    const key = hintKey(contact, country)
    return key === null || own.has(key) ? [] : [{ key, how: contact.how }]
  })
  return { named: oneEach(named), given: oneEach(given) }
}

const oneEach = (hints: readonly Hint[]) => [...new Map(hints.map((hint) => [hint.key, hint])).values()]

/** A number is kept as it is dialled from everywhere, a mailbox by its one spelling. */
function hintKey(contact: Address, country: string | null): string | null {
  if (contact.kind !== 'phone') return sameKey(contact) ?? accountKey(contact)
  const { international } = readPhoneNumber(contact.address, country)
  return international === null ? null : accountKey({ kind: 'phone', address: international })
}
