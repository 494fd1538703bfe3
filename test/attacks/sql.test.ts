import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import { migrate } from '#server/store/migrate.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { answering, expectAnswers, sessionsOf } from './attacked-desk.ts'

// SQL in every text that can be asked with, and what somebody could do who got a statement in after all. What they see
// of other organisations, which is nothing, is proved in server/store/wall.test.ts.

let desk: TestDesk
let at: Awaited<ReturnType<typeof answering>>
let cookie: string
let intruder: pg.Client

beforeAll(async () => {
  desk = await aDesk()
  // A copy of a database has no rights of its own yet: they are given as at each start of a desk.
  await migrate(desk.database.address, desk.masterKey)
  at = await answering(desk)
  cookie = (await sessionsOf(desk, 'injected')).admin
  await desk.take()
  intruder = new pg.Client(desk.database.address.app)
  await intruder.connect()
}, 60_000)

afterAll(() => intruder.end())

const injections = [
  `' or 1=1 --`,
  `'; select pg_sleep(3); --`,
  `%27%20union%20select%20null--`,
  `\\'; drop table cases; --`,
  `1) or (select 1 from pg_sleep(3)) is null --`,
  `$$; copy cases to program 'id'; $$`,
  `{"$gt":""}`,
  `*:* & !a <-> 'b`,
  `a' || (select string_agg(subject, ',') from cases) || '`,
]

const asked = endpoints.filter(({ method, path }) => method === 'GET' && !path.includes(':'))

const fields = 'q owner name email phone words team person'.split(' ')

test.each(injections)(
  '%s in any field of any question is words, and takes no longer',
  async (text) => {
    for (const { path } of asked) {
      const began = performance.now()
      // What one field refuses must not keep the others from the database.
      const names = path === '/cases' ? ['q', 'owner'] : fields
      const query = new URLSearchParams(names.map((name) => [name, text]))
      const response = await fetch(`${at.url}/api${path}?${query}`, { headers: { cookie } })
      const answer = await response.text()
      expect([path, response.status < 500]).toEqual([path, true])
      expect(answer).not.toMatch(/syntax error|pg_catalog|relation "|unterminated/)
      expect([path, performance.now() - began < 2500]).toEqual([path, true])
    }
    expect(at.faults).toEqual([])
    await expectAnswers(at.url)
  },
  30_000,
)

test.each([
  ['put a table of their own before ours', 'create temporary table cases (org_id uuid)'],
  ['make a schema', 'create schema mine'],
  ['make a table', 'create table public.mine (id int)'],
  ['run a program', `copy cases to program 'cat'`],
  ['write a file', `copy cases to '/tmp/stolen'`],
  ['read a file', `copy cases from '/etc/passwd'`],
  ['read a file by a function', `select pg_read_file('/etc/passwd')`],
  ['list a folder', `select pg_ls_dir('/')`],
  ['keep something where every house finds it', 'select lo_create(460)'],
  ['read what was kept there', 'select lo_get(460)'],
  ['bring a file in as one', `select lo_import('/etc/passwd')`],
  ['end the connections of others', 'select pg_terminate_backend(pid) from pg_stat_activity'],
  ['stop what others ask', 'select pg_cancel_backend(pid) from pg_stat_activity'],
  ['become another role', 'set role evenhand_finder'],
  ['become whoever owns it all', 'set session authorization default; set role evenhand_owner'],
  ['load a library', `load 'plpython3'`],
  ['add an extension', 'create extension dblink'],
  ['change a setting of the server', `alter system set log_statement = 'all'`],
  ['read the secrets of roles', 'select rolpassword from pg_authid'],
  ['make a trigger', 'create trigger t before insert on cases for each row execute function pg_notify()'],
  ['make a function', `create function pg_temp.f() returns int language sql as 'select 1'`],
])('somebody who got a statement in cannot %s', async (_, statement) => {
  const done = intruder.query(statement).then(
    () => 'done',
    (error: unknown) => (error instanceof pg.DatabaseError ? 'refused' : String(error)),
  )
  expect(await done).toBe('refused')
  await intruder.query('reset role')
})

test('what they leave behind on a connection does not follow it into the next transaction', async () => {
  const { db, org } = desk
  const other = await aDesk()
  await db.withOrg(org, async (tx) => {
    await tx.rows({ name: 'left-1', text: `select set_config('app.org', current_setting('app.org'), false)` })
  })
  const seen = await Promise.all(
    Array.from({ length: 20 }, () =>
      other.db.withOrg(other.org, (tx) =>
        tx.rows<{ org_id: string }>({ name: 'left-2', text: 'select distinct org_id from members' }),
      ),
    ),
  )
  expect(new Set(seen.flat().map(({ org_id }) => org_id))).toEqual(new Set([other.org]))
})
