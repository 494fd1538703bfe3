import type { z } from 'zod'
import type { makeClaim as endpoint } from '#contract/claims.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { strengthOf } from '#domain/claim/claim.ts'
import type { ClaimRule } from '#domain/claim/claim-rule.ts'
import { Refusal } from '#domain/refusal.ts'
import { keyOfHandle, saveClaimWords } from '#server/store/claims.ts'
import { newId } from '#server/store/id.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { digestOf, newSalt } from '../digest.ts'
import { ruleOn } from './held-claim.ts'

type NewClaim = z.output<typeof endpoint.input>

/** How many claims of a case may wait at once: more than anybody says in one call. */
const most = 20

/** Writes down what the customer says. Policy says by when, how, and what holds meanwhile. */
export function makeClaim(desk: Desk, agent: Agent, given: NewClaim): Promise<Done> {
  refuseHalf(given)
  return commandOn(desk, agent, 'makeClaim', given, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'write down what they say')
    if (kase.claims.filter(({ state }) => state === 'claimed').length >= most)
      throw new Refusal('conflict', 'Many claims wait on this case already. Decide or withdraw one first.')
    const now = desk.now()
    const id = newId(now)
    const salt = newSalt()
    const { kind, said, network = null, handle = null, domain = null, followers, warns } = given
    const key =
      handle && network && kase.person ? await keyOfHandle(tx, kase.person, { network, handle }) : null
    const words = { said, network, handle: handle && handle.replace(/^@/, ''), domain, account_key: key }
    await saveClaimWords(tx, { id, case_id: kase.id, salt, ...words })
    const rule = await ruleOn(desk, tx, kase, { kind })
    const made = happened('claim-made', now, memberActor(agent), {
      id,
      kind,
      ...(followers !== undefined && { followers }),
      ...(warns && { warns: true as const }),
      digest: digestOf(salt, said, network ?? '', handle ?? '', domain ?? ''),
      ...waitsBy(rule, now),
      countsMeanwhile: rule.countsMeanwhile,
      ifSilent: rule.ifSilent,
    })
    return { events: [made, ...believedAtOnce(id, rule, now)], id }
  })
}

/** A handle alone says nothing: the same one is somebody else's on another network. */
function refuseHalf({ network, handle, kind, followers }: NewClaim) {
  if ((network === undefined) !== (handle === undefined))
    throw new Refusal('invalid', 'A network and a handle are given together.')
  if (followers !== undefined && kind !== 'reach')
    throw new Refusal('invalid', 'A number of followers belongs to a claim of reach.')
}

/** What is left open waits for no date; what is believed at once waits for nothing. */
const waitsBy = ({ ifSilent, verifyWithin }: ClaimRule, now: Temporal.Instant) => ({
  decideBy:
    ifSilent === 'leave-open' || isAtOnce({ ifSilent, verifyWithin })
      ? null
      : now.add(verifyWithin.round({ largestUnit: 'hours' })).toString(),
})

const isAtOnce = ({ ifSilent, verifyWithin }: Pick<ClaimRule, 'ifSilent' | 'verifyWithin'>) =>
  ifSilent === 'believe' && verifyWithin.blank

/** What costs a customer dignity to prove is gone by from the moment that they say it, where policy says so. */
function believedAtOnce(id: string, rule: ClaimRule, now: Temporal.Instant): CaseEvent[] {
  if (!isAtOnce(rule)) return []
  const method = 'their-word'
  return [happened('claim-verified', now, 'desk', { id, method, strength: strengthOf(method), until: null })]
}
