import { z } from 'zod'
import { ruleName, type RuleOwners } from '#domain/policy/life.ts'
import type { OrgTx } from '#server/store/database.ts'
import { allMembers } from '#server/store/members.ts'
import type { VersionRow, WrittenVersion } from '#server/store/policy-versions.ts'

/** Who answers for each rule of a version, as it was written down when it was approved. */
export const ruleOwners = ({ owners }: Pick<WrittenVersion, 'owners'>): RuleOwners =>
  z.record(z.string(), z.string()).parse(owners)

/**
 * Whom a word about a rule reaches: whoever last changed it; where they are gone or nobody is known, the author of the
 * version, then whoever writes policy, then an administrator.
 */
export async function ownerOfRule(
  tx: OrgTx,
  version: VersionRow & Pick<WrittenVersion, 'owners'>,
  { table, row }: { table: string; row: string | null },
): Promise<string> {
  const members = await allMembers(tx)
  const isHere = (handle: string | null | undefined): handle is string =>
    members.some((member) => member.handle === handle)
  const owners = ruleOwners(version)
  const ofRule = row === null ? undefined : owners[ruleName(table, row)]
  const named = [ofRule, version.author, ...version.writers].find(isHere)
  const byRole = (role: string) => members.find((member) => member.role === role)?.handle
  return named ?? byRole('policy') ?? byRole('admin') ?? 'administrator'
}
