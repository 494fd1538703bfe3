import { setTimeout as sleep } from 'node:timers/promises'
import { listCases, openCase, sendReply } from '#contract/cases.ts'
import { ask, Refused, type Caller } from '#test/ask.ts'
import { onlyTrouble } from './hand-in.ts'

export type Answering = {
  caller: Caller
  /** How many replies are to be given in all. */
  wanted: number
  /** True when no case will come any more. */
  isOver: () => boolean
  answered: () => void
}

/** Channels by which a customer with an e-mail address came. */
const answerable = new Set(['email', 'web', 'chat'])

/**
 * Agents go through the open cases again and again and answer each one once, until there are enough replies.
 * A reply is given again with the same key until the desk has answered. Gives the ids of all replies, by case.
 */
export async function answerCases({
  caller,
  wanted,
  isOver,
  answered,
}: Answering): Promise<Map<string, string>> {
  const replies = new Map<string, string>()
  while (replies.size < wanted) {
    const wasOver = isOver()
    const before = replies.size
    for (let after: string | null = ''; after !== null && replies.size < wanted;) {
      const page = await persist(() => ask(caller, listCases, { limit: 200, ...(after && { after }) }))
      const open = page.cases.filter(({ id, channel }) => answerable.has(channel) && !replies.has(id))
      const left = open.slice(0, wanted - replies.size).map(({ id }) => id)
      const agent = async () => {
        for (let id = left.shift(); id !== undefined; id = left.shift()) {
          const messageId = await answer(caller, id)
          replies.set(id, messageId)
          answered()
        }
      }
      await Promise.all([agent(), agent(), agent()])
      after = page.next
    }
    if (wasOver && before === replies.size) return replies
    if (before === replies.size) await sleep(200)
  }
  return replies
}

/** Replies to what was seen. When the customer has written meanwhile the agent looks again, and then decides again. */
async function answer(caller: Caller, caseId: string): Promise<string> {
  const body = `Dear customer,\n\nwe have it and will tell you more tomorrow.\n.\nYour desk`
  for (;;) {
    const { seq } = await persist(() => ask(caller, openCase, { caseId }))
    const reply = { caseId, body, visibility: 'private' as const, seq, key: `answer to ${caseId}` }
    const done = await persist(() => ask(caller, sendReply, reply).catch(orStale))
    if (done !== 'stale') return done.id
  }
}

function orStale(error: unknown): 'stale' {
  if (error instanceof Refused && error.status === 409) return 'stale'
  throw error
}

async function persist<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await act().catch(onlyTrouble)
    if (done !== undefined) return done
    await sleep(50)
  }
}
