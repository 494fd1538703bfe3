import type { HandedOver } from '#server/channels/handed-over.ts'
import { senderOfItem } from '#server/store/status-links.ts'
import type { Desk } from '../desk.ts'
import { isFresh, readStamp } from './form-stamp.ts'
import type { Reached } from './show-status.ts'
import { sentAs, takeFromPage } from '../items/take-from-page.ts'
import { visitsOf } from '../cases/visits-of.ts'

type Said = { words: string; stamp: string; trap: string }

/** What became of it: taken, or why the page has to ask again. */
export type Added = 'taken' | 'missing' | 'too-long' | 'old' | 'too-many'

const mostLetters = 10_000
const mostWithinHour = 20

/** Takes what somebody adds on their status page: one more message of theirs in that case, which opens it again. */
export async function addToStatus(
  desk: Desk,
  { org, link, kase }: Reached,
  { words, stamp: text, trap }: Said,
  address: string,
): Promise<Added> {
  if (!kase) return 'old'
  const stamp = readStamp(desk, link.item_id, text)
  if (!stamp || !isFresh(desk, stamp)) return 'old'
  if (words === '') return 'missing'
  if (words.length > mostLetters) return 'too-long'
  if ((await visitsOf(desk, 'say', address)) > mostWithinHour) return 'too-many'
  const sender = await desk.db.withOrg(org, (tx) => senderOfItem(tx, link))
  if (!sender) return 'old'
  const given: HandedOver = {
    channel: 'web',
    externalId: sentAs(desk, stamp.nonce, [words]),
    at: desk.now().toString(),
    from: sender.kind === 'phone' ? { phone: sender.address } : { email: sender.address },
    body: words,
    joins: kase.id,
    ...(trap !== '' && { doubt: 'A field was filled in that no person can see.' }),
  }
  await takeFromPage(desk, org, link.connection_id, given)
  return 'taken'
}
