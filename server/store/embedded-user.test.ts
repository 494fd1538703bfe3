import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import {
  ask,
  copy,
  deskOn,
  home,
  isRoot,
  made,
  nobody,
  postmasterOf,
  start,
  tidyEmbedded,
} from '#test/embedded-desk.ts'

tidyEmbedded()

test.runIf(isRoot)('as root, PostgreSQL runs as a user without rights', async () => {
  const folder = copy('root')
  await start(folder)

  expect(statSync(`/proc/${postmasterOf(folder)}`).uid).toBe(nobody)
})

test.runIf(isRoot)('as root, a folder that belongs to somebody stays theirs', async () => {
  const folder = copy('theirs')
  execFileSync('chown', ['-R', '12345:12345', folder])
  await start(folder)

  expect(statSync(`/proc/${postmasterOf(folder)}`).uid).toBe(12345)
  expect(statSync(join(folder, 'cluster', 'PG_VERSION')).uid).toBe(12345)
})

test.runIf(isRoot && hasNamespaces())(
  'as root, under a closed folder, PostgreSQL runs in a namespace',
  async () => {
    const closed = join(home, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const folder = join(closed, 'database')
    const { desk, owner } = await deskOn(folder)
    expect(await ask(owner, 'select 1 as it')).toBe(1)
    desk.kill('SIGKILL')
    // Whoever leaves while the dead desk is not yet missed leaves the server to it.
    const isMissed = `select not exists (
      select from pg_stat_activity where application_name = 'evenhand ${desk.pid}') as it`
    await expect.poll(() => ask(owner, isMissed), { timeout: 10_000 }).toBe(true)

    const next = await start(folder)

    expect(next.adopted).toBe(true)
    await next.stop()
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
  },
)

test.runIf(isRoot)('as root, under a closed folder and without namespaces, the folder is named', async () => {
  const closed = join(home, 'shut')
  mkdirSync(closed, { mode: 0o700 })
  const refused = await deskOn(join(closed, 'a', 'database'), { env: { PATH: '' } }).catch(String)

  expect(refused).toContain(`user ${nobody} may not enter ${closed}. Open it (\`chmod o+x ${closed}\`)`)
})

test.runIf(isRoot)('an ordinary user simply runs it', async () => {
  const folder = join(home, 'ordinary', 'database')
  mkdirSync(dirname(folder))
  chownSync(dirname(folder), nobody, nobody)
  const { desk, owner } = await deskOn(folder, { uid: nobody, gid: nobody })
  expect(await ask(owner, 'select 1 as it')).toBe(1)

  desk.send('stop')
  await once(desk, 'exit')
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
})

test.runIf(isRoot)('an ordinary user is told that a folder is another’s', async () => {
  const refused = await deskOn(made, { uid: 12345, gid: 12345 }).catch(String)

  expect(refused).toContain(`${made} cannot be used: it, or a folder above it, belongs to another user`)
})

test.runIf(isRoot)('a full disk and a read-only one are told as such', async (context) => {
  const disk = join(home, 'disk')
  mkdirSync(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'none', disk]).status !== 0) context.skip()
  try {
    await expect(start(join(disk, 'database'))).rejects.toThrow(/No space left on device|the disk is full/)
    rmSync(join(disk, 'database'), { recursive: true, force: true })
    execFileSync('mount', ['-o', 'remount,ro', disk])
    await expect(start(join(disk, 'database'))).rejects.toThrow('the disk is read-only')
  } finally {
    execFileSync('umount', [disk])
  }
})

function hasNamespaces() {
  return spawnSync('unshare', ['--user', '--map-user=1', 'true']).status === 0
}
