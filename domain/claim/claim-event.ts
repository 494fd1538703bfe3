import type { ClaimKind, Method, Refutal, Silence, Strength } from './claim.ts'

/** What an event of a claim says: ids, codes and times. Their words, and the handle, are a row named by the digest. */
export type ClaimEventData = {
  'claim-made': {
    id: string
    kind: ClaimKind
    followers?: number
    warns?: true
    digest: string
    decideBy: string | null
    countsMeanwhile: boolean
    ifSilent: Silence
  }
  'claim-code-issued': { id: string; code: string; until: string }
  /** The right code came from another account than the one it is bound to: noted, and not counted. */
  'claim-code-elsewhere': { id: string }
  /** They were given a link by which they sign in with the network of their account. */
  'claim-sign-in-offered': { id: string; link: string; until: string }
  /** Another account signed in by the link than the one that was named: noted, and not counted. */
  'claim-sign-in-elsewhere': { id: string }
  /** Their site or domain was looked at, and nothing was found there yet. */
  'claim-checked': { id: string; method: 'site' | 'dns'; found: 'nothing' | 'unreachable' }
  'claim-verified': { id: string; method: Method; strength: Strength; until: string | null }
  /** The network itself says how many follow the account that was shown to be theirs. */
  'claim-counted': { id: string; followers: number }
  'claim-refuted': { id: string; because: Refutal }
  'claim-expired': { id: string; because: 'silent' | 'over' }
  'claim-withdrawn': { id: string }
}

export type ClaimEventType = keyof ClaimEventData
