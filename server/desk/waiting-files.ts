import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import {
  dropWaitingFiles,
  saveWaitingFile,
  waitingFiles,
  waitingSize,
  type WaitingFileRow,
} from '#server/store/waiting-files.ts'
import { acceptedFile } from './accepted-file.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'

/** All files together, in bytes. */
export const mostFileBytes = 20 * 1024 * 1024
export const mostFiles = 20
const kept = Temporal.Duration.from({ hours: 24 })

/** Files that wait for the words they go with belong to a colleague, or to one filling-in of a form. */
const holderOf = ({ handle }: Agent) => `member:${handle}`

export type WaitingFile = { id: string; name: string; type: string; size: number }

/** Keeps a file for what a colleague is writing down. */
export const addWaitingFile = (
  desk: Desk,
  agent: Agent,
  uploaded: { name: string; bytes: Uint8Array },
): Promise<WaitingFile> =>
  desk.db.withOrg(agent.org, (tx) => keepWaiting(desk, tx, holderOf(agent), uploaded))

/** Keeps a file for somebody, within what we take together. */
export async function keepWaiting(
  desk: Desk,
  tx: OrgTx,
  holder: string,
  uploaded: { name: string; bytes: Uint8Array },
): Promise<WaitingFile> {
  const file = await acceptedFile(uploaded)
  const { files, size } = await waitingSize(tx, holder)
  if (files >= mostFiles) throw new Refusal('too-large', `We take ${mostFiles} files at most.`)
  if (size + file.bytes.byteLength > mostFileBytes)
    throw new Refusal('too-large', 'The files are larger than 20 MB together.')
  const now = desk.now()
  const id = newId(now)
  const times = { at: now.toString(), dropBefore: now.subtract(kept).toString() }
  await saveWaitingFile(tx, holder, { ...file, id }, times)
  return { id, name: file.name, type: file.type, size: file.bytes.byteLength }
}

/** Takes a colleague's file away again. */
export async function dropWaitingFile(desk: Desk, agent: Agent, { fileId }: { fileId: string }) {
  await desk.db.withOrg(agent.org, (tx) => dropWaitingFiles(tx, holderOf(agent), [fileId]))
  return {}
}

/** The files of a colleague by their ids, which wait no more. */
export async function takeWaitingFiles(
  tx: OrgTx,
  agent: Agent,
  ids: readonly string[],
): Promise<WaitingFileRow[]> {
  if (ids.length === 0) return []
  const holder = holderOf(agent)
  const waiting = await waitingFiles(tx, holder)
  const files = ids.map((id) => waiting.find((file) => file.id === id)).filter((file) => file !== undefined)
  if (files.length < ids.length) throw new Refusal('invalid', 'A file is not there any more. Add it again.')
  await dropWaitingFiles(tx, holder, ids)
  return files
}
