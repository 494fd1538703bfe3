import { newId } from '#server/store/id.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Agent } from '../command.ts'
import { confirmLink, proposeLink } from '../people/decide-link.ts'
import type { Desk } from '../desk.ts'
import { merge } from '../cases/merge.ts'
import { caseNow } from './case-now.ts'

/**
 * A customer came back by an account that the desk did not know for theirs. A colleague who does know links it and lets
 * the first case take the new one over; where the first is closed, the new one goes on alone. Answers which goes on.
 */
export async function oneCase(desk: Desk, agent: Agent, first: string, second: string): Promise<string> {
  const [kase, other] = [await caseNow(desk, agent.org, first), await caseNow(desk, agent.org, second)]
  if (kase.state !== 'open') return other.id
  try {
    if (other.person !== kase.person && other.account !== null) {
      const { id: linkId } = await proposeLink(desk, agent, {
        accountId: other.account,
        caseId: kase.id,
        evidence: 'said-so',
        key: newId(desk.now()),
      })
      await confirmLink(desk, agent, { linkId })
    }
    const { seq } = await caseNow(desk, agent.org, kase.id)
    await merge(desk, agent, { caseId: kase.id, takes: other.id, seq, key: newId(desk.now()) })
    return kase.id
  } catch (fault) {
    if (fault instanceof Refusal) return other.id
    throw fault
  }
}
