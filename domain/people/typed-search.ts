import { caseNumberIn } from '../text/case-number.ts'
import { readTypedContact } from '../typed-contact.ts'

/** What was typed into the one field in which anybody is looked for, as far as its form tells. */
export type TypedSearch = {
  readAs: 'number' | 'email' | 'handle' | 'case' | 'name' | 'nothing'
  phone?: string
  email?: string
  handle?: string
  caseNumber?: number
  name?: string
}

const fewestDigits = 6

/**
 * Understands what was typed: `+49 30 901820`, `ada@example.org`, `@ada.bsky.social`, `#1283`, `Ada Lo`. A long case number may
 * be a short telephone number, and an address may be a handle on a server of its own: then both are looked for.
 */
export function readTypedSearch(typed: string): TypedSearch {
  const text = typed.trim().slice(0, 200)
  const caseNumber = caseNumberIn(text)
  const { phone } = readTypedContact(text)
  const isLong = phone !== undefined && phone.replaceAll(/\D/g, '').length >= fewestDigits
  if (caseNumber !== undefined)
    return { readAs: isLong ? 'number' : 'case', caseNumber, ...(isLong && { phone }) }
  if (isLong) return { readAs: 'number', phone }
  if (/^@[^\s]+$/.test(text) || /^https?:\/\//.test(text)) return { readAs: 'handle', handle: handleIn(text) }
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { readAs: 'email', email: text, handle: text }
  if (text.replaceAll(/[^\p{Letter}\p{Number}]/gu, '').length < 2) return { readAs: 'nothing' }
  return /^[\w-]+(?:\.[\w-]+)+$/.test(text)
    ? { readAs: 'handle', handle: text, name: text }
    : { readAs: 'name', name: text, ...(/^[\w.-]{2,}$/.test(text) && { handle: text }) }
}

/** The handle in the address of a profile: the last part of its path. */
const handleIn = (text: string) =>
  text
    .replace(/^https?:\/\/[^/]+\//, '')
    .split(/[/?#]/)
    .findLast((part) => part !== '')
    ?.replace(/^@/, '') ?? ''
