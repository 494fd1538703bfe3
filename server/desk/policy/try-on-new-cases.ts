import { z } from 'zod'
import type {
  breakTrialOff as breaking,
  listTrials as listing,
  startTrial as contract,
} from '#contract/policy-trial.ts'
import { isHarmful, readOut, type Measure } from '#domain/policy/trial.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import {
  armsOf,
  drawnIn,
  endTrial,
  heldTrial,
  listTrials,
  saveTrial,
  type ArmRow,
  type TrialRow,
} from '#server/store/policy-trials.ts'
import { saveVersionEvent } from '#server/store/policy-versions.ts'
import { publishVersion, refuseUnlessApprovable } from './approve-policy.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { namesOf } from '../names.ts'
import { versionAsked } from './policy-version-view.ts'
import { checkVersion, refuseUnanswered } from './submit-policy.ts'

type View = z.input<typeof contract.output>
type Asked = z.output<typeof contract.input>

/**
 * Splits new cases at random between the version in force and a submitted one, until a day that is set now. Whoever starts
 * it approves what somebody else has written; it passes the same proofs as any policy, and no override lets it by.
 */
export async function startTrial(desk: Desk, agent: Agent, asked: Asked): Promise<View> {
  const { version, revision } = asked
  const findings = await checkVersion(desk, agent.org, version, revision)
  const locks = [lockOf(agent.org, 'policy versions')]
  const begun = await once(
    desk,
    agent.org,
    { name: 'startTrial', key: asked.key, input: asked, locks },
    async (tx) => {
      const now = desk.now()
      const { row, inForce } = await versionAsked(tx, version, now, true)
      refuseUnlessApprovable(row, agent, revision, ['submitted'])
      const endsAt = Temporal.Instant.from(asked.endsAt)
      if (Temporal.Instant.compare(endsAt, now) <= 0)
        throw new Refusal(
          'invalid',
          'endsAt: a trial ends at a day that is still to come, set before it begins.',
        )
      if ((await refuseUnanswered(desk, tx, row, findings)) !== null)
        throw new Refusal('conflict', 'What was found in it may be answered for, but not tried on customers.')
      const id = newId(now)
      const at = now.toString()
      const isBegun = await saveTrial(tx, {
        id,
        version,
        against: inForce,
        share: Math.min(999, Math.max(1, Math.round(asked.share * 1000))),
        measure: asked.measure,
        guardrails: asked.guardrails,
        by: agent.handle,
        at,
        endsAt: endsAt.toString(),
        readAt: endsAt.add({ hours: asked.followUpDays * 24 }).toString(),
      })
      if (!isBegun)
        throw new Refusal('conflict', 'Another trial is going: one at a time can be read honestly.')
      await publishVersion(tx, row, {
        by: agent.handle,
        now,
        effectiveAt: null,
        until: null,
        state: 'on-trial',
      })
      await saveVersionEvent(tx, { version, kind: 'trial-started', at, by: agent.handle })
      return viewOf(tx, id, now)
    },
  )
  desk.policies.lookAgain(agent.org)
  return begun
}

async function theTrial(tx: OrgTx, id: string): Promise<TrialRow> {
  const row = await heldTrial(tx, id)
  if (!row) throw new Refusal('not-found', 'There is no such trial.')
  return row
}

/** The trials, the newest first. Nobody sees a rate before the end: who looks early sees what chance shows. */
export const showTrials = (desk: Desk, { org }: Agent): Promise<z.input<typeof listing.output>> =>
  desk.db.withOrg(org, async (tx) => ({
    trials: await viewsOf(tx, await listTrials(tx, 20), desk.now()),
  }))

const Read = z.object({
  says: z.enum(['better', 'worse', 'no-difference-shown', 'too-few']),
  onTrial: z.object({ version: z.int(), cases: z.int(), counted: z.int(), rate: z.number().nullable() }),
  inForce: z.object({ version: z.int(), cases: z.int(), counted: z.int(), rate: z.number().nullable() }),
  difference: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  p: z.number().nullable(),
})

async function viewsOf(tx: OrgTx, rows: readonly TrialRow[], now: Temporal.Instant): Promise<View[]> {
  const names = await namesOf(tx)
  const drawn = await drawnIn(
    tx,
    rows.map(({ id }) => id),
  )
  const casesOf = (trial: string, version: number) =>
    drawn.find(({ id, policy }) => id === trial && policy === version)?.cases ?? 0
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    against: row.against,
    share: row.share / 1000,
    measure: row.measure,
    guardrails: row.guardrails,
    startedBy: names(row.started_by),
    startedAt: row.started_at.toString(),
    endsAt: row.ends_at.toString(),
    readAt: row.read_at.toString(),
    state: stateOfTrial(row, now),
    because: row.because,
    drawn: { onTrial: casesOf(row.id, row.version), inForce: casesOf(row.id, row.against) },
    verdict: row.verdict === null ? null : Read.parse(row.verdict),
  }))
}

async function viewOf(tx: OrgTx, id: string, now: Temporal.Instant): Promise<View> {
  const [view] = await viewsOf(tx, [await theTrial(tx, id)], now)
  if (!view) throw new Error('One row gives one view.')
  return view
}

function stateOfTrial(row: TrialRow, now: Temporal.Instant): View['state'] {
  if (row.ended_at) return row.verdict === null ? 'broken-off' : 'read'
  return Temporal.Instant.compare(now, row.ends_at) < 0 ? 'running' : 'waiting'
}

/** Breaks a trial off: it is never read out. Cases that were drawn keep the version that judges them. */
export async function breakTrialOff(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof breaking.input>,
): Promise<View> {
  const { trialId: id, because, key } = asked
  const broken = await once(desk, agent.org, { name: 'breakTrialOff', key, input: asked }, async (tx) => {
    const row = await theTrial(tx, id)
    if (row.ended_at) throw new Refusal('conflict', 'This trial has ended already.')
    await end(desk, tx, row, { by: agent.handle, because, verdict: null })
    return viewOf(tx, id, desk.now())
  })
  desk.policies.lookAgain(agent.org)
  return broken
}

async function end(
  desk: Desk,
  tx: OrgTx,
  { id, version }: TrialRow,
  how: { by: string; because: string | null; verdict: z.input<typeof Read> | null },
) {
  const now = desk.now()
  const at = now.toString()
  await endTrial(tx, { id, at, ...how })
  const words = how.because === null ? {} : { words: how.because }
  await saveVersionEvent(tx, { version, kind: 'trial-ended', at, by: how.by, ...words })
}

/**
 * Looks after a trial: breaks it off where the people it was tried on are clearly worse off, and reads it out, once, when
 * every case has had its time.
 */
export async function lookAfterTrial(desk: Desk, org: string, id: string): Promise<boolean> {
  const isEnded = await desk.db.withOrg(org, async (tx) => {
    const row = await theTrial(tx, id)
    if (row.ended_at) return false
    const arms = await armsOf(tx, row)
    const armOf = (version: number) => arms.find(({ policy }) => policy === version)
    const [onTrial, inForce] = [armOf(row.version), armOf(row.against)]
    if (Temporal.Instant.compare(desk.now(), row.read_at) >= 0) {
      await end(desk, tx, row, { by: 'desk', because: null, verdict: verdictOf(row, onTrial, inForce) })
      return true
    }
    const harmed = row.guardrails.find((measure) =>
      isHarmful(shareOf(onTrial, measure), shareOf(inForce, measure)),
    )
    if (harmed === undefined) return false
    const because = `The guardrail "${harmed}" was broken: cases on trial are clearly worse off.`
    await end(desk, tx, row, { by: 'desk', because, verdict: null })
    return true
  })
  if (isEnded) desk.policies.lookAgain(org)
  return isEnded
}

const shareOf = (arm: ArmRow | undefined, measure: Measure) => ({
  hits: arm?.[measure] ?? 0,
  of: arm?.cases ?? 0,
})

function verdictOf(
  row: TrialRow,
  onTrial: ArmRow | undefined,
  inForce: ArmRow | undefined,
): z.input<typeof Read> {
  const [ours, theirs] = [shareOf(onTrial, row.measure), shareOf(inForce, row.measure)]
  const armView = (version: number, { hits, of: cases }: typeof ours) => ({
    version,
    cases,
    counted: hits,
    rate: cases === 0 ? null : hits / cases,
  })
  return {
    ...readOut(ours, theirs),
    onTrial: armView(row.version, ours),
    inForce: armView(row.against, theirs),
  }
}
