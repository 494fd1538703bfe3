import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#domain/refusal.ts'
import type { Place } from './embedded-folder.ts'
import type { Programs } from './embedded-programs.ts'
import { spawnAs, type RunAs } from './embedded-user.ts'
import { isAlive } from './postmaster.ts'

/** The superuser of the embedded database, who owns everything in it. */
export const ownerName = 'evenhand_owner'

/** The owner's password, as it was drawn when the database was made. */
export async function ownerPassword({ cluster }: Place) {
  return (await readFile(passwordIn(cluster), 'utf8')).trim()
}

/**
 * Makes the data folder where there is none yet. It is made aside and put in place in one step: a first start
 * that is cut short leaves nothing half made, and of two that run at once one is simply too late.
 */
export async function makeCluster(place: Place, programs: Programs, runAs: RunAs, durable: boolean) {
  await clearAbandoned(place.folder)
  if (existsSync(place.cluster)) return
  const making = await mkdtemp(join(place.folder, `making-${process.pid}-`))
  try {
    await initialise(making, programs, runAs, durable)
    await rename(making, place.cluster)
  } catch (error) {
    if (!existsSync(place.cluster)) throw error
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

const passwordIn = (cluster: string) => join(cluster, 'evenhand.password')

/** What first starts have begun that were killed in the middle. */
async function clearAbandoned(folder: string) {
  const abandoned = (await readdir(folder)).filter((name) => {
    const pid = /^making-(\d+)-/.exec(name)?.[1]
    return pid !== undefined && !isAlive(Number(pid))
  })
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}

async function initialise(making: string, { initdb }: Programs, runAs: RunAs, durable: boolean) {
  const passwordFile = `${making}.password`
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  try {
    await hand(making, runAs)
    await hand(passwordFile, runAs)
    const owner = ['-U', ownerName, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
    const sync = durable ? [] : ['--no-sync']
    await runWithLetters(runAs, [initdb, '-D', making, ...owner, ...collation, ...sync], making)
    await rename(passwordFile, passwordIn(making))
  } finally {
    await rm(passwordFile, { force: true })
  }
}

// PostgreSQL's own order of letters, the same on every machine.
const collation = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']

/**
 * The text search parser alone asks the system which characters are letters: under plain C a quotation mark
 * becomes part of the word. Systems name that knowledge differently, and some have none.
 */
async function runWithLetters(runAs: RunAs, command: Command, folder: string, names = lettersOf) {
  const [name = 'C', ...others] = names
  try {
    await run(runAs, [...command, `--lc-ctype=${name}`], folder)
  } catch (error) {
    if (!others.length || !(error instanceof Refusal) || !error.message.includes('invalid locale name'))
      throw error
    await runWithLetters(runAs, command, folder, others)
  }
}

const lettersOf = ['C.UTF-8', 'en_US.UTF-8', 'C']

async function hand(path: string, { uid, gid }: RunAs) {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

type Command = readonly [string, ...string[]]

function run(runAs: RunAs, command: Command, folder: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawnAs(runAs, command, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()))
  child.on('error', reject)
  child.on('close', (code) => (code === 0 ? resolve() : reject(cannotMake(told))))
  return promise
}

function cannotMake(told: string) {
  const lines = told.trim().split('\n').slice(-5).join('\n')
  return new Refusal('conflict', `PostgreSQL could not make its data folder. It said:\n${lines}`)
}
