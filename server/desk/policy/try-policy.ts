import type { z } from 'zod'
import type { tryPolicy as contract } from '#contract/policy-reason.ts'
import { compilePolicy } from '#domain/policy/compile.ts'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { versionInForce } from '#server/store/policies.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { decideWithWhy, type Explained } from '../cases/explain-decision.ts'
import { namesOf } from '../names.ts'
import { versionAsked } from './policy-version-view.ts'
import { readPolicyData, readPolicyText } from './read-policy-text.ts'
import { ruleOwners } from './rule-owner.ts'

type Asked = z.output<typeof contract.input>

/** Tries facts on a policy: what would be owed, and why. Nothing is kept. */
export async function tryPolicy(
  desk: Desk,
  { org }: Agent,
  { version, text, facts }: Asked,
): Promise<z.input<typeof contract.output>> {
  if (version !== undefined && text !== undefined)
    throw new Refusal('invalid', 'Give a version or a text, not both.')
  if (text !== undefined) {
    const { policy, document } = readPolicyText(text)
    return decideWithWhy({ compiled: compilePolicy(policy), document }, facts)
  }
  return desk.db.withOrg(org, async (tx) =>
    decideWithWhy(await explainedVersion(desk, tx, version ?? (await versionInForce(tx, desk.now()))), facts),
  )
}

/** A version ready to explain itself, in its own words. */
export async function explainedVersion(desk: Desk, tx: OrgTx, version: number): Promise<Explained> {
  const { row } = await versionAsked(tx, version, desk.now())
  const isPublished = row.kept === 'approved' || row.kept === 'on-trial'
  const compiled = isPublished
    ? (await desk.policies.version(tx, version)).compiled
    : compilePolicy(readPolicyData(row.document).policy)
  return {
    compiled,
    document: WrittenPolicy.parse(row.document),
    owners: ruleOwners(row),
    names: await namesOf(tx),
  }
}
