import { spawn } from 'node:child_process'
import { chown, lchown, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '#domain/refusal.ts'
import { errorCode } from './error-code.ts'

/**
 * The user PostgreSQL runs as, who owns its folder. `prefix` is the command that changes to that user
 * where a plain change of the user would not do.
 */
export type RunAs = { uid: number | undefined; gid: number | undefined; prefix: readonly string[] }

type Account = { uid: number; gid: number }

/**
 * Chooses the user PostgreSQL runs as, and gives it the folder.
 *
 * PostgreSQL refuses to run as root. An ordinary user simply runs it. Root changes to an unprivileged user;
 * where that user may not enter a folder on the way (a checkout under root's own home), a user namespace
 * gives PostgreSQL an unprivileged face while the kernel still lets it through.
 */
export async function chooseUser(folder: string, postgres: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { uid: undefined, gid: undefined, prefix: [] }

  const account = await ownerOf(folder)
  const plain = { ...account, prefix: [] }
  const map = ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`]
  const inside = { uid: 0, gid: 0, prefix: ['unshare', ...map, '--'] }
  for (const runAs of [plain, inside]) {
    if (!(await canRun(runAs, postgres, dirname(folder)))) continue
    await give(folder, runAs)
    return runAs
  }

  const closed =
    (await closedFolder(dirname(folder), account)) ??
    (await closedFolder(dirname(postgres), account)) ??
    folder
  throw new Refusal(
    'conflict',
    `PostgreSQL does not run as root, and user ${account.uid} may not enter ${closed}. ` +
      `Open it (\`chmod o+x ${closed}\`), start Evenhand as an ordinary user, or set DATABASE_URL.`,
  )
}

/** Starts a program as that user, in that folder. */
export function spawnAs(
  runAs: RunAs,
  [program, ...args]: readonly [string, ...string[]],
  options: {
    cwd: string
    detached?: boolean
    stdio: ['ignore', 'ignore' | number, 'ignore' | 'pipe' | number]
  },
) {
  const [command = program, ...rest] = [...runAs.prefix, program, ...args]
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  // Node changes the user itself; inside a namespace it is the prefix that does.
  const user = runAs.uid ? { uid: runAs.uid, gid: runAs.gid } : {}
  return spawn(command, rest, { ...options, ...user, env })
}

/** A folder that is already somebody's stays theirs; a new one goes to an account without rights. */
async function ownerOf(folder: string): Promise<Account> {
  const { uid, gid } = await stat(folder)
  return uid === 0 ? unprivilegedAccount() : { uid, gid }
}

async function unprivilegedAccount(): Promise<Account> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = ['evenhand', 'nobody']
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find(Boolean)
  // Some systems write the id of nobody as a negative number.
  return { uid: Number(found?.[2] ?? 65534) >>> 0, gid: Number(found?.[3] ?? 65534) >>> 0 }
}

/** The folder itself comes last: whoever sees it given sees everything in it given. */
async function give(folder: string, { uid, gid }: Account) {
  const now = await stat(folder)
  if (now.uid === uid && now.gid === gid) return
  const entries = await readdir(folder, { recursive: true })
  await Promise.all(entries.map((entry) => lchown(join(folder, entry), uid, gid).catch(ignoreVanished)))
  await chown(folder, uid, gid)
}

// Another starter tidies up what it made aside.
function ignoreVanished(error: unknown) {
  if (errorCode(error) !== 'ENOENT') throw error
}

/** Tried rather than reckoned from mode bits, which know nothing of access lists and of containers' rules. */
function canRun(runAs: RunAs, postgres: string, folder: string) {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  // The shell enters the folder as that user; Node would enter it before it changes the user.
  const enter = ['/bin/sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', folder, postgres] as const
  const child = spawnAs(runAs, enter, { cwd: '/', stdio: ['ignore', 'ignore', 'ignore'] })
  child.on('error', () => resolve(false))
  child.on('exit', (code) => resolve(code === 0))
  return promise
}

/** The outermost folder on the way to `path` that the account may not enter. */
async function closedFolder(path: string, account: Account): Promise<string | undefined> {
  const parent = dirname(path)
  const above = parent === path ? undefined : await closedFolder(parent, account)
  if (above) return above
  const { mode, uid, gid } = await stat(path)
  const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return mode & enter ? undefined : path
}
