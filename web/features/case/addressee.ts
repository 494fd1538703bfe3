import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { isAnsweredByHand, type Channel } from '#domain/channel.ts'

type View = Pick<z.output<typeof CaseView>, 'messages' | 'channel' | 'isPublic' | 'person'>

/** To whom a reply goes, and how: the account that wrote last, by the way it wrote. */
export type Addressee = {
  name: string
  address: string | null
  channel: Channel
  /** It is said or handed over by a person; the desk only writes it down. */
  byHand: boolean
  /** Whether there is a public place in which to answer at all. */
  canBePublic: boolean
}

/** Reads the addressee off the last thing that the customer said. */
export function addresseeOf({ messages, channel, isPublic, person }: View): Addressee {
  const last = messages
    .filter(({ direction }) => direction === 'in')
    .toSorted((a, b) => b.at.localeCompare(a.at))[0]
  const by = last?.channel ?? channel
  return {
    name: person?.name ?? last?.from.name ?? 'the customer',
    address: last?.from.address ?? null,
    channel: by,
    byHand: isAnsweredByHand(by),
    canBePublic: (isPublic || by === 'social' || by === 'review') && by !== 'email',
  }
}
