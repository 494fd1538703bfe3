import { accountKey } from '#domain/account-key.ts'
import { isAnsweredByHand, type Channel } from '#domain/channel.ts'
import { plainName } from '#domain/people/plain-name.ts'
import { isShared } from '#domain/people/sharing.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import type { Known } from '#server/store/arrivals.ts'
import { newId } from '#server/store/id.ts'

const nameOf = ({ name }: InboundMessage['from']) => (name === undefined ? null : plainName(name))

type NewAccount = {
  id: string
  person: string
  kind: string
  network: string
  address: string
  key: string
}

/** Who wrote, as rows: what is known of them, and what is new. */
export type Writer = {
  account: string | null
  person: string
  newPerson: { id: string; name: string | null } | null
  newAccount: NewAccount | null
  /** Further accounts that are new: the person named them to the colleague who heard or saw them. */
  named: NewAccount[]
  /** Accounts given along with it that belong, or may belong, to the same person. */
  proposal: { account: string; person: string; state: 'confirmed' | 'proposed' } | null
  /** The account is a family's or an office's: it says where an answer goes, and not who wrote. */
  isShared: boolean
}

/**
 * Finds or makes the person. An account that is known decides. One that is new, given together with a known one,
 * is that person's when a colleague heard or saw them; in writing it is only proposed. One that is shared decides nothing:
 * unless the colleague knows who it is, it is somebody not known yet.
 */
export function writerOf(
  now: Temporal.Instant,
  channel: Channel,
  message: InboundMessage,
  known: Known,
  /** Whom the colleague who heard them knows it to be. */
  chosen?: string,
): Writer {
  const writer = firstOf(now, channel, message, known, chosen)
  return { ...writer, named: isAnsweredByHand(channel) ? namedBy(now, message, known, writer) : [] }
}

function namedBy(
  now: Temporal.Instant,
  { also = [] }: InboundMessage,
  known: Known,
  { person, newAccount }: Omit<Writer, 'named'>,
): NewAccount[] {
  const keys = new Set(known.accounts.map(({ address_key }) => address_key))
  if (newAccount) keys.add(newAccount.key)
  return also.flatMap((sender) => {
    const key = accountKey(sender)
    if (key === null || keys.has(key)) return []
    keys.add(key)
    const { kind, network = '', address } = sender
    return [{ id: newId(now), person, kind, network, address, key }]
  })
}

function firstOf(
  now: Temporal.Instant,
  channel: Channel,
  { from, also = [] }: InboundMessage,
  known: Known,
  chosen: string | undefined,
): Omit<Writer, 'named'> {
  const key = accountKey(from)
  const account = known.accounts.find(({ address_key }) => address_key === key)
  if (account) {
    const whose = isShared(account) ? chosen : account.person_id
    const person = whose ?? newId(now)
    const newPerson = whose === undefined ? { id: person, name: nameOf(from) } : null
    return { ...nothing, account: account.id, person, newPerson, isShared: isShared(account) }
  }
  const companion = known.accounts.find(
    (one) => !isShared(one) && also.some((other) => accountKey(other) === one.address_key),
  )
  const whose = chosen ?? (companion && isAnsweredByHand(channel) ? companion.person_id : undefined)
  const person = whose ?? newId(now)
  const newPerson = whose === undefined ? { id: person, name: nameOf(from) } : null
  if (key === null) return { ...nothing, account: null, person, newPerson }
  const id = newId(now)
  const newAccount = { id, person, kind: from.kind, network: from.network ?? '', address: from.address, key }
  const candidate = whose ?? companion?.person_id
  const proposal =
    candidate === undefined
      ? null
      : {
          account: id,
          person: candidate,
          state: whose === undefined ? ('proposed' as const) : ('confirmed' as const),
        }
  return { ...nothing, account: id, person, newPerson, newAccount, proposal }
}

const nothing = { newAccount: null, proposal: null, isShared: false }
