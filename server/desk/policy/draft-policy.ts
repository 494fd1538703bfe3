import type { z } from 'zod'
import type { savePolicyDraft as contract } from '#contract/policy.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { nextVersion } from '#server/store/policies.ts'
import { saveNewDraft, saveRevision, saveVersionEvent } from '#server/store/policy-versions.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { handsOf } from '../colleagues/hands.ts'
import { refuseOtherRevision, versionAsked } from './policy-version-view.ts'
import { readDraftText } from './read-policy-text.ts'

type Asked = z.output<typeof contract.input>

/** Saves a draft: a new version, or the next revision of one that is still a draft. What cannot be read is not kept. */
export async function savePolicyDraft(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> {
  const { document } = readDraftText(asked.text)
  const at = desk.now().toString()
  const made = {
    name: document.name,
    purpose: asked.purpose,
    written: asked.text,
    document,
    by: agent.handle,
    hands: handsOf(agent),
    at,
  }
  const command = {
    name: 'savePolicyDraft',
    key: asked.key,
    input: asked,
    locks: [lockOf(agent.org, 'policy versions')],
  }
  return once(desk, agent.org, command, async (tx) => {
    const { version, revision } =
      asked.version === undefined
        ? await beginDraft(desk, tx, made, asked.basedOn)
        : await goOn(desk, tx, { ...made, version: asked.version }, asked.revision)
    return { version, revision, savedAt: at }
  })
}

type Made = Omit<Parameters<typeof saveNewDraft>[1], 'version' | 'basedOn'>

async function beginDraft(desk: Desk, tx: OrgTx, made: Made, basedOn: number | undefined) {
  if (basedOn !== undefined) await versionAsked(tx, basedOn, desk.now())
  const version = await nextVersion(tx)
  await saveNewDraft(tx, { ...made, version, basedOn: basedOn ?? null })
  await saveVersionEvent(tx, { version, kind: 'drafted', at: made.at, by: made.by })
  return { version, revision: 1 }
}

async function goOn(desk: Desk, tx: OrgTx, made: Made & { version: number }, seen: number | undefined) {
  const { version } = made
  const { row } = await versionAsked(tx, version, desk.now(), true)
  if (row.kept !== 'draft')
    throw new Refusal('conflict', `Version ${version} is no draft any more. Begin a new one with it.`)
  if (seen === undefined) throw new Refusal('invalid', 'revision: say which revision you saw.')
  refuseOtherRevision(row, seen)
  const revision = await saveRevision(tx, made)
  // One line a person a sitting would say as much; every save of a writer who is new to it says who wrote.
  if (!row.writers.includes(made.by))
    await saveVersionEvent(tx, { version, kind: 'saved', at: made.at, by: made.by })
  return { version, revision }
}
