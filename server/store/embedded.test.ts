import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  ask,
  copy,
  deskOn,
  endWithTest,
  fleeting,
  home,
  isRoot,
  nobody,
  postmasterOf,
  start,
  tidyEmbedded,
} from '#test/embedded-desk.ts'
import { startEmbedded, type Embedded } from './embedded.ts'
import { embeddedPrograms } from './embedded-programs.ts'
import { makeLibraryLinks } from './library-links.ts'

tidyEmbedded()

test('a first start makes a database that only its owner can enter, and says so', async () => {
  const said: string[] = []
  const folder = join(home, 'first', 'database')
  const server = await start(folder, (line) => said.push(line))

  expect(said).toContain(`Making a database in ${folder}.`)
  expect(server.adopted).toBe(false)
  expect(statSync(join(folder, 'cluster')).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'cluster', 'evenhand.password')).mode & 0o777).toBe(0o600)
  await expect(ask({ ...server.owner, password: 'guessed' }, 'select 1')).rejects.toThrow('password')
  expect(await ask(server.owner, 'select current_database() as it')).toBe('evenhand')
})

test('a desk’s own server writes through to disk, listens to nobody outside, and keeps words out of its log', async () => {
  const folder = join(home, 'durable')
  const server = await start(folder, undefined, true)

  expect(await ask(server.owner, `select current_setting('fsync') as it`)).toBe('on')
  expect(await ask(server.owner, `select current_setting('synchronous_commit') as it`)).toBe('on')
  expect(await ask(server.owner, `select current_setting('listen_addresses') as it`)).toBe('')
  await expect(ask(server.owner, `select 'my broken washer'::int as it`)).rejects.toThrow('washer')
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('washer')
})

test('letters are letters and quotation marks are not, whatever the machine’s language', async () => {
  const server = await start(copy('letters'))

  const words = await ask(server.owner, `select to_tsvector('simple', '„Straße“ – ÄRGER…')::text as it`)

  expect(words).toBe(`'straße':1 'ärger':2`)
})

test('a warm start takes half a second at most', async () => {
  const folder = copy('warm')
  const took = await fastestOf(3, () => startEmbedded(fleeting(folder)))

  expect(took).toBeLessThan(500)
})

test('a server that was killed is started again with everything that was committed', async () => {
  const folder = copy('killed')
  const first = await start(folder)
  await ask(first.owner, 'create table kept as select 7 as it')
  await first.stop()
  const { desk, owner } = await deskOn(folder)
  await ask(owner, 'update kept set it = 8')
  desk.kill('SIGKILL')
  process.kill(postmasterOf(folder), 'SIGKILL')

  const again = await start(folder)

  expect(again.adopted).toBe(false)
  expect(await ask(again.owner, 'select it from kept')).toBe(8)
})

test('a running desk brings back a server that dies under it', async () => {
  const said: string[] = []
  const folder = copy('dies')
  const server = await start(folder, (line) => said.push(line))
  const before = postmasterOf(folder)
  process.kill(before, 'SIGKILL')

  await vi.waitFor(async () => expect(await ask(server.owner, 'select 1 as it')).toBe(1), 10_000)

  expect(postmasterOf(folder)).not.toBe(before)
  expect(said).toContain('The database has gone away; starting it again.')
})

test('a lock with the number of a process that is now somebody else’s does not keep the desk from starting', async () => {
  const folder = copy('foreign-lock')
  const user = isRoot ? { uid: nobody, gid: nobody } : {}
  const stranger = endWithTest(spawn('sleep', ['60'], { stdio: 'ignore', ...user }))
  const lock = `${stranger.pid}\n${folder}/cluster\n1\n5432\n${folder}\n\n  1 2\nready   \n`
  for (const name of ['cluster/postmaster.pid', '.s.PGSQL.5432.lock', '.s.PGSQL.5432'])
    writeFileSync(join(folder, name), lock, { mode: 0o600 })

  const server = await start(folder)

  expect(await ask(server.owner, 'select 1 as it')).toBe(1)
  expect(stranger.exitCode).toBeNull()
})

test('the server outlives a killed desk, and the next desk joins it', async () => {
  const folder = copy('adopted')
  const { desk } = await deskOn(folder)
  const running = postmasterOf(folder)
  desk.kill('SIGKILL')
  await once(desk, 'exit')

  const next = await start(folder)

  expect(next.adopted).toBe(true)
  expect(postmasterOf(folder)).toBe(running)
  await next.stop()
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
})

test('ctrl-C in the terminal reaches the desk and leaves the server to it', async () => {
  const folder = copy('interrupted')
  const { desk, owner } = await deskOn(folder, { detached: true })
  const interrupted = once(desk, 'message')
  process.kill(-(desk.pid ?? 0), 'SIGINT')
  await interrupted

  expect(await ask(owner, 'select 1 as it')).toBe(1)

  desk.send('stop')
  await once(desk, 'exit')
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
})

test('two desks that start at once on a new folder share one server', async () => {
  const folder = join(home, 'at-once')
  const both = await Promise.all([deskOn(folder), deskOn(folder)])

  expect(both.filter(({ adopted }) => adopted)).toHaveLength(1)
  expect(both[0].owner).toEqual(both[1].owner)
  expect(readdirSync(folder).filter((name) => name.startsWith('making-'))).toEqual([])
})

test('a desk that stops leaves the server to the other, and the last one ends it', async () => {
  const folder = copy('shared')
  const first = await deskOn(folder)
  const second = await start(folder)
  first.desk.send('stop')
  await once(first.desk, 'exit')

  expect(await ask(second.owner, 'select 1 as it')).toBe(1)

  await second.stop()
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
})

test('a desk that comes while the last one leaves gets a server that stays', async () => {
  const folder = copy('passing')
  const leaver = await start(folder)
  const [, comer] = await Promise.all([leaver.stop(), start(folder)])

  expect(await ask(comer.owner, 'select 1 as it')).toBe(1)
})

test('a first start that was killed in the middle leaves nothing in the way', async () => {
  const folder = join(home, 'cut-short')
  mkdirSync(join(folder, 'making-4194304-abc', 'base'), { recursive: true })
  writeFileSync(join(folder, 'making-4194304-abc.password'), 'lost')

  const server = await start(folder)

  expect(await ask(server.owner, 'select 1 as it')).toBe(1)
  expect(readdirSync(folder).filter((name) => name.startsWith('making-'))).toEqual([])
})

test('a folder whose path is too long for a socket works all the same', async () => {
  const folder = copy(`long-${'x'.repeat(120)}`)
  const { desk, owner } = await deskOn(folder)
  expect(statSync(owner.host).mode & 0o777).toBe(0o700)
  desk.kill('SIGKILL')
  process.kill(postmasterOf(folder), 'SIGKILL')

  const again = await start(folder)

  expect(again.owner.host).toBe(owner.host)
  await again.stop()
  expect(existsSync(owner.host)).toBe(false)
})

test('a database of another PostgreSQL is refused with the way to carry it over', async () => {
  const folder = copy('old')
  writeFileSync(join(folder, 'cluster', 'PG_VERSION'), '17\n')

  await expect(start(folder)).rejects.toThrow(/PostgreSQL 17.*brings PostgreSQL 18.*backup.*restore/)
})

test('a folder with other things in it is left alone', async () => {
  const folder = join(home, 'letters-to-mother')
  mkdirSync(folder)
  writeFileSync(join(folder, 'dear.txt'), 'Dear mother')

  await expect(start(folder)).rejects.toThrow('holds no database of Evenhand (there is dear.txt)')
  expect(readdirSync(folder)).toEqual(['dear.txt'])
})

test('a socket that another PostgreSQL uses is named', async () => {
  const other = copy('other')
  await start(other)
  const folder = copy('socket-taken')
  writeFileSync(join(folder, '.s.PGSQL.5432.lock'), `${postmasterOf(other)}\n`, { mode: 0o600 })
  if (isRoot) chownSync(join(folder, '.s.PGSQL.5432.lock'), nobody, nobody)

  await expect(start(folder)).rejects.toThrow(`uses the socket ${folder}/.s.PGSQL.5432`)
})

test('a damaged database is refused with the server’s own last words', async () => {
  const folder = copy('damaged')
  rmSync(join(folder, 'cluster', 'global', 'pg_control'))

  await expect(start(folder)).rejects.toThrow(/could not start in .*\n.*could not find the database system/)
})

test('a path through a file is refused', async () => {
  writeFileSync(join(home, 'file'), '')

  await expect(start(join(home, 'file'))).rejects.toThrow('a part of the path is a file')
  await expect(start(join(home, 'file', 'database'))).rejects.toThrow('there is a file of that name')
})

test('a platform without a PostgreSQL of its own is told of DATABASE_URL', () => {
  expect(() => embeddedPrograms('sunos-sparc')).toThrow('Set DATABASE_URL to a PostgreSQL 15 or newer')
})

test('an install without scripts is completed, by any number of processes', () => {
  const root = join(home, 'package')
  mkdirSync(join(root, 'native', 'lib'), { recursive: true })
  writeFileSync(join(root, 'native', 'lib', 'libpq.so.5.18'), 'library')
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  writeFileSync(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links))

  makeLibraryLinks(root, 'postgresql')
  makeLibraryLinks(root, 'postgresql')

  expect(readFileSync(join(root, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
})

async function fastestOf(times: number, act: () => Promise<Embedded>) {
  const took: number[] = []
  for (let round = 0; round < times; round++) {
    const before = performance.now()
    const server = await act()
    took.push(performance.now() - before)
    await server.stop()
  }
  return Math.min(...took)
}
