import { accountKey } from '#domain/account-key.ts'
import { codeFrom, codesIn, isOnlyCode } from '#domain/claim/claim-code.ts'
import { postedBy } from '#domain/claim/posted-by.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import type { OrgTx } from '#server/store/database.ts'
import { noteCodeHeard, visitWithCode } from '#server/store/room-visits.ts'
import { accountOfRoom } from '#server/store/rooms.ts'
import { claimCodeDigest } from '../claims/claim-code.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { holdTaker } from '../cases/record.ts'

/** The code that a browser at the door of a room shows. Only we can make it of the visit's id. */
export const roomCode = ({ masterKey }: Pick<Desk, 'masterKey'>, visit: string): string =>
  codeFrom(keyedDigest(masterKey, `room code ${visit}`))

/**
 * Whether what came from an account of a network holds the code of somebody at a room's door. It opens for them alone, and
 * only where it came from the very account that the room is bound to: everybody may read the code, and nobody else can use it.
 * Where a program only tells us of the post, the case shows that whoever came in did so by its word.
 */
export async function hearRoomCode(
  desk: Desk,
  tx: OrgTx,
  { from, text, isPublic }: InboundMessage,
  { isTold }: { isTold: boolean },
): Promise<'only-a-code' | 'more' | 'none'> {
  if (from.kind !== 'handle') return 'none'
  const digests = codesIn(text).map((code) => claimCodeDigest(desk, tx.org, code))
  const found = digests.length === 0 ? undefined : await visitWithCode(tx, digests)
  const account = found && (await accountOfRoom(tx, found.account_id))
  if (!found || !account) return 'none'
  const named = { network: account.network, handle: account.address, key: account.address_key }
  const poster = { network: from.network ?? '', handle: from.address, key: accountKey(from) }
  if (postedBy(named, poster) === 'same') {
    // The case first, and then the visit, as whoever comes in takes them.
    await holdTaker(tx, found.case_id)
    const where = isPublic ? 'post' : 'direct-message'
    noteCodeHeard(tx, found.id, { at: desk.now().toString(), where, isTold })
  }
  return isOnlyCode(text) ? 'only-a-code' : 'more'
}
