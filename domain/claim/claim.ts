/** What the customer says that can be verified. A policy asks by these names. */
export const claimKinds = ['reach', 'press', 'identity', 'purchase', 'vulnerability', 'other'] as const

export type ClaimKind = (typeof claimKinds)[number]

/** What becomes of a claim for which nobody brings anything in time: policy says which. */
export const silences = ['believe', 'leave-open', 'set-aside'] as const

export type Silence = (typeof silences)[number]

/** How sure we are of what was verified, the least first: what each way shows is said at `strengthOf`. */
export const strengths = ['believed', 'checked', 'shown', 'proved'] as const

export type Strength = (typeof strengths)[number]

/** By which way a claim was verified. */
export const methods = [
  'their-word',
  'callback',
  'our-records',
  'post',
  'direct-message',
  'site',
  'dns',
  'sign-in',
] as const

export type Method = (typeof methods)[number]

/** Why we do not go by what was said: what we found, never what we think of whoever said it. */
export type Refutal = 'look-alike' | 'callback' | 'our-records'

/** A code that was issued for a claim: bound to its account, until then, once. */
type Code = { id: string; until: Temporal.Instant }

/** A link that was given for a claim, by which they sign in with their network: until then, and only the newest. */
type SignInLink = { id: string; until: Temporal.Instant }

type Standing =
  /** Said, and not shown yet. Policy says what holds meanwhile, and by when it ends; null where it stays open. */
  | { state: 'claimed'; decideBy: Temporal.Instant | null }
  | {
      state: 'verified'
      method: Method
      strength: Strength
      at: Temporal.Instant
      until: Temporal.Instant | null
      /** How many follow the account that was shown, as its network itself says; absent where it has said nothing. */
      counted?: number
    }
  | { state: 'refuted'; because: Refutal; at: Temporal.Instant }
  /** Nobody showed it in time, or what was shown has grown old. */
  | { state: 'expired'; because: 'silent' | 'over'; at: Temporal.Instant }
  | { state: 'withdrawn'; at: Temporal.Instant }

/** A claim as the case remembers it. Whose handle, and in which words, is a row of its own. */
export type Claim = {
  id: string
  kind: ClaimKind
  /** How many follow them, as they say; null where they said no number, or it is about something else. */
  followers: number | null
  /** They said with it that they will go public. */
  warns: boolean
  madeAt: Temporal.Instant
  /** Whether it is looked at as if it were true until it is decided. It changes who looks, and nothing that is owed. */
  countsMeanwhile: boolean
  ifSilent: Silence
  code: Code | null
  /** Absent where no link was given. */
  signIn?: SignInLink
} & Standing

export type ClaimState = Claim['state']

/**
 * What a way shows. By their word: that they say so. By calling back or looking it up: that a colleague has checked. By a
 * code in a post or message, or on their site: that whoever has the account or the site is whom we speak with. By signing in
 * with the network, or a record in the DNS of a domain: the network, or the domain's registry, says so itself.
 */
export function strengthOf(method: Method): Strength {
  switch (method) {
    case 'their-word':
      return 'believed'
    case 'callback':
    case 'our-records':
      return 'checked'
    case 'post':
    case 'direct-message':
    case 'site':
      return 'shown'
    case 'dns':
    case 'sign-in':
      return 'proved'
  }
}

/** The allowed moves, as one table. What was refuted or withdrawn stays so: who says it again makes a new claim. */
const moves: Record<ClaimState, readonly ClaimState[]> = {
  claimed: ['verified', 'refuted', 'expired', 'withdrawn'],
  // A verified one may turn out wrong later. An expired one was shown in time, and we came to see it late.
  verified: ['refuted', 'expired', 'withdrawn'],
  expired: ['verified'],
  refuted: [],
  withdrawn: [],
}

/** Whether a claim may become that. */
export const mayBecome = ({ state }: Pick<Claim, 'state'>, next: ClaimState): boolean =>
  moves[state].includes(next)

/** Whether attention goes by a claim: it was shown, or policy lets it count until it is decided. */
export const counts = (claim: Claim): boolean =>
  claim.state === 'verified' || (claim.state === 'claimed' && claim.countsMeanwhile)

/** When the clock has to look at a claim: nobody has shown it in time, or what was shown grows old. */
export function claimEndsAt(claim: Claim): Temporal.Instant | null {
  if (claim.state === 'claimed') return claim.decideBy
  return claim.state === 'verified' ? claim.until : null
}
