import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import {
  dropOldFiles,
  dropWaitingFiles,
  sameWaitingFile,
  saveWaitingFile,
  waitingFiles,
  waitingSize,
  type WaitingFileRow,
} from '#server/store/waiting-files.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { scannedFile } from '../items/scanned-file.ts'

/** All files together, in bytes. */
export const mostFileBytes = 20 * 1024 * 1024
export const mostFiles = 20
/** A colleague may be called away; a form is good for two hours, and so are its files. */
const waits = { members: Temporal.Duration.from({ hours: 24 }), forms: Temporal.Duration.from({ hours: 2 }) }

/** Files that wait for the words they go with belong to a colleague, or to one filling-in of a form. */
const holderOf = ({ handle }: Agent) => `member:${handle}`

type Accepted = Awaited<ReturnType<typeof scannedFile>>

export type WaitingFile = { id: string; name: string; type: string; size: number }

/** Keeps a file for what a colleague is writing down. */
export const addWaitingFile = (
  desk: Desk,
  agent: Agent,
  uploaded: { name: string; bytes: Uint8Array },
): Promise<WaitingFile> => keepWaiting(desk, agent.org, holderOf(agent), uploaded)

/**
 * Keeps a file for somebody, within what we take together; one after the other, so that many at once are not more than
 * that. The same file again, as a second press of a button sends it, is one.
 */
export async function keepWaiting(
  desk: Desk,
  org: string,
  holder: string,
  uploaded: { name: string; bytes: Uint8Array },
): Promise<WaitingFile> {
  const file = await scannedFile(desk, uploaded)
  return desk.db.withOrg(org, (tx) => keepWithin(desk, tx, holder, file), [lockOf(org, `files of ${holder}`)])
}

async function keepWithin(desk: Desk, tx: OrgTx, holder: string, file: Accepted): Promise<WaitingFile> {
  const same = await sameWaitingFile(tx, holder, file)
  if (same) return same
  const { files, size } = await waitingSize(tx, holder)
  if (files >= mostFiles) throw new Refusal('too-large', `We take ${mostFiles} files at most.`)
  if (size + file.bytes.byteLength > mostFileBytes)
    throw new Refusal('too-large', 'The files are larger than 20 MB together.')
  const now = desk.now()
  const id = newId(now)
  await saveWaitingFile(tx, holder, { ...file, id }, now.toString())
  return { id, name: file.name, type: file.type, size: file.bytes.byteLength }
}

/** Takes away the files for which no words came in time. */
export function forgetWaitingFiles(desk: Desk, tx: OrgTx): Promise<void> {
  const now = desk.now()
  const before = { members: now.subtract(waits.members), forms: now.subtract(waits.forms) }
  return dropOldFiles(tx, { members: before.members.toString(), forms: before.forms.toString() })
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
