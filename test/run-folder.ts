import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '#server/store/postmaster.ts'

/** What the folder of a run begins with; the number of its process follows. */
const prefix = 'evenhand-tests-'

/** Where Linux keeps files in memory. */
const memory = '/dev/shm'

const gigabyte = 1024 ** 3

/**
 * Makes the folder of this run of tests. Whatever is started from now on takes it for the folder of temporary files, so
 * that all of it is gone when this one is removed.
 */
export async function makeRunFolder(): Promise<string> {
  const usual = tmpdir()
  await clearLeftovers([memory, usual])
  const folder = await mkdtemp(join((await isRoomy(memory)) ? memory : usual, `${prefix}${process.pid}-`))
  // Databases may run as another user, who has to get in.
  await chmod(folder, 0o755)
  // What a failed test showed is looked at after the run.
  process.env['EVENHAND_TEST_PICTURES'] = join(usual, 'evenhand-screens')
  process.env['TMPDIR'] = folder
  return folder
}

/**
 * Tests make and remove databases by the hundred. On a disk under ext4 each new file is looked a place for past all that
 * were removed in the last minutes, which is most of what such a test takes.
 */
async function isRoomy(folder: string) {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > 4 * gigabyte && process.availableMemory() > 6 * gigabyte
}

/** A run that was killed could not remove its folder; a database ends by itself within a minute when its own is gone. */
async function clearLeftovers(places: readonly string[]) {
  for (const place of places) {
    const folders = (await readdir(place).catch(() => [])).filter((name) => name.startsWith(prefix))
    const left = folders.filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
    await Promise.all(left.map((name) => rm(join(place, name), { recursive: true, force: true })))
  }
}
