import { z } from 'zod'
import type { explainCase as contract } from '#contract/policy-reason.ts'
import { readCase } from '#domain/case/read-case.ts'
import { Refusal } from '#domain/refusal.ts'
import { readCaseRow } from '#server/store/cases.ts'
import { decisionEvent } from '#server/store/events.ts'
import { withoutFollowers } from '../claims/closed-followers.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { reasonsFor } from './explain-decision.ts'
import { mayReadFollowers } from '../claims/reach-seen.ts'
import { refuseUnseen } from './seen.ts'
import { explainedVersion } from '../policy/try-policy.ts'

const Decision = z.object({
  policy: z.int(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

/**
 * Why a case is treated as it is, or was at an earlier decision: by the version that judged it then, and by the facts as
 * they were known then. What a later policy or a later fact would say is not mixed in.
 */
export const explainCase = (
  desk: Desk,
  agent: Agent,
  { caseId, seq }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnseen(tx, agent, caseId)
    const event = await decisionEvent(tx, caseId, seq ?? null)
    if (!event) throw new Refusal('not-found', 'There is no such case, or nothing was decided on it by then.')
    const { policy, facts } = Decision.parse(event.data)
    const explained = await explainedVersion(desk, tx, policy)
    const row = await readCaseRow(tx, caseId)
    const mayRead = row !== undefined && mayReadFollowers(readCase(row.fold), agent)
    const why = reasonsFor(explained, facts)
    return {
      version: policy,
      name: explained.document.name,
      seq: event.seq,
      at: event.at.toString(),
      facts: mayRead ? facts : withoutFollowers(facts),
      why: mayRead ? why : why.map(closedReason),
    }
  })

type Reason = ReturnType<typeof reasonsFor>[number]

/** A reason without how many follow them: neither what was known of it, nor from where the least change would begin. */
function closedReason({ others, nearest, ...reason }: Reason): Reason {
  return {
    ...reason,
    others: others.map((other) =>
      other.keptBy === null ? other : { ...other, had: valueOf(other.keptBy, other.had) },
    ),
    nearest: nearest && { ...nearest, from: valueOf(nearest.fact, nearest.from) },
  }
}

const valueOf = (fact: string, value: Reason['others'][number]['had']) =>
  withoutFollowers({ [fact]: value })[fact] ?? null
