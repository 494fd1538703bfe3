import { clausesOf } from './clauses.ts'
import { isRead } from './concrete.ts'
import { isExcuse } from './empty-words.ts'
import { toldIn } from './told-in.ts'

/** What a reply may leave out of its answer: who does it, what is done, and by when. */
export type Missing = 'owner' | 'act' | 'date'

/** What a reply says and does not say. */
export type Judgement = { apologyOnly: boolean; missing: Missing[] }

/** Which reader judged: named in each event, so that a replay never judges anew. */
export const apologyReader = 'apology/2'

/** Signs that are read: a longer reply is judged by its beginning, so that nobody's text keeps the desk busy. */
const longest = 5000

/**
 * Whether a reply is regret and an invitation and nothing else: no owner, no act, no date, no answer to the matter. Such a
 * reply acknowledges and stops no clock. In English and German; what it cannot read it takes for an answer, so that nobody
 * is accused of empty words in a language that is not known here.
 */
export function judgeReply(reply: string): Judgement {
  const clauses = clausesOf(reply.slice(0, longest))
  const told = clauses.map(toldIn)
  const missing = (['owner', 'act', 'date'] as const).filter((part) => told.every((one) => !one[part]))
  const isEmpty =
    clauses.some(({ low }) => isExcuse(low)) &&
    told.every(({ answers }) => !answers) &&
    isRead(clauses.map(({ low }) => low).join(' '))
  return { apologyOnly: isEmpty, missing }
}
