import { setTimeout as sleep } from 'node:timers/promises'
import { confirmArrival, giveReplyAgain, openCase } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { ask } from '#test/ask.ts'
import type { Doubt } from './reckon.ts'
import { mailDomain, type Ran } from './run.ts'

/** What came of the two keys that a reply in doubt has. */
export type Settled = {
  /** How often the reply that was sent again has arrived, before and after, and how it stands. */
  again: { before: number; after: number; state: string | undefined }
  /** The same for the one that somebody said has arrived. */
  arrived: { before: number; after: number; state: string | undefined }
  /** How many are still in doubt. */
  inDoubt: number
}

/** Sends one reply in doubt again, the last that was received if there is such, and says of another that it arrived. */
export async function settleDoubts({ caller, relay }: Ran, doubts: readonly Doubt[]): Promise<Settled> {
  const [lost, other] = doubts.toSorted((a, b) => a.received - b.received)
  if (!lost || !other) throw new Error(`Two replies in doubt are needed, and there are ${doubts.length}.`)
  await ask(caller, giveReplyAgain, { messageId: lost.messageId, key: `again ${lost.messageId}` })
  await ask(caller, confirmArrival, { messageId: other.messageId, key: `arrived ${other.messageId}` })
  const until = performance.now() + 30_000
  while ((await ask(caller, audit, {})).queued > 0 && performance.now() < until) await sleep(50)
  const received = await relay.received()
  const after = async ({ messageId, caseId, received: before }: Doubt) => {
    const { messages } = await ask(caller, openCase, { caseId })
    const state = messages.find(({ id }) => id === messageId)?.delivery?.state
    return { before, after: received.get(`${messageId}@${mailDomain}`) ?? 0, state }
  }
  const { inDoubt } = await ask(caller, audit, {})
  return { again: await after(lost), arrived: await after(other), inDoubt }
}
