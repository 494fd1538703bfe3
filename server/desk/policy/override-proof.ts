import { z } from 'zod'
import { Finding } from '#contract/finding.ts'
import type {
  endOverride as ending,
  listOverrides,
  overridePolicy as contract,
} from '#contract/policy-override.ts'
import { answeredUntil, isAnswerable, markOf } from '#domain/policy/life.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { versionInForce } from '#server/store/policies.ts'
import {
  answersFor,
  currentOverrides,
  endOverride as endRow,
  overridesOf,
  saveOverride,
  type OverrideRow,
} from '#server/store/policy-overrides.ts'
import { saveVersionEvent, setUntil, type VersionRow } from '#server/store/policy-versions.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import type { PolicyFinding } from '../replies/findings-in.ts'
import { namesOf, type Names } from '../names.ts'
import { refuseOtherRevision, versionAsked } from './policy-version-view.ts'
import { checkVersion } from './submit-policy.ts'

type Asked = z.output<typeof contract.input>
type View = z.input<typeof contract.output>

/**
 * An executive answers by name for what was found in a version, until a day: it may then be published in spite of it, and
 * it is in force no longer than that day. What is found later, in another revision, is not covered.
 */
export async function overrideProof(desk: Desk, agent: Agent, asked: Asked): Promise<View> {
  const { version, revision } = asked
  const until = Temporal.Instant.from(asked.until)
  const findings = await checkVersion(desk, agent.org, version, revision)
  const given = await once(
    desk,
    agent.org,
    { name: 'overrideProof', key: asked.key, input: asked },
    async (tx) => {
      const now = desk.now()
      const { row, inForce } = await versionAsked(tx, version, now, true)
      refuseOtherRevision(row, revision)
      if (row.kept === 'withdrawn') throw new Refusal('conflict', `Version ${version} is withdrawn.`)
      if (findings.length === 0)
        throw new Refusal(
          'conflict',
          `Nothing was found in version ${version}: there is nothing to answer for.`,
        )
      if (!findings.every(isAnswerable))
        throw new Refusal(
          'conflict',
          'Nobody can answer for a ladder that no desk could follow. Mend it first.',
        )
      refuseUntil(until, now)
      const id = newId(now)
      const at = now.toString()
      const made = {
        id,
        version,
        revision,
        executive: agent.handle,
        because: asked.because,
        at,
        until: until.toString(),
      }
      await saveOverride(tx, { ...made, findings, covers: findings.map(markOf) })
      await saveVersionEvent(tx, {
        version,
        kind: 'overridden',
        at,
        by: agent.handle,
        words: asked.because,
      })
      await answerOn(tx, row, findings, now)
      const saved = (await overridesOf(tx, version)).find((override) => override.id === id)
      if (!saved) throw new Error('What was written down is there.')
      return overrideView(saved, inForce, now, await namesOf(tx))
    },
  )
  desk.policies.lookAgain(agent.org)
  return given
}

/** How long somebody may answer at a time: after that they look again. */
const longest = Temporal.Duration.from({ days: 366 })

function refuseUntil(until: Temporal.Instant, now: Temporal.Instant) {
  if (Temporal.Instant.compare(until, now) <= 0)
    throw new Refusal('invalid', 'until: it has to be a day that is still to come.')
  if (Temporal.Instant.compare(until, now.add({ hours: longest.days * 24 })) > 0)
    throw new Refusal(
      'invalid',
      'until: at most a year. Whoever answers for a fault looks at it again by then.',
    )
}

/** A version that is published already is in force for as long as somebody answers for all that was found. */
async function answerOn(
  tx: OrgTx,
  row: VersionRow,
  findings: readonly PolicyFinding[],
  now: Temporal.Instant,
) {
  const end = answeredUntil(findings, await answersFor(tx, row), now)
  if (end) await setUntil(tx, row.version, end.toString())
}

/** Answers no longer for what was found: a version that is in force by it is in force no longer. */
export async function endOverride(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof ending.input>,
): Promise<z.input<typeof ending.output>> {
  const { overrideId: id, key } = asked
  const ended = await once(desk, agent.org, { name: 'endOverride', key, input: asked }, async (tx) => {
    const now = desk.now()
    const at = now.toString()
    const version = await endRow(tx, id, at)
    if (version === undefined) throw new Refusal('not-found', 'There is no such override that stands.')
    await saveVersionEvent(tx, { version, kind: 'override-ended', at, by: agent.handle })
    const { row } = await versionAsked(tx, version, now, true)
    await answerOn(tx, row, z.array(Finding).parse(row.findings ?? []), now)
    return { id }
  })
  desk.policies.lookAgain(agent.org)
  return ended
}

/** The overrides that everybody sees: of policies that count, will count, or still judge an open case. */
export const listCurrentOverrides = (
  desk: Desk,
  { org }: Agent,
): Promise<z.input<typeof listOverrides.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const now = desk.now()
    const inForce = await versionInForce(tx, now)
    const names = await namesOf(tx)
    return {
      overrides: (await currentOverrides(tx, now)).map((row) => overrideView(row, inForce, now, names)),
    }
  })

/** An override as the screens show it. */
export const overrideView = (
  row: OverrideRow,
  inForce: number,
  now: Temporal.Instant,
  names: Names,
): View => ({
  id: row.id,
  version: row.version,
  name: row.name,
  executive: names(row.executive),
  because: row.because,
  givenAt: row.given_at.toString(),
  until: row.until_at.toString(),
  state: isStanding(row, now) ? 'standing' : 'ended',
  isInForce: row.version === inForce,
  openCases: row.open,
  findings: z.array(Finding).parse(row.findings),
})

const isStanding = (
  { ended_at: endedAt, of_newest: isOfNewest, until_at: until }: OverrideRow,
  now: Temporal.Instant,
) => endedAt === null && isOfNewest && Temporal.Instant.compare(until, now) > 0
