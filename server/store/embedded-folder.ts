import { mkdir, readdir, realpath } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '#domain/refusal.ts'
import { errorCode } from './error-code.ts'
import { refuseOtherMajor } from './major-version.ts'

/** Where one embedded database lives: its folder, PostgreSQL's data folder in it, and the server's log. */
export type Place = { folder: string; cluster: string; log: string }

/** Opens the folder of the embedded database, making it where there is none. */
export async function openFolder(given: string, major: number): Promise<Place> {
  const folder = await makeFolder(resolve(given))
  const cluster = join(folder, 'cluster')
  // Listed before the look: another process may put its new data folder in place at this moment.
  const names = await readdir(folder)
  if (existsSync(join(cluster, 'PG_VERSION'))) await refuseOtherMajor(cluster, major)
  else refuseForeign(folder, names)
  return { folder, cluster, log: join(folder, 'postgres.log') }
}

/** What the system's own error about the folder means for the person who chose it; undefined for any other. */
export function folderRefusal(folder: string, error: unknown): Refusal | undefined {
  const reason = reasons[errorCode(error) ?? '']
  if (!reason) return undefined
  return new Refusal('conflict', `The database's folder ${folder} cannot be used: ${reason}.`)
}

async function makeFolder(folder: string) {
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting)
  return realpath(folder)
}

function ignoreExisting(error: unknown) {
  if (errorCode(error) !== 'EEXIST') throw error
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it, or a folder above it, belongs to another user',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is a file',
  EDQUOT: 'no more room is allowed there',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
}

function refuseForeign(folder: string, names: string[]) {
  const foreign = names.filter((name) => !ours.test(name))
  if (foreign.length === 0) return
  throw new Refusal(
    'conflict',
    `${folder} is not empty and holds no database of Evenhand (there is ${foreign[0]}). Name another folder.`,
  )
}

// What a first start that was cut short, or is going on in another process, leaves behind.
const ours = /^(making-.*|postgres\.log.*|\.s\.PGSQL\..*|lost\+found)$/
