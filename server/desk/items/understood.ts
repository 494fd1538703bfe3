import type { Channel } from '#domain/channel.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import type { Understanding } from '#server/channels/channel.ts'

/** A kept item, and what its channel made of it. */
export type Understood = {
  id: string
  connection: string
  channel: Channel
  /** When the customer made contact: dates owed count from here, also where we found out late that it was a complaint. */
  contactAt: Temporal.Instant
  understanding: Understanding
  /** A colleague handed it over on the screen: it proves nobody's account. */
  isByHand?: boolean
  /** A call that nobody took: it wants to be called back, and has settled nothing and left nothing unsettled. */
  isMissed?: boolean
  /** The desk has read it on its network itself. */
  isReadThere?: boolean
  /** What whoever handed it over knows about the matter. */
  facts: Record<string, FactValue>
  /** What the colleague who heard the person chose: who it is, and which case it joins, or that it opens one. */
  chosen?: { person: string | undefined; joins: string | null | undefined }
  /** Outcomes that it may have had and that a person now takes back, and whether it is a case whatever its channel thinks. */
  again?: Again
}

/** Outcomes that are taken back, and whether the item is a case whatever its channel thinks. */
export type Again = {
  from: readonly Outcome['outcome'][]
  evenIfSetAside: boolean
  /** Whose decision it is, where what the item was before is still to be noted. */
  by: string | null
}

/** What became of an item, and why. */
export type Outcome = {
  outcome: 'opened' | 'joined' | 'set-aside' | 'quarantined'
  because: string
  caseId: string | null
}
