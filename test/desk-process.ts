import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Role } from '#domain/role.ts'
import { isAlive, readPostmaster, whoIs } from '#server/store/postmaster.ts'
import { clockSays } from './clock-says.ts'
import { compiled, deskFolder, serve } from './desk-folder.ts'
import { freePort } from './peers/loopback.ts'

/** A desk as a process of its own, on a data folder and ports that stay the same over every restart. */
export type DeskProcess = {
  url: string
  smtpPort: number
  folder: string
  /** What the environment says to it. */
  env: Readonly<Record<string, string>>
  /** Every line that it has said so far, of its ordinary output and of its faults. */
  said: string[]
  /** Starts it and waits until it says that it is ready; false when it ended before. */
  start(): Promise<boolean>
  /** Ends it without warning, and its database too when asked. */
  kill(how?: { database: boolean }): Promise<void>
  /** Sets its clock this much ahead of the world's. */
  setAhead(by: Temporal.Duration | string): Promise<void>
  /** Asks it to end, and answers its exit code. */
  stop(): Promise<number | null>
  /** The process of its database, if it runs. */
  database(): Promise<number | undefined>
  /** An API token, as the program prints it: of the first organisation, or of one by its name, made where there is none. */
  token(role: Role, organisation?: string): Promise<string>
  /** Kills whatever runs and removes the folder. */
  remove(): Promise<void>
}

const program = fileURLToPath(new URL('../bin/evenhand', import.meta.url))

/** Prepares a desk on a new folder. `settings` are variables of its environment. */
export async function deskProcess(settings: Readonly<Record<string, string>> = {}): Promise<DeskProcess> {
  const folder = await deskFolder(settings)
  const port = await freePort()
  const smtpPort = await freePort()
  const ports = { HOST: '127.0.0.1', PORT: String(port), SMTP_PORT: String(smtpPort) }
  const later = join(folder, 'later')
  const env = {
    ...ports,
    EVENHAND_DATA: folder,
    DATABASE_URL: '',
    EVENHAND_TEST_LATER: later,
    NODE_COMPILE_CACHE: compiled,
    ...settings,
  }
  const cluster = join(folder, 'database', 'cluster')
  const said: string[] = []
  let desk: ChildProcess | undefined

  const database = async () => {
    const noted = await readPostmaster(cluster)
    return noted && (await whoIs(noted.pid, cluster)) === 'ours' ? noted.pid : undefined
  }
  const kill = async ({ database: also } = { database: false }) => {
    const pid = also ? await database() : undefined
    if (desk) await end(desk, 'SIGKILL')
    if (pid === undefined) return
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await sleep(5)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    smtpPort,
    folder,
    env,
    said,
    database,
    kill,
    start() {
      desk = spawn(process.execPath, [serve], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      return whenReady(desk, said)
    },
    async setAhead(by) {
      const ahead = Temporal.Duration.from(by)
      const before = said.length
      await writeFile(later, ahead.toString())
      while (!said.slice(before).some((line) => line.includes(clockSays(ahead)))) await sleep(20)
    },
    stop: async () => (desk ? end(desk, 'SIGTERM') : null),
    token: (role, organisation) =>
      print(
        ['token', '--role', role, ...(organisation === undefined ? [] : ['--org', organisation, '--new'])],
        env,
      ),
    async remove() {
      await kill({ database: true })
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

/** True at the line that says that it is ready, false when it ends without. */
function whenReady({ stdout, stderr }: ChildProcess, said: string[]): Promise<boolean> {
  if (!stdout || !stderr) throw new Error('The desk was started with its output in pipes.')
  const ready = Promise.withResolvers<boolean>()
  const hear = (line: string) => {
    said.push(line)
    // Also where each line is a JSON object.
    if (line.includes('Evenhand is ready at ')) ready.resolve(true)
  }
  createInterface({ input: stdout })
    .on('line', hear)
    .on('close', () => ready.resolve(false))
  createInterface({ input: stderr }).on('line', hear)
  return ready.promise
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return child.exitCode
}

async function print(args: string[], env: Readonly<Record<string, string>>): Promise<string> {
  const command = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(command, 'exit')
  const printed = await text(command.stdout)
  const [code]: unknown[] = await ended
  if (code !== 0) throw new Error(`evenhand ${args.join(' ')} ended with ${String(code)}.`)
  return printed.trim()
}
