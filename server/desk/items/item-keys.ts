import { accountKey } from '#domain/account-key.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import { lockOf, wordsDigest } from '../digest.ts'
import type { Understood } from './understood.ts'

/** The locks under which an item is received. */
export function locksFor(org: string, { id, understanding }: Pick<Understood, 'id' | 'understanding'>) {
  return understanding.kind === 'not-understood' ? [lockOf(org, id)] : locksOf(org, id, understanding.message)
}

function locksOf(org: string, item: string, message: InboundMessage): bigint[] {
  const keys = [item, ...keysOf(message), ...message.keys, ...message.repliesTo.slice(0, 50)]
  return [...new Set(keys.map((key) => lockOf(org, key)))].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** What is asked about a message before a case is chosen for it. */
export const questionsOf = (item: string, message: InboundMessage) => ({
  item,
  accountKeys: keysOf(message),
  ownKeys: message.keys,
  repliesTo: message.repliesTo.slice(0, 50),
  numbers: [...message.subject.matchAll(/\[EH-(\d{1,12})\]/g)]
    .slice(0, 5)
    .map(([, digits]) => Number(digits)),
  wordsDigest: wordsDigest(message.subject, message.text),
})

const keysOf = ({ from, also = [] }: InboundMessage) =>
  [from, ...also].map(accountKey).filter((key) => key !== null)
