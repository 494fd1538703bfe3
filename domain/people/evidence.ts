/** What may speak for it that an account is somebody's. */
const evidences = [
  'same-mailbox',
  'same-telephone',
  'same-handle',
  'number-in-signature',
  'number-in-form',
  'number-in-words',
  'address-in-signature',
  'address-in-form',
  'address-in-words',
  'handle-in-signature',
  'handle-in-form',
  'handle-in-words',
  'given-together',
  'said-so',
  'same-order',
  'same-number',
  'called-back',
  'code',
  'sign-in',
  'domain',
  'other',
] as const

export type Evidence = (typeof evidences)[number]

/** How much a piece of evidence proves. Nothing is ever joined by any of it without a person; a name alone is none. */
export type Strength = 'strong' | 'medium' | 'weak'

/**
 * What each proves. Strong is what only the holder of the account can do (a code from it, signing in, a domain), or what the
 * provider itself calls the same. What anybody can write into a letter is medium where people put how they are reached, and
 * weak elsewhere. The order is that of the verification of handles: code and sign-in, domain, call back, link, look-alike.
 */
const strengths: Readonly<Record<Evidence, Strength>> = {
  'same-mailbox': 'strong',
  'same-telephone': 'strong',
  code: 'strong',
  'sign-in': 'strong',
  domain: 'strong',
  'called-back': 'medium',
  'said-so': 'medium',
  'same-order': 'medium',
  'same-number': 'medium',
  'given-together': 'medium',
  'number-in-signature': 'medium',
  'number-in-form': 'medium',
  'address-in-signature': 'medium',
  'address-in-form': 'medium',
  'handle-in-signature': 'medium',
  'handle-in-form': 'medium',
  'number-in-words': 'weak',
  'address-in-words': 'weak',
  'handle-in-words': 'weak',
  'same-handle': 'weak',
  other: 'weak',
}

/** How much it proves; what an older version wrote and nobody knows any more is weak. */
export const strengthOf = (evidence: string): Strength =>
  strengths[evidences.find((known) => known === evidence) ?? 'other']
