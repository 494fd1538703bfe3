import type { Case } from '#domain/case/case.ts'
import type { Said, Way } from '#domain/case/customers-word.ts'
import { isAtLeast } from '#domain/case/stage.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { noteWord } from '../settling/hear-customer.ts'
import { resolve } from '../settling/resolve.ts'
import { tellNo } from '../settling/tell-no.ts'
import { writeDeed } from '../settling/write-deed.ts'
import { caseNow } from './case-now.ts'
import type { ColleagueStep } from './story.ts'

type Ending = Extract<ColleagueStep, { settles: string } | { refuses: string } | { hears: string }>

/** A colleague on a case of the sample company: what they do next stands on what they did before. */
type Doing = { desk: Desk; agent: Agent; kase: Case; key: string; told: (text: string) => string }

/** Brings a case to its end: a no, what the customer says of it, or the decision. Answers the message that has to leave. */
export async function playEnding(doing: Doing, step: Ending): Promise<string | null> {
  const { desk, agent, kase, told } = doing
  if ('hears' in step) {
    await hear(doing, { says: step.hears, way: 'message' })
    return null
  }
  if ('refuses' in step) {
    const { id } = await tellNo(desk, agent, {
      ...(await on(doing)),
      decision: step.refuses,
      visibility: 'private',
      plain: told(step.plain),
      reason: told(step.reason),
      evidence: told(step.evidence),
      can: told(step.can),
      elsewhere: told(step.elsewhere),
    })
    return id
  }
  if (step.restsOn === 'word' && kase.word?.says !== 'settled') await hearSettled(doing, step)
  await resolve(desk, agent, {
    ...(await on(doing)),
    decision: step.settles,
    restsOn: step.restsOn,
    reason: told(step.reason),
  })
  return null
}

/** What the customer wrote last says that it is settled, or they said so on the phone once something was done. */
async function hearSettled(doing: Doing, { said, reason }: { said?: string | undefined; reason: string }) {
  const { desk, agent, kase, told } = doing
  const { lastReplyAt, lastContactAt, stage } = kase
  const isWritten = lastReplyAt !== null && Temporal.Instant.compare(lastContactAt, lastReplyAt) > 0
  if (said === undefined && isWritten) return hear(doing, { says: 'settled', way: 'message' })
  if (!isAtLeast(stage, 'action-done'))
    await writeDeed(desk, agent, { ...(await on(doing)), what: told(reason) })
  return hear(doing, { says: 'settled', way: 'call', words: told(said ?? reason) })
}

const hear = async (
  doing: Doing,
  word: { says: Said; way: Extract<Way, 'message' | 'call'>; words?: string },
): Promise<void> => {
  await noteWord(doing.desk, doing.agent, { ...(await on(doing)), ...word })
}

/** What a command carries: the case as it is now, and a key of its own. */
async function on({ desk, agent, kase, key }: Doing) {
  const { seq } = await caseNow(desk, agent.org, kase.id)
  return { caseId: kase.id, seq, key: `${key} ${seq}` }
}
