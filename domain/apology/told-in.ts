import { isForAnybody, isOnlyIf, isToldAgain } from './beside-the-matter.ts'
import type { Clause } from './clauses.ts'
import { commitmentIn, type Commitment } from './commitments.ts'
import { hasFigures, isConcrete, isExplained, isRefused } from './concrete.ts'
import { isInvitation, isQuestion, isRegret, saysNothing } from './empty-words.ts'

/** What a clause commits to, and whether it answers the matter at all. */
export type Told = Commitment & { answers: boolean }

/** A clause of regret or invitation is not read for what it commits to: “sorry that nobody came on Tuesday” promises nothing. */
export function toldIn(clause: Clause): Told {
  const nothing = { owner: false, act: false, date: false, answers: false }
  if (noWord.test(clause.low)) return nothing
  const commits = commitmentIn(clause)
  if (isInvitation(clause.low) || (isOnlyIf(clause.low) && !commits.act)) return nothing
  if (isRegret(clause.low) && !(commits.act && !/\b(?:that|dass|for|für)\b/.test(clause.low))) return nothing
  if (clause.low.endsWith('?')) return { ...nothing, answers: isQuestion(clause) }
  if (
    !commits.owner &&
    !isRefused(clause.low) &&
    (!isExplained(clause.low) || saysNothing(clause.low)) &&
    (isForAnybody(clause.low) || (isToldAgain(clause.low) && !commits.act))
  )
    return nothing
  if (saysNothing(clause.low) && !commits.act && !commits.owner)
    return (commits.date || hasFigures(clause.low) || isRefused(clause.low)) && !isReceipt(clause.low)
      ? { ...commits, answers: true }
      : nothing
  const answers =
    commits.owner || commits.act || commits.date || (!saysNothing(clause.low) && isConcrete(clause.low))
  return { ...commits, answers }
}

/** No word is so long: whatever it is, nobody says anything by it, and nobody waits for its being read. */
const noWord = /\p{L}{80}/u

const isReceipt = (low: string) =>
  /(?<!\p{L})(?:received|reached us|got your|eingegangen|erhalten|eingetroffen)(?!\p{L})/u.test(low)
