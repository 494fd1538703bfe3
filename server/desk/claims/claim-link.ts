import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { isOnlyHere } from '#domain/public-address.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/**
 * The secret of a link by which somebody signs in with their network: 256 bits that only we can make of its id, so that it
 * can be read out again while it holds, although nothing of it is kept but a digest.
 */
export const claimLinkToken = ({ masterKey }: Pick<Desk, 'masterKey'>, id: string): string =>
  keyedDigest(masterKey, `claim link ${id}`).toString('base64url')

/** What is kept of such a link, and of whatever else a browser brings back. */
export const claimLinkDigest = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * What a link begins with, by where others reach this desk: null where no network lets anybody sign in for it. They ask for
 * https and a name; or for this very machine, by its number (RFC 8252, 7.3).
 */
export function signInBase(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address)
  if (!url) return null
  if (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    return url.origin.replace('//localhost', '//127.0.0.1')
  const isNamed = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 && !isOnlyHere(url.origin)
  return url.protocol === 'https:' && isNamed ? url.origin : null
}
