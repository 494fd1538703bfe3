import type { z } from 'zod'
import type { sendPolicyBack as contract } from '#contract/policy.ts'
import { Refusal } from '#domain/refusal.ts'
import { markDraft, saveVersionEvent } from '#server/store/policy-versions.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { versionAsked } from './policy-version-view.ts'

type Asked = z.output<typeof contract.input>

/** Gives a submitted version back to whoever wrote it, who may change it again. */
export const sendPolicyBack = (
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> =>
  once(desk, agent.org, { name: 'sendPolicyBack', key: asked.key, input: asked }, async (tx) => {
    const { version, because } = asked
    const now = desk.now()
    const { row } = await versionAsked(tx, version, now, true)
    if (row.kept !== 'submitted')
      throw new Refusal('conflict', `Version ${version} does not wait for approval.`)
    await markDraft(tx, version)
    await saveVersionEvent(tx, {
      version,
      kind: 'sent-back',
      at: now.toString(),
      by: agent.handle,
      words: because,
    })
    return { version, state: 'draft' }
  })
