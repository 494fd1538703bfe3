import type { Claim } from '#domain/claim/claim.ts'
import { claimRule, type ClaimRule } from '#domain/claim/claim-rule.ts'
import type { Case } from '#domain/case/case.ts'
import { Refusal } from '#domain/refusal.ts'
import { readClaimWords, type ClaimRow } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { answerOn, type Agent, type Done, type Made } from '../command.ts'
import type { Desk } from '../desk.ts'

/** A claim on a case that is held, the words of it, and how the policy of that case has it verified. */
export type HeldClaim = { kase: Case; claim: Claim; words: ClaimRow; rule: ClaimRule }

/** A command on a claim, answered on the case that has it now. Its answer holds no code: what is remembered is never one. */
export async function commandOnClaim(
  desk: Desk,
  agent: Agent,
  name: string,
  input: { claimId: string; key: string },
  make: (tx: OrgTx, held: HeldClaim) => Promise<Made>,
): Promise<Done> {
  const caseId = await desk.db.withOrg(agent.org, async (tx) => (await wordsOf(tx, input.claimId)).case_id)
  return answerOn(desk, agent, { name, key: input.key, input, caseId }, async (tx, { kase }) => {
    const words = await wordsOf(tx, input.claimId)
    const claim = kase.claims.find(({ id }) => id === input.claimId)
    if (!claim) throw new Refusal('not-found', nothing)
    return make(tx, { kase, claim, words, rule: await ruleOn(desk, tx, kase, claim) })
  })
}

/** How the policy of a case has a claim verified. */
export async function ruleOn(
  desk: Desk,
  tx: OrgTx,
  { policy }: Pick<Case, 'policy'>,
  { kind }: Pick<Claim, 'kind'>,
): Promise<ClaimRule> {
  const { compiled } = await desk.policies.version(tx, policy)
  return claimRule(compiled, kind)
}

async function wordsOf(tx: OrgTx, id: string): Promise<ClaimRow> {
  const words = await readClaimWords(tx, id)
  if (!words) throw new Refusal('not-found', nothing)
  return words
}

const nothing = 'There is no such claim, or its words were erased.'
