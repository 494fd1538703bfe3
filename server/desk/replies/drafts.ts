import type { z } from 'zod'
import type { readDraft as endpoint } from '#contract/writing.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { draftFiles } from '#server/store/draft-files.ts'
import { dropDraft, readDraft, saveDraft as saveRow, type DraftOf } from '#server/store/drafts.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseUnlessVisible } from '../cases/seen.ts'

type Shown = z.input<(typeof endpoint)['output']>['draft']

/** What this colleague has begun to write on a case, on whichever device. */
export function showDraft(desk: Desk, agent: Agent, { caseId }: { caseId: string }) {
  return desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnlessVisible(tx, agent, caseId)
    return { draft: await draftOf(tx, { caseId, member: agent.handle }, desk.now()) }
  })
}

/** The draft with its files; files may be there before a word is. */
async function draftOf(tx: OrgTx, whose: DraftOf, now: Temporal.Instant): Promise<Shown> {
  const draft = await readDraft(tx, whose)
  const files = await draftFiles(tx, whose)
  if (!draft && files.length === 0) return null
  return {
    mode: draft?.mode ?? 'private',
    body: draft?.body ?? '',
    asks: draft?.asks ?? false,
    files,
    version: draft?.version ?? 0,
    savedAt: (draft?.saved_at ?? now).toString(),
  }
}

type Draft = {
  caseId: string
  mode: 'private' | 'public' | 'note'
  body: string
  asks: boolean
  version: number
}

/** Keeps what a colleague has begun to write. An empty draft without files leaves nothing behind. */
export function saveDraft(desk: Desk, agent: Agent, draft: Draft): Promise<{ version: number }> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const { caseId, mode, body, asks, version: from } = draft
    await refuseUnlessVisible(tx, agent, caseId)
    const whose = { caseId, member: agent.handle }
    const isBlank = body.trim() === ''
    const isEmpty = isBlank && (await draftFiles(tx, whose)).length === 0
    // Where nothing stands, nothing is lost by having nothing there, from whatever version one began.
    const isGone = isBlank && !(await readDraft(tx, whose))
    if (isEmpty && isGone) return { version: 0 }
    const savedAt = desk.now().toString()
    const version = await saveRow(tx, whose, { mode, body, asks, savedAt }, isGone ? 0 : from)
    if (version === undefined)
      throw new Refusal(
        'conflict',
        'You went on writing on another device, or sent it there. Look at what is newer, then go on.',
        { draft: await draftOf(tx, whose, desk.now()) },
      )
    if (!isEmpty) return { version }
    await dropDraft(tx, whose)
    return { version: 0 }
  })
}
