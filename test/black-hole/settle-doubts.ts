import { setTimeout as sleep } from 'node:timers/promises'
import { confirmArrival, giveReplyAgain, openCase } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { ask } from '#test/ask.ts'
import type { Doubt } from './reckon.ts'
import { mailDomain, type Ran } from './run.ts'

/** How often a reply has arrived, before and after, and how it stands. */
type After = { before: number; after: number; state: string | undefined }

/** What came of the two keys that a reply in doubt has; null where chance has left no reply in doubt to press it on. */
export type Settled = {
  /** Of the reply that was sent again. */
  again: After | null
  /** Of the one that somebody said has arrived. */
  arrived: After | null
  /** How many are still in doubt. */
  inDoubt: number
}

/** Sends one reply in doubt again, the last that was received if there is such, and says of another that it arrived. */
export async function settleDoubts({ caller, relay }: Ran, doubts: readonly Doubt[]): Promise<Settled> {
  const [lost, other] = doubts.toSorted((a, b) => a.received - b.received)
  if (lost) await ask(caller, giveReplyAgain, { messageId: lost.messageId, key: `again ${lost.messageId}` })
  if (other)
    await ask(caller, confirmArrival, { messageId: other.messageId, key: `arrived ${other.messageId}` })
  const until = performance.now() + 30_000
  while ((await ask(caller, audit, {})).queued > 0 && performance.now() < until) await sleep(50)
  const received = await relay.received()
  const after = async ({ messageId, caseId, received: before }: Doubt): Promise<After> => {
    const { messages } = await ask(caller, openCase, { caseId })
    const state = messages.find(({ id }) => id === messageId)?.delivery?.state
    return { before, after: received.get(`${messageId}@${mailDomain}`) ?? 0, state }
  }
  const { inDoubt } = await ask(caller, audit, {})
  return { again: lost ? await after(lost) : null, arrived: other ? await after(other) : null, inDoubt }
}
