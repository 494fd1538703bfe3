import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbedded } from '#server/store/embedded.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { handOver } from './hand-over.ts'
import { lettersFrom } from './letters.ts'
import { startDesk } from './running-desk.ts'
import { inScratchFolder } from './scratch-folder.ts'
import { rounded, shownSpread, spreadOf } from './spread.ts'
import { untilSettled } from './until-settled.ts'

const cases = 1000
const rounds = 5

type Round = { seconds: number; baseline: number; rssMb: number }

/** From the start of the process to its ready line, on a data folder that holds cases, and what it then needs. */
export const start: Benchmark = {
  measures: `seconds until a desk of ${cases} cases is ready, and the memory of its process`,
  run: (tell) => inScratchFolder((folder) => measure(folder, tell)),
}

async function measure(folder: string, tell: (line: string) => void): Promise<Result> {
  await fill(folder)
  const found: Round[] = []
  while (found.length < rounds) {
    const baseline = (await nodeAlone()) + (await databaseAlone(folder))
    const desk = await startDesk(folder)
    await pause(5000)
    const rssMb = await residentMb(desk.pid)
    await desk.stop()
    if (desk.builtScreens) {
      tell('The sources of the screens have changed meanwhile and were built: this start is not counted.')
      continue
    }
    const seconds = desk.startedIn.total('seconds')
    found.push({ seconds, baseline, rssMb })
    tell(
      `start ${found.length}: ${seconds.toFixed(2)} s, ${rssMb.toFixed(0)} MB; Node and the database alone ${baseline.toFixed(2)} s`,
    )
  }
  return summed(found, tell)
}

/** The first start also builds the screens, which the measured ones then find. */
async function fill(folder: string) {
  const desk = await startDesk(folder)
  const server = await startEmbedded({ folder: join(folder, 'database'), say: () => undefined })
  const client = new Client(server.owner)
  await client.connect()
  await handOver(lettersFrom(2026).next(cases), desk.smtpPort, 8)
  await untilSettled(client)
  await client.end()
  await desk.stop()
  await server.stop()
}

/** How many seconds a Node takes that has nothing to do. */
async function nodeAlone(): Promise<number> {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', '0']), 'exit')
  return (performance.now() - began) / 1000
}

/** How many seconds the embedded database takes on the same folder, until it answers the first query. */
async function databaseAlone(folder: string): Promise<number> {
  const began = performance.now()
  const server = await startEmbedded({ folder: join(folder, 'database'), say: () => undefined })
  if (server.adopted) throw new Error('The desk before has left its database running.')
  const seconds = (performance.now() - began) / 1000
  await server.stop()
  return seconds
}

/** The memory of a process that is really in use, without that of the database. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

function summed(found: readonly Round[], tell: (line: string) => void): Result {
  const seconds = spreadOf(found.map((round) => round.seconds))
  const rssMb = spreadOf(found.map((round) => round.rssMb))
  const ratio = spreadOf(found.map((round) => round.seconds / round.baseline))
  tell(`seconds to ready   ${shownSpread(seconds, 2)}`)
  tell(`MB resident        ${shownSpread(rssMb)}`)
  return {
    name: 'start',
    ratio: rounded(ratio.median, 2),
    baseline:
      'a Node that does nothing, then the embedded database alone on the same folder, rounds interleaved',
    unit: 's',
    value: rounded(seconds.median, 3),
    n: found.length,
    rssMb: rounded(rssMb.median, 1),
    baselineSeconds: rounded(spreadOf(found.map((round) => round.baseline)).median, 3),
  }
}
