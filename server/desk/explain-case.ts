import { z } from 'zod'
import type { explainCase as contract } from '#contract/policy-reason.ts'
import { Refusal } from '#domain/refusal.ts'
import { decisionEvent } from '#server/store/events.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { reasonsFor } from './explain-decision.ts'
import { refuseUnseen } from './seen.ts'
import { explainedVersion } from './try-policy.ts'

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
    return {
      version: policy,
      name: explained.document.name,
      seq: event.seq,
      at: event.at.toString(),
      facts,
      why: reasonsFor(explained, facts),
    }
  })
