import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { errorCode } from '#server/store/error-code.ts'

/** The program of a desk without its screens. */
export const serve = fileURLToPath(new URL('serve.ts', import.meta.url))

/** Where programs keep what was compiled once; the commands of `bin/evenhand` keep it there too. */
export const compiled =
  process.env['NODE_COMPILE_CACHE'] ??
  fileURLToPath(new URL('../node_modules/.cache/evenhand', import.meta.url))

/** Whoever has one of these brings a database of their own. */
const ownHouse = ['EVENHAND_DATA', 'DATABASE_URL', 'EVENHAND_MASTER_KEY']

/**
 * A new data folder. In a run of tests it is a copy of one whose desk was started once and stopped, so that not every
 * desk makes a database from nothing; elsewhere it is empty.
 */
export async function deskFolder(settings: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-desk-'))
  const made = process.env['EVENHAND_TEST_MADE']
  if (made !== undefined && !ownHouse.some((name) => settings[name])) {
    await untilMade(made)
    // Whoever owns the database goes on owning it.
    await promisify(execFile)('cp', ['-a', `${made}/.`, folder])
  }
  // The database may run as another user, who has to get in.
  await chmod(folder, 0o755)
  return folder
}

/** Makes it, or waits for whoever is making it. Where one fails to, the next tries, and says why. */
async function untilMade(made: string) {
  const making = `${made}-making`
  for (; !existsSync(made); await sleep(20)) {
    try {
      await mkdir(making)
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue
      throw error
    }
    try {
      // Somebody may have ended meanwhile.
      if (existsSync(made)) return
      await chmod(making, 0o755)
      await startOnce(making)
      await rename(making, made)
    } finally {
      await rm(making, { recursive: true, force: true })
    }
  }
}

/** The first start of a desk, and its end. */
async function startOnce(folder: string) {
  const desk = spawn(process.execPath, [serve], {
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compiled,
      EVENHAND_DATA: folder,
      DATABASE_URL: '',
      PORT: '0',
      SMTP_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(desk, 'exit')
  for await (const line of createInterface({ input: desk.stdout }))
    if (line.includes('Evenhand is ready at ')) desk.kill('SIGTERM')
  const [code]: unknown[] = await ended
  if (code !== 0) throw new Error(`The first start of a desk in ${folder} ended with ${String(code)}.`)
}
