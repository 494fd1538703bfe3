import { chown, lstat, mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from './embedded-folder.ts'
import type { RunAs } from './embedded-user.ts'

/**
 * The folder for the server's socket: the database's own where its path is short enough for a socket,
 * else a private one under the folder for temporary files; `before` is the one of the last run.
 */
export async function socketFolder(
  { folder }: Place,
  runAs: RunAs,
  before: string | undefined,
): Promise<string> {
  if (fits(folder)) return folder
  if (before && fits(before) && (await isPrivate(before, runAs))) return before
  const made = await mkdtemp(join(fits(join(tmpdir(), 'evenhand-XXXXXX')) ? tmpdir() : '/tmp', 'evenhand-'))
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(made, runAs.uid, runAs.gid)
  return made
}

/** Removes a socket folder that lies outside the database's own, once it is empty. */
export async function leaveSocketFolder({ folder }: Place, used: string | undefined) {
  if (used && used !== folder) await rmdir(used).catch(() => undefined)
}

// 103 bytes on macOS, 107 on Linux: the lesser serves both.
const fits = (folder: string) => Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= 103

async function isPrivate(folder: string, { uid = process.getuid?.() }: RunAs) {
  const found = await lstat(folder).catch(() => undefined)
  return found !== undefined && found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0
}
