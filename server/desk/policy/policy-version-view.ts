import { z } from 'zod'
import type { listPolicyVersions } from '#contract/policy.ts'
import { Finding } from '#contract/finding.ts'
import { stateOf, type VersionState } from '#domain/policy/life.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { versionInForce } from '#server/store/policies.ts'
import { versionOf, type VersionRow, type WrittenVersion } from '#server/store/policy-versions.ts'
import type { Names } from '../names.ts'

type RowView = z.input<typeof listPolicyVersions.output>['versions'][number]

/** A version as the screens list it. */
export function versionView(row: VersionRow, inForce: number, now: Temporal.Instant, names: Names): RowView {
  const isDated = row.kept === 'approved'
  return {
    version: row.version,
    name: row.name,
    purpose: row.purpose ?? '',
    state: stateOfRow(row, inForce, now),
    revision: row.revision,
    basedOn: row.based_on,
    author: row.author === null ? null : names(row.author),
    savedAt: row.saved_at.toString(),
    approvedBy: row.approved_by === null ? null : names(row.approved_by),
    effectiveAt: isDated ? (row.effective_at?.toString() ?? null) : null,
    until: isDated ? (row.until_at?.toString() ?? null) : null,
    findings: foundIn(row)?.length ?? null,
  }
}

/** Where a version stands now. */
const stateOfRow = (row: VersionRow, inForce: number, now: Temporal.Instant): VersionState =>
  stateOf(
    { version: row.version, kept: row.kept, effectiveAt: row.effective_at, until: row.until_at },
    inForce,
    now,
  )

/** What was found in this revision, if anybody has looked. */
export function foundIn(row: VersionRow): z.output<typeof Finding>[] | null {
  return row.findings === null || row.checked_revision !== row.revision
    ? null
    : z.array(Finding).parse(row.findings)
}

/** A version that somebody asks about, and where it stands; held until the transaction ends when it is to be changed. */
export async function versionAsked(
  tx: OrgTx,
  version: number,
  now: Temporal.Instant,
  isHeld = false,
): Promise<{ row: WrittenVersion; state: VersionState; inForce: number }> {
  const row = await versionOf(tx, version, isHeld)
  if (!row) throw new Refusal('not-found', `There is no version ${version} of the policy.`)
  const inForce = await versionInForce(tx, now)
  return { row, state: stateOfRow(row, inForce, now), inForce }
}

/** Refuses what somebody would do to a revision that they have not seen. */
export function refuseOtherRevision(row: VersionRow, revision: number): void {
  if (row.revision === revision) return
  throw new Refusal(
    'conflict',
    `Somebody has saved version ${row.version} since you looked. Look at it again, then decide.`,
    { revision: row.revision },
  )
}
