import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TestDesk } from '#test/desk.ts'
import { neighbours } from '#test/neighbours.ts'
import { showCases } from '#server/desk/cases/show-cases.ts'
import { openDatabase } from './database.ts'
import { sql } from './statement.ts'

const { ours, theirs, our, their } = await neighbours()

/** A connection of somebody who has got hold of a role's password, or who can make the desk say any SQL. */
async function intruder(desk: TestDesk, role: 'app' | 'worker') {
  const client = new pg.Client(desk.database.address[role])
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** What proves our organisation to the wall, as anybody can read it inside one of our transactions. */
async function ourClaim(desk: TestDesk) {
  const rows = await desk.db.withOrg(desk.org, (tx) =>
    tx.rows<{ claim: string }>(sql`select current_setting('app.org') as claim`),
  )
  return rows[0]?.claim ?? ''
}

const tables = [
  'absences', 'account_hints', 'account_names', 'accounts', 'asked_facts', 'attachments', 'audits', 'breaches', 'calls', 'case_words', 'cases', 'chain_heads',
  'changes', 'claim_checks', 'claim_codes', 'claim_links', 'claim_sign_ins', 'claims', 'commands', 'connections', 'counters', 'credentials', 'digests', 'draft_files', 'drafts', 'erasures',
  'events', 'extensions', 'feed', 'forms', 'guard_rules', 'holidays', 'home_country', 'item_bytes', 'items', 'line_panel', 'links', 'lookups', 'members', 'mentions',
  'message_words', 'messages', 'notice_cursors', 'notice_sends', 'notice_settings', 'notices', 'organisations', 'own_handles', 'page_calls', 'pager_hooks', 'pages', 'passes', 'person_keys', 'persons', 'policies', 'policy_comments',
  'policy_events', 'policy_overrides', 'policy_take_overs', 'policy_trials', 'policy_versions', 'posts', 'presence',
  'public_address', 'push_keys', 'push_subscriptions', 'reach_observations', 'reach_wanted', 'recovery_codes', 'rehearsals', 'remarks', 'remedies', 'remedy_ledger', 'remedy_rules', 'retention', 'room_links', 'room_visits', 'rooms', 'sealed_words', 'settling_rules', 'signings', 'staffing', 'status_links', 'teams', 'templates',
  'thread_keys', 'views', 'waiting_files', 'welcome_steps', 'work',
] // prettier-ignore

/** How many rows of all tables together a connection sees. */
async function rowsSeen(client: pg.Client) {
  let seen = 0
  for (const table of tables) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table}`)
    seen += Number(rows[0]?.n)
  }
  return seen
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'allowed',
    (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
  )

const denied = '42501'

test('every table is behind the wall, and the wall stands for its owner’s own programs too', async () => {
  const rows = await ours.db.asOwner((tx) =>
    tx.rows<{ name: string; walled: boolean }>(
      sql`select relname as name, relrowsecurity and relforcerowsecurity as walled from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations' order by relname`,
    ),
  )

  expect(rows.filter(({ walled }) => !walled)).toEqual([])
  expect(rows.map(({ name }) => name)).toEqual(tables)
})

describe('somebody who can make the desk say any SQL', () => {
  test.each([
    ['nothing', () => undefined],
    ['the empty text that a pooled connection is left with', () => ''],
    ['an organisation without a code', ({ org }: TestDesk) => org],
    ['an organisation with an empty code', ({ org }: TestDesk) => `${org}.`],
    ['an organisation with a forged code', ({ org }: TestDesk) => `${org}.${'0'.repeat(64)}`],
    ['no organisation', () => 'anybody.anything'],
    ['a wildcard', () => '%'],
    ['very much', () => 'x'.repeat(100_000)],
  ])('sees no row when they claim %s', async (_, claim) => {
    const client = await intruder(theirs, 'app')
    const text = claim(theirs)
    if (text !== undefined) await client.query(`select set_config('app.org', $1, false)`, [text])

    expect(await rowsSeen(client)).toBe(0)
  })

  test('cannot use the code of one organisation for another', async () => {
    const [, code = ''] = (await ourClaim(ours)).split('.')
    const client = await intruder(ours, 'app')

    await client.query(`select set_config('app.org', $1, false)`, [`${theirs.org}.${code}`])

    expect(await rowsSeen(client)).toBe(0)
  })

  test('sees inside our transaction what is ours, and cannot step out of it by another setting', async () => {
    const seen = await ours.db.withOrg(ours.org, async (tx) => {
      const own = await tx.rows<{ org_id: string }>(sql`select org_id from cases`)
      await tx.rows(sql`select set_config('app.org', $1, true)`, [`${theirs.org}.${'f'.repeat(64)}`])
      return { own, after: await tx.rows(sql`select org_id from cases`) }
    })

    expect(new Set(seen.own.map(({ org_id }) => org_id))).toEqual(new Set([ours.org]))
    expect(seen.after).toEqual([])
  })

  test.each([
    ['read the key of the wall', 'select key from guard.wall'],
    ['read who has failed to sign in', 'select * from guard.attempts'],
    ['ask where somebody signs in', `select * from who_signs_in('ada@example.org')`],
    ['forget who has failed to sign in', `select write_attempts('{}', '{}', now())`],
    ['have a code made', `select guard.code('00000000-0000-0000-0000-000000000000')`],
    ['become the finder', 'set role evenhand_finder'],
    ['become the worker', 'set role evenhand_worker'],
    ['become the owner', 'set role evenhand'],
    ['take the wall down', 'alter table cases disable row level security'],
    ['cut a hole into it', 'create policy hole on cases using (true)'],
    ['drop what guards it', 'drop policy app on cases'],
    [
      'replace what tells the organisation',
      `create or replace function public.current_org() returns uuid language sql as 'select null::uuid'`,
    ],
    [
      'make a function that runs as somebody else',
      `create function public.peek() returns int language sql security definer as 'select 1'`,
    ],
    ['read a file of the server', `select pg_read_file('/etc/passwd')`],
    ['run a program on the server', `copy (select 1) to program 'true'`],
    ['empty a table', 'truncate cases'],
  ])('cannot %s', async (_, statement) => {
    const client = await intruder(ours, 'app')

    expect(['42501', '42704', '22023']).toContain(await codeOf(client.query(statement)))
  })

  test('cannot walk around the wall by switching it off for themselves', async () => {
    const client = await intruder(ours, 'app')
    await client.query('set row_security = off')

    expect(await codeOf(client.query('select 1 from cases'))).toBe(denied)
  })

  test.each([
    'update events set actor = actor',
    'delete from events',
    'update feed set position = position',
    'delete from feed',
    'update counters set opened = 0',
    'update counters set position = 0',
    'delete from counters',
    'update chain_heads set hash = hash',
    'delete from chain_heads',
    'update policies set document = document',
    'delete from cases',
    'delete from messages',
    'delete from items',
    'delete from breaches',
    'delete from commands',
    'update commands set answer = answer',
    'update erasures set by = by',
    'delete from erasures',
    'update organisations set name = name',
    'delete from work',
  ])('cannot rewrite what happened, not even their own: %s', async (statement) => {
    const claim = await ourClaim(ours)
    const client = await intruder(ours, 'app')
    await client.query(`select set_config('app.org', $1, false)`, [claim])

    expect(await codeOf(client.query(statement))).toBe(denied)
  })

  test('cannot write into another organisation, nor move a row there', async () => {
    const client = await intruder(ours, 'app')
    await client.query(`select set_config('app.org', $1, false)`, [await ourClaim(ours)])
    const member = `insert into members (org_id, handle, name, role, created_at) values ($1, 'eve', 'Eve', 'admin', now())`

    expect(await codeOf(client.query(member, [theirs.org]))).toBe(denied)
    expect(await codeOf(client.query('update cases set org_id = $1', [theirs.org]))).toBe(denied)
    expect(await codeOf(client.query(member, [ours.org]))).toBe('allowed')
  })

  test('changes no row of another organisation by naming its id', async () => {
    const client = await intruder(ours, 'app')
    await client.query(`select set_config('app.org', $1, false)`, [await ourClaim(ours)])

    const { rowCount } = await client.query(`update cases set owner = 'eve' where id = $1`, [their.caseId])

    expect(rowCount).toBe(0)
    expect((await theirs.see(their.caseId)).owner.id).toBe('administrator')
  })
})

describe('a pooled connection', () => {
  test('shows nothing after the transaction has ended, however it ended', async () => {
    const claim = await ourClaim(ours)
    const client = await intruder(ours, 'app')
    for (const end of ['commit', 'rollback']) {
      await client.query('begin')
      await client.query(`select set_config('app.org', $1, true)`, [claim])
      expect(await rowsSeen(client)).toBeGreaterThan(0)
      await client.query(end)

      expect(await rowsSeen(client)).toBe(0)
    }
  })

  test('that somebody has left in another organisation serves the next one its own rows only', async () => {
    const db = openDatabase(ours.database.address, { app: 1, worker: 1 })
    onTestFinished(() => db.close())
    const claim = await ourClaim(ours)
    await db.withOrg(ours.org, (tx) => tx.rows(sql`select set_config('app.org', $1, false)`, [claim]))

    const rows = await db.withOrg(theirs.org, (tx) =>
      tx.rows<{ org_id: string }>(sql`select distinct org_id from cases`),
    )

    expect(rows).toEqual([{ org_id: theirs.org }])
  })

  test('is clean again after a transaction that failed', async () => {
    const db = openDatabase(ours.database.address, { app: 1, worker: 1 })
    onTestFinished(() => db.close())
    await expect(db.withOrg(ours.org, (tx) => tx.rows(sql`select 1 / 0`))).rejects.toThrow('division by zero')

    const rows = await db.withOrg(theirs.org, (tx) =>
      tx.rows<{ org_id: string }>(sql`select distinct org_id from cases`),
    )

    expect(rows).toEqual([{ org_id: theirs.org }])
  })

  test('is never given to an organisation that is named by something else than an id', async () => {
    const named = `${ours.org}' or '1'='1`

    expect(() => ours.db.withOrg(named, (tx) => tx.rows(sql`select 1`))).toThrow(
      'An organisation is named by its id.',
    )
  })
})

describe('the worker, who sees every organisation', () => {
  /** All that it may read: ids, times, states and numbers; and the addresses that we have told everybody. */
  const readable = {
    audits: ['org_id', 'verified_position', 'verified_to'],
    cases: ['id', 'look_again_at', 'org_id', 'state'],
    changes: ['adds', 'case_id', 'first_seq', 'id', 'last_seq', 'org_id'],
    calls: ['connection_id', 'ended_at', 'id', 'org_id', 'rang_at', 'state'],
    claim_checks: ['due_at', 'id', 'org_id'],
    claim_links: ['digest', 'org_id'],
    claim_sign_ins: ['org_id', 'state'],
    connections: [
      'address',
      'channel',
      'ended_at',
      'has_relay',
      'id',
      'is_away',
      'is_default',
      'is_mailbox',
      'is_network',
      'is_telephone',
      'org_id',
      'version',
    ],
    counters: [
      'cases', 'items', 'joined', 'next_number', 'open', 'opened', 'org_id', 'position', 'quarantined', 'sent', 'set_aside',
    ], // prettier-ignore
    feed: ['at', 'case_id', 'first_seq', 'last_seq', 'org_id', 'position'],
    forms: ['id', 'org_id', 'slug'],
    retention: ['org_id'],
    room_links: ['digest', 'org_id'],
    room_visits: ['id', 'org_id'],
    status_links: ['digest', 'org_id'],
    items: ['id', 'org_id', 'outcome', 'received_at'],
    notice_cursors: ['org_id', 'position'],
    notice_sends: ['doing_until', 'due_at', 'id', 'org_id', 'state'],
    notices: ['due_at', 'id', 'org_id', 'state'],
    organisations: ['created_at', 'id', 'is_loading', 'is_sample'],
    pages: ['id', 'next_at', 'org_id', 'state'],
    policy_take_overs: ['finished_at', 'id', 'org_id'],
    policy_trials: ['ended_at', 'id', 'org_id', 'read_at'],
    policy_versions: [
      'effective_at',
      'lapsed_at',
      'org_id',
      'state',
      'took_effect_at',
      'until_at',
      'version',
    ],
    rehearsals: ['asked_at', 'beat_at', 'id', 'org_id', 'state'],
    work: ['due_at', 'id', 'kind', 'org_id', 'state', 'worker'],
  }

  test('may read ids, times, states and numbers, and not one column more', async () => {
    const rows = await ours.db.asOwner((tx) =>
      tx.rows<{ name: string; columns: string[] }>(
        sql`select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and has_column_privilege('evenhand_worker', c.oid, a.attnum, 'select')
        group by c.relname`,
      ),
    )

    expect(Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))).toEqual(readable)
  })

  test.each([
    'select body from message_words',
    'select subject from case_words',
    'select bytes from item_bytes',
    'select address from accounts',
    'select name from persons',
    'select body from remarks',
    'select fold from cases',
    'select data from events',
    'select sealed_secret from connections',
    'select digest from passes',
    'select name from organisations',
    'select email from members',
    'select password from credentials',
    'select key from guard.attempts',
    'select * from items',
    `select search_cases('washing', 'washing', 10)`,
  ])('is refused: %s', async (statement) => {
    expect(await codeOf((await intruder(ours, 'worker')).query(statement))).toBe(denied)
  })

  test.each([
    `update cases set state = 'closed'`,
    'delete from cases',
    'delete from feed',
    'update feed set position = 0',
    'insert into changes (org_id, case_id, first_seq, last_seq, adds) select org_id, id, 1, 1, null from cases',
    `update work set state = 'done'`,
    'update items set outcome = null',
    'update audits set verified_position = 0',
    'set role evenhand_app',
    'select key from guard.wall',
  ])('cannot change anything but positions and counters: %s', async (statement) => {
    expect(await codeOf((await intruder(ours, 'worker')).query(statement))).toBe(denied)
  })

  test('gets no further by claiming an organisation', async () => {
    const client = await intruder(ours, 'worker')
    await client.query(`select set_config('app.org', $1, false)`, [await ourClaim(ours)])

    expect(await codeOf(client.query('select body from message_words'))).toBe(denied)
  })
})

const found = async (desk: TestDesk, q: string) =>
  (await showCases(desk, desk.admin, { state: 'open', q, limit: 50 })).cases.map(({ id }) => id)

describe('searching', () => {
  test('by words, address or number finds our own case only', async () => {
    const { number } = await ours.see(our.caseId)

    for (const q of ['washing', 'ada@example.org', 'ada@', String(number)]) {
      expect(await found(ours, q)).toEqual([our.caseId])
      expect(await found(theirs, q)).toEqual([their.caseId])
    }
  })

  test('finds nothing for whoever has not proved an organisation', async () => {
    const client = await intruder(theirs, 'app')
    await client.query(`select set_config('app.org', $1, false)`, [`${theirs.org}.${'0'.repeat(64)}`])

    expect((await client.query(`select search_cases('washing', 'washing', 50)`)).rows).toEqual([])
  })

  test.each([`' or 1=1 --`, '%', '*', `washing'); drop table cases; --`, '\\', '1'.repeat(40), '💧'])(
    'takes %s for words',
    async (q) => {
      expect(await found(ours, q)).toEqual([])
    },
  )
})
