import type { z } from 'zod'
import type { submitPolicy as contract } from '#contract/policy.ts'
import { answeredUntil, isAnswerable, unanswered } from '#domain/policy/life.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { answersFor } from '#server/store/policy-overrides.ts'
import {
  markSubmitted,
  saveFindings,
  saveVersionEvent,
  type VersionRow,
} from '#server/store/policy-versions.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { findingsIn, type PolicyFinding } from '../replies/findings-in.ts'
import { refuseLostRungs } from './rungs-lost.ts'
import { refuseOtherRevision, versionAsked } from './policy-version-view.ts'

type Asked = z.output<typeof contract.input>

/** Checks a draft and hands it over to somebody else for approval. A fault that nobody answers for holds it back. */
export async function submitPolicy(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> {
  const { version, revision } = asked
  const findings = await checkVersion(desk, agent.org, version, revision)
  return once(desk, agent.org, { name: 'submitPolicy', key: asked.key, input: asked }, async (tx) => {
    const { row } = await versionAsked(tx, version, desk.now(), true)
    if (row.kept !== 'draft') throw new Refusal('conflict', `Version ${version} is no draft any more.`)
    refuseOtherRevision(row, revision)
    await refuseUnanswered(desk, tx, row, findings)
    await refuseLostRungs(desk, tx, row.document, asked.without ?? [])
    const at = desk.now().toString()
    await markSubmitted(tx, version, agent.handle, at)
    await saveVersionEvent(tx, { version, kind: 'submitted', at, by: agent.handle })
    return { version, state: 'submitted' }
  })
}

/** Checks what is written in a version, outside any transaction, and keeps what was found with this revision. */
export async function checkVersion(
  desk: Desk,
  org: string,
  version: number,
  revision: number,
): Promise<PolicyFinding[]> {
  const { row } = await desk.db.withOrg(org, (tx) => versionAsked(tx, version, desk.now()))
  refuseOtherRevision(row, revision)
  const findings = await findingsIn(row.document)
  await desk.db.withOrg(org, (tx) => saveFindings(tx, version, revision, findings))
  return findings
}

/** Refuses a policy with findings for which no executive answers by name; says until when somebody answers for all. */
export async function refuseUnanswered(
  desk: Desk,
  tx: OrgTx,
  row: VersionRow,
  findings: readonly PolicyFinding[],
): Promise<Temporal.Instant | null> {
  if (findings.length === 0) return null
  const answers = await answersFor(tx, row)
  const open = unanswered(findings, answers, desk.now())
  if (open.length > 0) throw withFindings(row.version, open)
  return answeredUntil(findings, answers, desk.now())
}

function withFindings(version: number, findings: readonly PolicyFinding[]): Refusal {
  const named = findings.slice(0, 5).map(({ message }) => message)
  const more = findings.length > named.length ? [`There are ${findings.length - named.length} more.`] : []
  return new Refusal(
    'conflict',
    [
      `Version ${version} cannot be published.`,
      ...named,
      ...more,
      findings.every(isAnswerable)
        ? 'Mend it, or have an executive answer for it by name.'
        : 'Mend it: nobody can answer for a ladder that no desk could follow.',
    ].join(' '),
    { findings: findings.slice(0, 200) },
  )
}
