import { Refusal } from '#domain/refusal.ts'
import {
  draftFiles,
  dropDraftFile,
  readDraftFile,
  saveDraftFile,
  type DraftFileRow,
} from '#server/store/draft-files.ts'
import { newId } from '#server/store/id.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { fileOf } from './outgoing-file.ts'
import { refuseUnlessVisible } from '../cases/seen.ts'

/** Most mail servers refuse a mail of more than 25 MB, and in a mail a file is a third larger. */
export const mostBytes = 20 * 1024 * 1024
/** How many files a message takes. */
export const mostFiles = 25

/** Adds an uploaded file to what a colleague is writing on a case. Answers the files that are there now. */
export async function addDraftFile(
  desk: Desk,
  agent: Agent,
  uploaded: { caseId: string; name: string; bytes: Uint8Array },
): Promise<DraftFileRow[]> {
  const { caseId, bytes } = uploaded
  const { name, type } = await fileOf(uploaded)
  const whose = { caseId, member: agent.handle }
  const alone = [lockOf(agent.org, `draft files of ${agent.handle} on ${caseId}`)]
  return desk.db.withOrg(
    agent.org,
    async (tx) => {
      await refuseUnlessVisible(tx, agent, caseId)
      const before = await draftFiles(tx, whose)
      if (before.length >= mostFiles)
        throw new Refusal(
          'too-large',
          `A message takes ${mostFiles} files at most. Send the others in a second one.`,
        )
      const together = before.reduce((sum, { size }) => sum + size, bytes.byteLength)
      if (together > mostBytes) throw tooLarge(name)
      const file = { id: newId(desk.now()), name, type, size: bytes.byteLength }
      await saveDraftFile(tx, whose, { ...file, bytes })
      return [...before, file]
    },
    alone,
  )
}

/** Says that a file does not fit into a message any more. */
export const tooLarge = (name: string): Refusal =>
  new Refusal(
    'too-large',
    `With “${name}” the files would be larger than 20 MB together, and many mail servers refuse that.`,
  )

/** A file of this colleague's own draft. */
export function showDraftFile(desk: Desk, agent: Agent, asked: { caseId: string; fileId: string }) {
  return desk.db.withOrg(agent.org, async (tx) => {
    const { caseId, fileId } = asked
    await refuseUnlessVisible(tx, agent, caseId)
    const file = await readDraftFile(tx, { caseId, member: agent.handle }, fileId)
    if (!file) throw new Refusal('not-found', 'There is no such file in your draft.')
    return file
  })
}

/** Takes a file off this colleague's draft. */
export function removeDraftFile(desk: Desk, agent: Agent, asked: { caseId: string; fileId: string }) {
  return desk.db.withOrg(agent.org, async (tx) => {
    const { caseId, fileId } = asked
    await refuseUnlessVisible(tx, agent, caseId)
    const wasThere = await dropDraftFile(tx, { caseId, member: agent.handle }, fileId)
    if (!wasThere) throw new Refusal('not-found', 'There is no such file in your draft.')
    return {}
  })
}
