import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** As container runtimes have it unless told otherwise: what is used up is there again a tenth of a second later. */
const periodUs = 100_000

/** Where Linux keeps the control group of processor time: the second version, or the first. */
type Controller = { mount: string; limit: (group: string, quotaUs: number) => Promise<void> }

/**
 * Holds a process with all its threads to a share of one core, as a container's CPU limit does. Answers how to let it go;
 * null where this machine, or who runs this, may hold nobody.
 */
export async function holdProcess(pid: number, share: number): Promise<(() => Promise<void>) | null> {
  const controller = await findController()
  if (!controller) return null
  const { mount, limit } = controller
  const group = join(mount, `evenhand-bench-${pid}`)
  try {
    await mkdir(group)
    await limit(group, Math.round(share * periodUs))
    await writeFile(join(group, 'cgroup.procs'), `${pid}`)
  } catch {
    await rmdir(group).catch(() => undefined)
    return null
  }
  return async () => {
    // A group goes only when nobody is in it; a process that has ended is in none.
    await writeFile(join(mount, 'cgroup.procs'), `${pid}`).catch(() => undefined)
    await rmdir(group)
  }
}

/** cgroups(7): which of the two versions has the controller is read off what is mounted. */
async function findController(): Promise<Controller | null> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8').catch(() => '')).split('\n')
  const mounted = mounts
    .map((line) => line.split(' '))
    .map(([, at = '', type, with_ = '']) => ({ at, type, with_ }))
  const old = mounted.find(({ type, with_ }) => type === 'cgroup' && with_.split(',').includes('cpu'))
  if (old) return { mount: old.at, limit: limitOld }
  const unified = mounted.find(({ type }) => type === 'cgroup2')
  if (!unified) return null
  const controllers = await readFile(join(unified.at, 'cgroup.controllers'), 'utf8').catch(() => '')
  if (!controllers.split(/\s/).includes('cpu')) return null
  const mount = unified.at
  return {
    mount,
    async limit(group, quotaUs) {
      await writeFile(join(mount, 'cgroup.subtree_control'), '+cpu')
      await writeFile(join(group, 'cpu.max'), `${quotaUs} ${periodUs}`)
    },
  }
}

async function limitOld(group: string, quotaUs: number): Promise<void> {
  await writeFile(join(group, 'cpu.cfs_period_us'), `${periodUs}`)
  await writeFile(join(group, 'cpu.cfs_quota_us'), `${quotaUs}`)
}
