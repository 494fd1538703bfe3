import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = Pick<z.output<typeof CaseView>, 'accounts' | 'links' | 'messages' | 'person'>
type LinkView = View['links'][number]

/**
 * How sure we are that an account is this person's: they wrote from it or somebody confirmed it, it is claimed, or nobody
 * knows how it came here.
 */
export type KnownAccount = {
  id: string
  address: string
  /** The kind and network of an account that the person has; a claimed one is known by its address alone. */
  way: { kind: string; network: string } | null
  sure: 'wrote' | 'confirmed' | 'claimed' | 'unknown'
  /** What else is known of an account that the person has. */
  own: View['accounts'][number] | null
  link: LinkView | null
  /** It may be another person’s, who is known; null where nobody thinks so. */
  mayBe: LinkView | null
}

/** The accounts of a case's person, and those that may be theirs, the surest first. */
export function accountsOf({ accounts, links, messages, person }: View): KnownAccount[] {
  const personId = person?.id ?? null
  const wroteFrom = new Set(
    messages.flatMap(({ direction, from }) => (direction === 'in' ? (from.address ?? []) : [])),
  )
  const byAccount = new Map(
    links.flatMap((link) =>
      link.kind === 'account' && link.accountId ? [[link.accountId, link] as const] : [],
    ),
  )
  const own = accounts.map((account): KnownAccount => {
    const { id, kind, network, address } = account
    const link = byAccount.get(id) ?? null
    const isConfirmed = link?.state === 'confirmed'
    const sure = isConfirmed ? 'confirmed' : wroteFrom.has(address) ? 'wrote' : 'unknown'
    return {
      id,
      address,
      way: { kind, network },
      sure,
      own: account,
      link: isConfirmed ? link : null,
      mayBe: proposedElsewhere(link, personId),
    }
  })
  const held = new Set(own.map(({ id }) => id))
  const claimed = [...byAccount.values()].flatMap((link): KnownAccount[] =>
    link.state === 'proposed' && link.accountId && !held.has(link.accountId)
      ? [
          {
            id: link.accountId,
            address: link.address ?? '',
            way: null,
            sure: 'claimed',
            own: null,
            link,
            mayBe: null,
          },
        ]
      : [],
  )
  const order = ['wrote', 'confirmed', 'claimed', 'unknown']
  return [...own, ...claimed].toSorted((a, b) => order.indexOf(a.sure) - order.indexOf(b.sure))
}

const proposedElsewhere = (link: LinkView | null, personId: string | null) =>
  link?.state === 'proposed' && link.person !== null && link.person.id !== personId ? link : null
