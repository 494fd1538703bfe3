import { clausesOf, type Clause } from './clauses.ts'
import { commitmentIn } from './commitments.ts'
import { isConcrete, isRead } from './concrete.ts'
import { isExcuse, isInvitation, isQuestion, isRegret, saysNothing } from './empty-words.ts'

/** What a reply may leave out of its answer: who does it, what is done, and by when. */
export type Missing = 'owner' | 'act' | 'date'

/** What a reply says and does not say. */
export type Judgement = { apologyOnly: boolean; missing: Missing[] }

/** Which reader judged: named in each event, so that a replay never judges anew. */
export const apologyReader = 'apology/1'

/** Signs that are read: a longer reply is judged by its beginning, so that nobody's text keeps the desk busy. */
const longest = 5000

/**
 * Whether a reply is regret and an invitation and nothing else: no owner, no act, no date, no answer to the matter. Such a
 * reply acknowledges and stops no clock. In English and German; what it cannot read it takes for an answer, so that nobody
 * is accused of empty words in a language that is not known here.
 */
export function judgeReply(reply: string): Judgement {
  const clauses = clausesOf(reply.slice(0, longest))
  const told = clauses.map(readClause)
  const missing = (['owner', 'act', 'date'] as const).filter((part) => told.every((one) => !one[part]))
  const isEmpty =
    clauses.some(({ low }) => isExcuse(low)) &&
    told.every(({ answers }) => !answers) &&
    isRead(clauses.map(({ low }) => low).join(' '))
  return { apologyOnly: isEmpty, missing }
}

/** A clause of regret or invitation is not read for what it commits to: “sorry that nobody came on Tuesday” promises nothing. */
function readClause(clause: Clause) {
  const commits = commitmentIn(clause)
  const nothing = { owner: false, act: false, date: false, answers: false }
  if (isInvitation(clause.low)) return nothing
  if (isRegret(clause.low) && !(commits.act && !/\b(?:that|dass|for|für)\b/.test(clause.low))) return nothing
  if (isQuestion(clause)) return { ...nothing, answers: true }
  if (saysNothing(clause.low) && !commits.act && !commits.owner)
    return commits.date && !isReceipt(clause.low) ? { ...commits, answers: true } : nothing
  const answers =
    commits.owner || commits.act || commits.date || (!saysNothing(clause.low) && isConcrete(clause.low))
  return { ...commits, answers }
}

const isReceipt = (low: string) =>
  /(?<!\p{L})(?:received|reached us|got your|eingegangen|erhalten|eingetroffen)(?!\p{L})/u.test(low)
