import { clientOf } from '#domain/sign-in/address-block.ts'
import { countVisit } from '#server/store/visits.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/**
 * Counts a visit from an internet address, and answers how many there were within the hour, by whatever process. The address
 * is not kept, only a keyed digest of it, and that for two hours. At a door they are counted for each room by itself.
 */
export const visitsOf = (
  desk: Desk,
  what: 'form' | 'status' | 'say' | 'room' | 'sign-in' | `door ${string}`,
  address: string,
): Promise<number> =>
  desk.db.asWorker((tx) =>
    countVisit(tx, keyedDigest(desk.masterKey, `visit ${what} ${clientOf(address)}`), desk.now()),
  )

/** Counts one more sending of a page, and answers how many there were within the hour, from wherever they came. */
export const sendingsOf = (desk: Desk, nonce: string): Promise<number> =>
  desk.db.asWorker((tx) =>
    countVisit(tx, keyedDigest(desk.masterKey, `visit sent from ${nonce}`), desk.now()),
  )
