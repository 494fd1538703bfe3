import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPostmaster } from '#server/store/postmaster.ts'

/** Processor time that was used so far, user and system, in milliseconds. */
export type CpuTime = { node: number; postgres: number }

/** Reads the processor time of a desk's process and of the PostgreSQL server in its data folder, from /proc. */
export function cpuMeter(pid: number, dataFolder: string): () => Promise<CpuTime> {
  const tick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return async () => {
    const postmaster = await readPostmaster(join(dataFolder, 'database', 'cluster'))
    if (!postmaster) throw new Error('The database of the desk does not run.')
    const own = await timesOf(pid)
    return { node: tick * (own.user + own.system), postgres: tick * (await ticksOfServer(postmaster.pid)) }
  }
}

export const cpuBetween = (before: CpuTime, after: CpuTime): CpuTime => ({
  node: after.node - before.node,
  postgres: after.postgres - before.postgres,
})

/** The server, its children that live, and what those had used that have ended: their parent inherits it. */
async function ticksOfServer(postmaster: number): Promise<number> {
  const { user, system, ofEnded } = await timesOf(postmaster)
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')).trim()
  const living = await Promise.all(
    children.split(' ').map((pid) => timesOf(Number(pid)).catch(() => nothing)),
  )
  return living.reduce((sum, child) => sum + child.user + child.system, user + system + ofEnded)
}

const nothing = { user: 0, system: 0, ofEnded: 0 }

/** proc(5): after the name in brackets, which may hold anything, utime is the 12th field, then stime, cutime, cstime. */
async function timesOf(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = (place: number) => Number(fields[place])
  return { user: ticks(11), system: ticks(12), ofEnded: ticks(13) + ticks(14) }
}
