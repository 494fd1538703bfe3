import { closeSync, fchownSync, openSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import type { Place } from './embedded-folder.ts'
import type { RunAs } from './embedded-user.ts'

/** The server's log, opened for one start; `since` is where this start begins in it. */
type Log = { descriptor: number; since: number; close(): void }

const fullAt = 10_000_000

/** Opens the log the server writes to; a full one is put aside first, in the place of the one before. */
export async function openLog({ log }: Place, { uid, gid }: RunAs): Promise<Log> {
  if ((await sizeOf(log)) > fullAt) await rename(log, `${log}.1`)
  const descriptor = openSync(log, 'a', 0o600)
  if (uid !== undefined && gid !== undefined) fchownSync(descriptor, uid, gid)
  return { descriptor, since: await sizeOf(log), close: () => closeSync(descriptor) }
}

/** What the server wrote since then, without its times and process numbers. */
export async function logSince({ log }: Place, since: number): Promise<string[]> {
  await using file = await open(log)
  const length = Math.max(0, (await sizeOf(log)) - since)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, since)
  const lines = buffer.toString().split('\n')
  return lines.map((line) => line.replace(/^[\d-]+ [\d:.]+ \S+ \[\d+\] /, '')).filter((line) => line !== '')
}

async function sizeOf(file: string) {
  const found = await stat(file).catch(() => undefined)
  return found?.size ?? 0
}
