import type { Case } from '#domain/case/case.ts'
import { isChannel, type Channel } from '#domain/channel.ts'
import type { OrgTx } from '#server/store/database.ts'
import { lastWriter } from '#server/store/messages.ts'
import { readAccount } from '#server/store/people.ts'

/** To whom a reply goes: the account, the connection it wrote by, and the channel of that. */
export type Receiver = { account: string | null; connection: string; channel: Channel }

/**
 * The account that wrote last. Where a link was undone it may be somebody else's by now: then the one of the case's own
 * person that wrote last, because nobody is told about another person's case.
 */
export async function receiverOf(tx: OrgTx, kase: Case): Promise<Receiver> {
  const { account, connection, channel, person } = kase
  if (account === null || person === null) return { account: null, connection, channel }
  if ((await readAccount(tx, account))?.person_id === person) return { account, connection, channel }
  const writer = await lastWriter(tx, [kase.id, ...kase.tookOver], person)
  if (!writer || !isChannel(writer.channel)) return { account: null, connection, channel }
  return { account: writer.account_id, connection: writer.connection_id, channel: writer.channel }
}
