import type { z } from 'zod'
import type { withdrawPolicy as contract } from '#contract/policy.ts'
import type { VersionState } from '#domain/policy/life.ts'
import { Refusal } from '#domain/refusal.ts'
import { trialGoing } from '#server/store/policy-trials.ts'
import { markWithdrawn, saveVersionEvent } from '#server/store/policy-versions.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { versionAsked } from './policy-version-view.ts'

type Asked = z.output<typeof contract.input>

/** Withdraws a draft, or a policy whose date has not come. What is in force is followed by another, never taken away. */
export const withdrawPolicy = (
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> =>
  once(desk, agent.org, { name: 'withdrawPolicy', key: asked.key, input: asked }, async (tx) => {
    const { version, because } = asked
    const now = desk.now()
    const { state } = await versionAsked(tx, version, now, true)
    const isTried = state === 'on-trial' && (await trialGoing(tx))?.version === version
    const no = isTried
      ? `Version ${version} is on trial. Break the trial off and say why.`
      : refusalFor(version, state)
    if (no) throw new Refusal('conflict', no)
    await markWithdrawn(tx, version, now.toString())
    await saveVersionEvent(tx, {
      version,
      kind: 'withdrawn',
      at: now.toString(),
      by: agent.handle,
      words: because,
    })
    return { version, state: 'withdrawn' }
  })

function refusalFor(version: number, state: VersionState): string | undefined {
  switch (state) {
    case 'draft':
    case 'submitted':
    case 'scheduled':
    case 'on-trial':
      return undefined
    case 'in-force':
      return `Version ${version} is in force. Publish another in its place.`
    case 'superseded':
    case 'lapsed':
      return `Version ${version} was in force: cases opened under it keep it.`
    case 'withdrawn':
      return `Version ${version} is withdrawn already.`
  }
}
