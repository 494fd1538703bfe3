import { join } from 'node:path'
import { Client } from 'pg'
import { readMasterKey } from '#server/master-key.ts'
import { openDatabase, type Database } from '#server/store/database.ts'
import { startEmbedded } from '#server/store/embedded.ts'
import { addressOf } from '#server/store/roles.ts'
import { cpuMeter, type CpuTime } from './cpu-time.ts'
import { lightClient } from './light-client.ts'
import { evenhand, startDesk, type RunningDesk } from './running-desk.ts'

/** A running desk with what a benchmark needs beside it. */
export type Bench = {
  desk: RunningDesk
  folder: string
  /** The first organisation, and an administrator's token there. */
  org: string
  token: string
  /** The same database as the application role: for what the statements take alone. */
  db: Database
  owner: Client
  cpu(): Promise<CpuTime>
  get(path: string): Promise<unknown>
  post(path: string, body: unknown): Promise<unknown>
}

/** Runs `act` on a desk in a data folder, which does all that a desk does or a part, and stops it afterwards. */
export async function onDesk<T>(
  folder: string,
  act: (bench: Bench) => Promise<T>,
  role?: string,
): Promise<T> {
  const desk = await startDesk(folder, role)
  const server = await startEmbedded({ folder: join(folder, 'database'), say: () => undefined })
  const db = openDatabase(addressOf(server.owner, await readMasterKey(folder, undefined)))
  const owner = new Client(server.owner)
  await owner.connect()
  const client = lightClient()
  try {
    const token = await evenhand(folder, 'token', '--role', 'admin', '--name', 'Benchmark')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const ask = async (path: string, body?: unknown) => {
      const asked = () =>
        client.ask(`${desk.url}/api${path}`, headers, body === undefined ? undefined : JSON.stringify(body))
      // A connection that has rested may be closed just as it is used again: a question can be asked twice.
      const { status, text } = await (body === undefined ? asked().catch(asked) : asked())
      if (status < 200 || status > 299) throw new Error(`${path} was answered with ${status}: ${text}`)
      return JSON.parse(text) as unknown
    }
    const { rows } = await owner.query<{ id: string }>(
      'select id from organisations order by created_at, id limit 1',
    )
    const [first] = rows
    if (!first) throw new Error('A desk has an organisation.')
    const cpu = cpuMeter(desk.pid, folder)
    return await act({
      desk,
      folder,
      org: first.id,
      token,
      db,
      owner,
      cpu,
      get: (path) => ask(path),
      post: ask,
    })
  } finally {
    client.end()
    await owner.end()
    await db.close()
    await desk.stop()
    await server.stop()
  }
}
