import { createHash } from 'node:crypto'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/**
 * The secret of the status link of an item that came by a form: 256 bits that only we can make of its id, so that a double
 * press, and the mail that says that it has arrived, get the same link although we keep no more of it than a digest.
 */
export const statusToken = (desk: Desk, item: string): string =>
  keyedDigest(desk.masterKey, `status link ${item}`).toString('base64url')

/** What is kept of a status link. */
export const statusDigest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Whether a text could be such a secret at all. */
export const isStatusToken = (text: string): boolean => /^[\w-]{43}$/.test(text)
