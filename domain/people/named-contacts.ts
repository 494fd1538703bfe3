import type { Address } from '../account-key.ts'
import { foldQuotes } from '../text/fold-quotes.ts'

/** A way to reach its writer that a message names, and where it stands: below it, or somewhere in its words. */
export type NamedContact = Address & { how: 'signature' | 'words' }

const most = 5
const longestRead = 20_000

/**
 * The ways to reach its writer that a message names: numbers, addresses and handles, at most five, those of a signature first.
 * What is quoted is somebody else's. Anybody can write anybody's number: it is only ever a hint, for a person to look at.
 */
export function namedContacts(text: string): NamedContact[] {
  const pieces = foldQuotes(text.slice(0, longestRead))
  const inPieces = (kind: 'signature' | 'said') =>
    pieces.filter((piece) => piece.kind === kind).map((piece) => piece.text)
  const found = [
    ...inPieces('signature').flatMap((piece) => contactsIn(piece, 'signature')),
    ...inPieces('said').flatMap((piece) => contactsIn(piece, isSigned(piece) ? 'signature' : 'words')),
  ]
  const seen = new Set<string>()
  return found
    .filter(({ kind, address }) => {
      const name = `${kind} ${address}`
      return !seen.has(name) && seen.add(name)
    })
    .slice(0, most)
}

/** Nothing is a signature only because it is below; but a piece of nothing but how one is reached is one. */
const isSigned = (piece: string) => piece.length < 40

function contactsIn(text: string, how: NamedContact['how']): NamedContact[] {
  // Most of what is said names nothing, and shows it at a glance.
  const hasAt = text.includes('@')
  const addresses = (hasAt ? [...text.matchAll(mailAddress)] : []).map(([address]) => ({
    kind: 'email' as const,
    address,
    how,
  }))
  const handles = (hasAt || text.includes('/') ? handleForms : []).flatMap(({ network, form }) =>
    [...text.matchAll(form)].map(([, name = '']) => ({
      kind: 'handle' as const,
      network,
      address: name,
      how,
    })),
  )
  const bare = hasAt ? text.replaceAll(mailAddress, ' ') : text
  const numbers = [...bare.matchAll(telephone)]
    .map(([number]) => number.trim())
    .filter(isDialled)
    .map((address) => ({ kind: 'phone' as const, address, how }))
  return [...numbers, ...addresses, ...handles]
}

// Every repetition has an end: what a stranger writes is looked through in one go.
const mailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g
const telephone = /(?<![\w.,/-])(?:\+|0)[\d ()/.-]{6,22}\d(?![\w-])/g

const handleForms: readonly { network: string; form: RegExp }[] = [
  {
    network: 'bluesky',
    form: /(?:bsky\.app\/profile\/|(?<![\w.])@)([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,3})\b(?!@)/gi,
  },
  { network: 'mastodon', form: /(?:^|[\s(])@(\w{1,30}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,3})\b/gi },
  { network: 'x', form: /\b(?:twitter|x)\.com\/(\w{2,15})\b/gi },
  { network: 'instagram', form: /\binstagram\.com\/([\w.]{2,30})\b/gi },
]

/** Seven to fifteen digits (ITU-T E.164), and neither a day nor an amount. */
function isDialled(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').length
  return digits >= 7 && digits <= 15 && !/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/.test(text)
}
