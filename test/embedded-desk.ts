import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { z } from 'zod'
import { startEmbedded, type Embedded } from '#server/store/embedded.ts'
import { whoIs } from '#server/store/postmaster.ts'

export const isRoot = process.getuid?.() === 0
/** The user id that has no rights anywhere. */
export const nobody = 65534
/** The folder that this test file's databases lie in. */
export const home = mkdtempSync(join(tmpdir(), 'evenhand-embedded-'))
/** A database that is never running, to be copied. */
export const made = join(home, 'made')

const servers: Embedded[] = []
const desks: ChildProcess[] = []

/** Ends a process with the test, however the test ends. */
export function endWithTest(child: ChildProcess): ChildProcess {
  desks.push(child)
  return child
}

/** Makes the first database before the tests of a file, and leaves no process and no folder after them. */
export function tidyEmbedded() {
  beforeAll(async () => {
    // A file before it in the same process has removed it.
    mkdirSync(home, { recursive: true })
    chmodSync(home, 0o755)
    await (await start(made)).stop()
  })
  afterEach(async () => {
    for (const desk of desks.splice(0)) desk.kill('SIGKILL')
    await Promise.all(servers.splice(0).map((server) => server.stop()))
  })
  afterAll(async () => {
    const left = readdirSync(home).filter((name) => existsSync(join(home, name, 'cluster', 'postmaster.pid')))
    await Promise.all(left.map((name) => endServerOf(join(home, name))))
    rmSync(home, { recursive: true, force: true })
  })
}

/** What a test starts a server with: soon, and of no worth after a power cut. */
export const fleeting = (folder: string, say: (line: string) => void = () => undefined) => ({
  folder,
  say,
  durable: false,
})

/** Starts a server that is stopped when the test ends. */
export async function start(folder: string, say?: (line: string) => void, durable = false) {
  const server = await startEmbedded({ ...fleeting(folder, say), durable })
  servers.push(server)
  return server
}

/** A stopped database to begin with, sooner than by a first start. */
export function copy(name: string) {
  execFileSync('cp', ['-a', made, join(home, name)])
  return join(home, name)
}

/** The answer to a question with one column named `it`. */
export async function ask(owner: Embedded['owner'], question: string) {
  const client = new Client(owner)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ it: unknown }>(question)
    return rows[0]?.it
  } finally {
    await client.end()
  }
}

/** The process of the server on that folder. */
export const postmasterOf = (folder: string) =>
  Number.parseInt(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)

/** A killed desk leaves its server behind. */
async function endServerOf(folder: string) {
  const pid = postmasterOf(folder)
  if ((await whoIs(pid, join(folder, 'cluster'))) === 'ours') process.kill(pid, 'SIGKILL')
}

const script = `
  import { startEmbedded } from ${JSON.stringify(import.meta.resolve('#server/store/embedded.ts'))}
  try {
    const { adopted, owner, stop } = await startEmbedded({ folder: process.argv[1], say() {}, durable: false })
    process.on('SIGINT', () => process.send('interrupted'))
    process.on('message', () => stop().then(() => process.exit()))
    process.send({ adopted, owner })
  } catch (error) {
    process.send({ refused: error.message })
    process.disconnect()
  }`

const Owner = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
})
const Told = z.union([z.object({ adopted: z.boolean(), owner: Owner }), z.object({ refused: z.string() })])

/** A desk in a process of its own: it stops when it is sent a word, and can be killed. */
export async function deskOn(
  folder: string,
  how: { uid?: number; gid?: number; detached?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
  const desk = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    ...how,
    stdio: [...stdio],
  })
  desks.push(desk)
  const [message]: unknown[] = await once(desk, 'message')
  const told = Told.parse(message)
  if ('refused' in told) throw new Error(told.refused)
  return { desk, ...told }
}
