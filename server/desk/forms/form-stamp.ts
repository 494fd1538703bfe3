import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/** What a page carries so that what is sent from it is known to be sent from it, and when it was shown. */
export type Stamp = { nonce: string; issuedAt: Temporal.Instant }

const lasts = Temporal.Duration.from({ hours: 2 })

/** Stamps a page. `place` is the form, or the status page, that it is good for; the nonce is what makes a double press one. */
export function stampFor(
  desk: Desk,
  place: string,
  { nonce, issuedAt }: Stamp = { nonce: randomBytes(24).toString('base64url'), issuedAt: desk.now() },
): string {
  const at = issuedAt.epochMilliseconds.toString(36)
  return `${at}.${nonce}.${codeFor(desk, place, at, nonce).toString('base64url')}`
}

/** Reads a stamp; null where we did not write it, or not for this place. */
export function readStamp(desk: Desk, place: string, text: string): Stamp | null {
  const [, at = '', nonce = '', code = ''] = /^([0-9a-z]{1,12})\.([\w-]{32})\.([\w-]{43})$/.exec(text) ?? []
  if (!nonce || !timingSafeEqual(Buffer.from(code, 'base64url'), codeFor(desk, place, at, nonce))) return null
  return { nonce, issuedAt: Temporal.Instant.fromEpochMilliseconds(parseInt(at, 36)) }
}

const codeFor = ({ masterKey }: Desk, place: string, at: string, nonce: string) =>
  keyedDigest(masterKey, `stamp\n${place}\n${at}\n${nonce}`)

/** Whether a stamp is still good: two hours. */
export const isFresh = (desk: Desk, { issuedAt }: Stamp): boolean =>
  Temporal.Instant.compare(issuedAt.add(lasts), desk.now()) >= 0

/** Whether a browser did the work: `proof` is a number which, said after the nonce, digests to that many leading zero bits. */
export function isProof(nonce: string, proof: string, difficulty: number): boolean {
  if (!/^\d{1,12}$/.test(proof)) return false
  const digest = createHash('sha256').update(`${nonce}:${proof}`).digest()
  return difficulty === 0 || digest.readUInt32BE() < 2 ** (32 - difficulty)
}
