import { stringify } from 'yaml'
import type { z } from 'zod'
import type {
  diffPolicies as diffing,
  exportPolicy as exporting,
  listPolicyVersions,
  readPolicyVersion,
} from '#contract/policy.ts'
import { handleOf } from '#domain/handle.ts'
import { diffPolicies } from '#domain/policy/diff.ts'
import { allRows, WrittenPolicy } from '#domain/policy/written-policy.ts'
import { ruleName } from '#domain/policy/life.ts'
import type { OrgTx } from '#server/store/database.ts'
import { versionInForce } from '#server/store/policies.ts'
import { overridesOf } from '#server/store/policy-overrides.ts'
import { newestTakeOver } from '#server/store/policy-take-overs.ts'
import { eventsOfVersion, listVersions, type WrittenVersion } from '#server/store/policy-versions.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { overrideView } from './override-proof.ts'
import { foundIn, versionAsked, versionView } from './policy-version-view.ts'
import { ruleOwners } from './rule-owner.ts'
import { takeOverView } from '../cases/take-over-cases.ts'

const atATime = 50

/** The versions of the policy, the newest first. */
export const showPolicyVersions = (
  desk: Desk,
  { org }: Agent,
  { after }: z.output<typeof listPolicyVersions.input>,
): Promise<z.input<typeof listPolicyVersions.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const names = await namesOf(tx)
    const inForce = await versionInForce(tx, desk.now())
    const rows = await listVersions(tx, after ?? 2 ** 31 - 1, atATime)
    return {
      inForce,
      versions: rows.map((row) => versionView(row, inForce, desk.now(), names)),
      next: rows.length === atATime ? (rows.at(-1)?.version ?? null) : null,
    }
  })

/** One version with all that is known of it. */
export const showPolicyVersion = (
  desk: Desk,
  { org }: Agent,
  { version }: z.output<typeof readPolicyVersion.input>,
): Promise<z.input<typeof readPolicyVersion.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const now = desk.now()
    const { row, inForce } = await versionAsked(tx, version, now)
    const names = await namesOf(tx)
    const takeOver = await newestTakeOver(tx, version)
    return {
      ...versionView(row, inForce, now, names),
      text: row.written ?? stringify(row.document),
      document: row.document,
      found: foundIn(row),
      writers: row.writers.map(names),
      submittedBy: row.submitted_by === null ? null : names(row.submitted_by),
      life: await lifeOf(tx, version, names),
      overrides: (await overridesOf(tx, version)).map((override) =>
        overrideView(override, inForce, now, names),
      ),
      owners: ownersIn(row, names),
      takeOver: takeOver ? await takeOverView(tx, takeOver) : null,
    }
  })

const lifeOf = async (tx: OrgTx, version: number, names: Names) =>
  (await eventsOfVersion(tx, version, 200)).map(({ kind, at, by, words }) => ({
    kind,
    at: at.toString(),
    by: by === 'desk' ? null : names(by),
    words,
  }))

/** Who answers for each rule: as it was written down, and of a draft whoever is writing it. */
function ownersIn(row: WrittenVersion, names: Names) {
  const known = ruleOwners(row)
  const rules = WrittenPolicy.parse(row.document).tables.flatMap((table) =>
    allRows(table).map(({ id }) => ruleName(table.id, id)),
  )
  return Object.fromEntries(
    rules.flatMap((rule) => {
      const owner = known[rule] ?? row.author
      return owner === null ? [] : [[rule, names(owner)]]
    }),
  )
}

/** One version as a YAML document: as it was written, where it was written as YAML. */
export const exportPolicy = (
  desk: Desk,
  { org }: Agent,
  { version }: z.output<typeof exporting.input>,
): Promise<z.input<typeof exporting.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const { row } = await versionAsked(tx, version, desk.now())
    const isYaml = row.written !== null && !row.written.trimStart().startsWith('{')
    return {
      filename: `${handleOf(row.name)}-${version}.yaml`,
      yaml: isYaml && row.written !== null ? row.written : stringify(row.document),
    }
  })

/** What differs between two versions, whoever is the older. */
export const diffPolicyVersions = (
  desk: Desk,
  { org }: Agent,
  { from, to }: z.output<typeof diffing.input>,
): Promise<z.input<typeof diffing.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const [before, after] = [await versionAsked(tx, from, desk.now()), await versionAsked(tx, to, desk.now())]
    return {
      changes: diffPolicies(
        WrittenPolicy.parse(before.row.document),
        WrittenPolicy.parse(after.row.document),
      ),
    }
  })
