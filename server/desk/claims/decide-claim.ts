import { claimEnds } from '#domain/case/claim-ends.ts'
import { heightOf, standsOn, type House } from '#domain/case/house.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { mayBecome, strengthOf, type Claim } from '#domain/claim/claim.ts'
import type { ClaimRule } from '#domain/claim/claim-rule.ts'
import { Refusal } from '#domain/refusal.ts'
import { leads, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { commandOnClaim } from './held-claim.ts'

type Finding = {
  claimId: string
  found: 'verified' | 'refuted'
  method: 'callback' | 'our-records' | 'their-word'
  key: string
}

/** Writes down what a colleague found out. Nothing that is owed changes by it, whatever they found. */
export function decideClaim(desk: Desk, agent: Agent, finding: Finding): Promise<Done> {
  return commandOnClaim(desk, agent, 'decideClaim', finding, async (tx, { kase, claim, rule }) => {
    const { house } = await desk.policies.version(tx, kase.policy)
    if (!mayDecide(agent, house, rule)) {
      const title = house.ladder[heightOf(house, rule.decidedBy)]?.title ?? rule.decidedBy
      throw new Refusal('not-allowed', `${title} says whether this is so. Ask them, or give a code.`)
    }
    if (!mayBecome(claim, finding.found))
      throw new Refusal('conflict', 'This is decided already. Write down what they say now, as a new claim.')
    const found = decision(claim, finding, rule, agent, desk.now())
    return { events: claimEnds(kase, [found], house, desk.now()), id: claim.id }
  })
}

/** Whether somebody may say by themselves that a claim is so, or not so: whoever stands on that rung or above, and leads. */
export const mayDecide = (agent: Agent, house: House, { decidedBy }: Pick<ClaimRule, 'decidedBy'>): boolean =>
  leads(agent) ||
  heightOf(house, decidedBy) === 0 ||
  house.ladder.some(
    (rung) => heightOf(house, rung.id) >= heightOf(house, decidedBy) && standsOn(rung, agent.handle),
  )

function decision(
  { id }: Claim,
  { found, method }: Finding,
  { holdsFor }: ClaimRule,
  agent: Agent,
  now: Temporal.Instant,
): CaseEvent {
  const by = memberActor(agent)
  if (found === 'verified') {
    const until = now.add(holdsFor.round({ largestUnit: 'hours' })).toString()
    return happened('claim-verified', now, by, { id, method, strength: strengthOf(method), until })
  }
  if (method === 'their-word') throw new Refusal('invalid', 'If they took it back themselves, withdraw it.')
  return happened('claim-refuted', now, by, { id, because: method })
}
