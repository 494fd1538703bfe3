import type { z } from 'zod'
import type { approvePolicy as contract } from '#contract/policy.ts'
import { ownersAfter, type RuleOwners } from '#domain/policy/life.ts'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { publish } from '#server/store/policies.ts'
import {
  markApproved,
  saveVersionEvent,
  versionOf,
  type WrittenVersion,
} from '#server/store/policy-versions.ts'
import { trialGoing } from '#server/store/policy-trials.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { handsOf, refuseUnknownHand } from '../colleagues/hands.ts'
import { refuseOtherRevision, versionAsked } from './policy-version-view.ts'
import { readPolicyData } from './read-policy-text.ts'
import { ruleOwners } from './rule-owner.ts'
import { checkVersion, refuseUnanswered } from './submit-policy.ts'
import { noteEffect } from './switch-policy.ts'

type Asked = z.output<typeof contract.input>

/**
 * Puts a policy in force from its date: somebody else has written it, and it is checked again, by the same proofs. A fault
 * that nobody answers for, and what could not be proved in time, hold it back.
 */
export async function approvePolicy(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> {
  const { version, revision } = asked
  const findings = await checkVersion(desk, agent.org, version, revision)
  const command = {
    name: 'approvePolicy',
    key: asked.key,
    input: asked,
    locks: [lockOf(agent.org, 'policy versions')],
  }
  const approved = await once(desk, agent.org, command, async (tx) => {
    const now = desk.now()
    const { row } = await versionAsked(tx, version, now, true)
    refuseUnlessApprovable(row, agent, revision, ['submitted', 'on-trial'])
    if (await trialGoing(tx))
      throw new Refusal('conflict', 'A trial is running. Wait for its end, or break it off and say why.')
    const effectiveAt = dateOf(asked.effectiveAt, now)
    const until = await refuseUnanswered(desk, tx, row, findings)
    if (until && Temporal.Instant.compare(until, effectiveAt) <= 0)
      throw new Refusal('conflict', 'Nobody answers any longer for what was found in it when its date comes.')
    await publishVersion(tx, row, { by: agent.handle, now, effectiveAt, until, state: 'approved' })
    await saveVersionEvent(tx, {
      version,
      kind: 'approved',
      at: now.toString(),
      by: agent.handle,
    })
    if (Temporal.Instant.compare(effectiveAt, now) <= 0) await noteEffect(tx, version, now)
    return {
      version,
      state: Temporal.Instant.compare(effectiveAt, now) <= 0 ? ('in-force' as const) : ('scheduled' as const),
      effectiveAt: effectiveAt.toString(),
    }
  })
  desk.policies.lookAgain(agent.org)
  return approved
}

/** Four eyes: whoever wrote in it, by themselves or by a token that they made, may not approve it, and what they approve is what they have read. */
export function refuseUnlessApprovable(
  row: WrittenVersion,
  agent: Agent,
  revision: number,
  from: readonly WrittenVersion['kept'][],
): void {
  const { version, kept, writers } = row
  if (kept === 'draft')
    throw new Refusal('conflict', `Version ${version} is a draft. Its author has to submit it first.`)
  if (!from.includes(kept)) throw new Refusal('conflict', `Version ${version} was decided already.`)
  refuseUnknownHand(agent)
  if (handsOf(agent).some((hand) => writers.includes(hand)))
    throw new Refusal(
      'not-allowed',
      'You wrote in this version. Somebody else has to approve it: four eyes see more than two.',
    )
  refuseOtherRevision(row, revision)
}

function dateOf(asked: string | undefined, now: Temporal.Instant): Temporal.Instant {
  if (asked === undefined) return now
  const date = Temporal.Instant.from(asked)
  if (Temporal.Instant.compare(date, now.subtract({ minutes: 1 })) < 0)
    throw new Refusal('invalid', 'A policy cannot have been in force before it was approved.')
  return Temporal.Instant.compare(date, now) < 0 ? now : date
}

type Publishing = {
  by: string
  now: Temporal.Instant
  effectiveAt: Temporal.Instant | null
  until: Temporal.Instant | null
  state: 'approved' | 'on-trial'
}

/** Writes a version down for good, with who answers for each of its rules. */
export async function publishVersion(
  tx: OrgTx,
  row: WrittenVersion,
  { by, now, effectiveAt, until, state }: Publishing,
): Promise<void> {
  const { version, document, author } = row
  // Somebody may answer for a fault; a ladder that leads nowhere cannot be followed all the same.
  readPolicyData(document)
  await publish(tx, version, document, (effectiveAt ?? now).toString())
  await markApproved(tx, {
    version,
    state,
    by,
    at: now.toString(),
    effectiveAt: effectiveAt?.toString() ?? null,
    until: until?.toString() ?? null,
    owners: await ownersOf(tx, row, author ?? by),
  })
}

async function ownersOf(
  tx: OrgTx,
  { document, based_on }: WrittenVersion,
  author: string,
): Promise<RuleOwners> {
  const before = based_on === null ? undefined : await versionOf(tx, based_on)
  const after = WrittenPolicy.parse(document)
  if (!before) return ownersAfter({ ...after, tables: [] }, {}, after, author)
  return ownersAfter(WrittenPolicy.parse(before.document), ruleOwners(before), after, author)
}
