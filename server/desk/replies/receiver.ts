import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Case } from '#domain/case/case.ts'
import { isAnsweredByHand, isChannel, mayAnswerInPublic, type Channel } from '#domain/channel.ts'
import { isShared } from '#domain/people/sharing.ts'
import type { OrgTx } from '#server/store/database.ts'
import { wasUndone } from '#server/store/link-proposals.ts'
import { lastWriter } from '#server/store/messages.ts'
import { readAccount, type AccountRow } from '#server/store/people.ts'
import type { Desk } from '../desk.ts'
import { postingOn } from '../posts/public-post.ts'

/** To whom a reply goes: the account, the connection it wrote by, and the channel of that. */
export type Receiver = { account: AccountRow | null; connection: string; channel: Channel }

/**
 * The account that wrote last. Where a link was undone it may be somebody else's by now: then the one of the case's own
 * person that wrote last, because nobody is told about another person's case.
 */
export async function receiverOf(tx: OrgTx, kase: Case): Promise<Receiver> {
  const { account, connection, channel, person } = kase
  if (account === null || person === null) return { account: null, connection, channel }
  const known = await readAccount(tx, account)
  if (known?.person_id === person) return { account: known, connection, channel }
  // What came by a shared account is answered there, unless somebody found that it was not this person's.
  if (known && isShared(known) && !(await wasUndone(tx, known.id, person)))
    return { account: known, connection, channel }
  const writer = await lastWriter(tx, [kase.id, ...kase.tookOver], person)
  if (!writer || !isChannel(writer.channel)) return { account: null, connection, channel }
  const found = await readAccount(tx, writer.account_id)
  return { account: found ?? null, connection: writer.connection_id, channel: writer.channel }
}

/**
 * Whether a colleague gives the answer, and the desk only writes it down: by voice, by post, or where people write to us on
 * a network or by text: mail is all that the desk sends in private.
 */
export const isGivenByHand = ({ account, channel }: Pick<Receiver, 'account' | 'channel'>): boolean =>
  isAnsweredByHand(channel) || mayAnswerInPublic(channel) || (account !== null && account.kind !== 'email')

/** The receiver as the reply box shows it; null where nobody can be answered. */
export async function showReceiver(
  desk: Desk,
  tx: OrgTx,
  kase: Case,
): Promise<z.input<typeof CaseView>['replyTo']> {
  const receiver = await receiverOf(tx, kase)
  const { account, channel } = receiver
  const byHand = isGivenByHand({ account, channel })
  if (account === null && !byHand) return null
  return {
    name: account?.name ?? account?.address ?? 'Not known',
    address: account?.address ?? null,
    // What came by a form, or in a chat of somebody whose address is known, is answered by mail.
    channel: !byHand && account?.kind === 'email' ? 'email' : channel,
    canBePublic: mayAnswerInPublic(channel),
    byHand,
    network: await postingOn(desk, tx, receiver),
  }
}
