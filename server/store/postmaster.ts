import { execFile } from 'node:child_process'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorCode } from './error-code.ts'

/** What a running PostgreSQL notes about itself in its data folder; the socket comes last. */
export type Postmaster = { pid: number; port: number; socketFolder: string | undefined }

/** Reads the note of the PostgreSQL that runs, or ran, on this data folder. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = await linesOf(join(cluster, 'postmaster.pid'))
  const pid = Math.abs(Number(lines?.[0]))
  if (!lines || !pid) return undefined
  return { pid, port: Number(lines[3]) || 5432, socketFolder: lines[4] || undefined }
}

/**
 * Whether that process is the PostgreSQL of this data folder. After a crash or a restarted container
 * the same number may belong to something else altogether: that is a stranger.
 */
export async function whoIs(pid: number, cluster: string): Promise<'ours' | 'stranger' | 'gone'> {
  if (!isAlive(pid)) return 'gone'
  const command = await commandOf(pid)
  return command.includes(`/postgres -D ${cluster} `) ? 'ours' : 'stranger'
}

/** Whether any process has that number, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/**
 * Clears the locks of a PostgreSQL that is gone and whose number a stranger now has; PostgreSQL itself
 * would take the stranger for its predecessor and refuse to start.
 */
export async function clearStaleLocks(cluster: string, stale: Postmaster) {
  await takeAway(join(cluster, 'postmaster.pid'), stale.pid)
  if (!stale.socketFolder) return
  const socket = join(stale.socketFolder, `.s.PGSQL.${stale.port}`)
  await takeAway(`${socket}.lock`, stale.pid)
}

/** Moves the lock away first and looks then, so that the lock of another starter is never lost. */
async function takeAway(lock: string, pid: number) {
  const aside = `${lock}.stale-${process.pid}`
  try {
    await rename(lock, aside)
  } catch {
    return
  }
  const [first] = (await linesOf(aside)) ?? []
  if (Math.abs(Number(first)) !== pid) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
}

async function commandOf(pid: number) {
  try {
    if (process.platform === 'linux')
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
    return (await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout
  } catch {
    return ''
  }
}

async function linesOf(file: string) {
  try {
    return (await readFile(file, 'utf8')).split('\n').map((line) => line.trim())
  } catch {
    return undefined
  }
}
