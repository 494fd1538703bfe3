import { accountKey } from '#domain/account-key.ts'
import { isAnsweredByHand, type Channel } from '#domain/channel.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import type { Known } from '#server/store/arrivals.ts'
import { newId } from '#server/store/id.ts'

/** Who wrote, as rows: what is known of them, and what is new. */
export type Writer = {
  account: string | null
  person: string
  newPerson: { id: string; name: string | null } | null
  newAccount: {
    id: string
    person: string
    kind: string
    network: string
    address: string
    key: string
  } | null
  /** Accounts given along with it that belong, or may belong, to the same person. */
  proposal: { account: string; person: string; state: 'confirmed' | 'proposed' } | null
}

/**
 * Finds or makes the person. An account that is known decides. One that is new, given together with a known one,
 * is that person's when a colleague heard or saw them; in writing it is only proposed.
 */
export function writerOf(
  now: Temporal.Instant,
  channel: Channel,
  { from, also = [] }: InboundMessage,
  known: Known,
): Writer {
  const key = accountKey(from)
  const account = known.accounts.find(({ address_key }) => address_key === key)
  if (account)
    return {
      account: account.id,
      person: account.person_id,
      newPerson: null,
      newAccount: null,
      proposal: null,
    }
  const companion = known.accounts.find(({ address_key }) =>
    also.some((other) => accountKey(other) === address_key),
  )
  const isTheirs = companion !== undefined && isAnsweredByHand(channel)
  const person = isTheirs ? companion.person_id : newId(now)
  const newPerson = isTheirs ? null : { id: person, name: from.name ?? null }
  if (key === null) return { account: null, person, newPerson, newAccount: null, proposal: null }
  const id = newId(now)
  const newAccount = { id, person, kind: from.kind, network: from.network ?? '', address: from.address, key }
  const proposal = companion && {
    account: id,
    person: companion.person_id,
    state: isTheirs ? ('confirmed' as const) : ('proposed' as const),
  }
  return { account: id, person, newPerson, newAccount, proposal: proposal ?? null }
}
