import { codeFrom } from '#domain/claim/claim-code.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/**
 * The code of this id, as it is read out. Only we can make it of the id, so it can be shown again while it runs, although
 * nothing of it is kept but a digest.
 */
export const claimCode = ({ masterKey }: Pick<Desk, 'masterKey'>, id: string): string =>
  codeFrom(keyedDigest(masterKey, `claim code ${id}`))

/** What is kept of a code, and what one that comes in is found by. */
export const claimCodeDigest = ({ masterKey }: Pick<Desk, 'masterKey'>, org: string, code: string): Buffer =>
  keyedDigest(masterKey, `claim code of ${org} ${code}`)
