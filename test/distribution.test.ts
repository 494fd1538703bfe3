import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from './database.ts'
import { sources } from './sources.ts'

// The rules by which a table can be spread over several servers by `org_id` (Citus, and any other way by key), asked of the
// catalog; and the statements that look across organisations, read off the source. docs/past-one-postgres.md tells of both.

let database: TestDatabase
let client: Client
let page: string
/** The tables that would be spread. */
let spread: string[]

beforeAll(async () => {
  database = await testDatabase()
  client = new Client(database.owner)
  await client.connect()
  const { rows } = await client.query<{ table: string }>(
    `select relname as table from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
  )
  spread = rows.map(({ table }) => table).filter((table) => !reference.has(table))
  page = await readFile(new URL('../docs/past-one-postgres.md', import.meta.url), 'utf8')
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

/** What is about the installation and not about an organisation: small, and the same on every server. */
const reference = new Set(['organisations', 'migrations'])

type Index = { table: string; name: string; primary: boolean; columns: string[] }

async function uniqueIndexes(): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select t.relname as table, i.relname as name, x.indisprimary as primary,
      array(select coalesce(a.attname, '(expression)')::text from unnest(x.indkey) with ordinality k(attnum, n)
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum and k.attnum > 0 order by k.n) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where x.indisunique and t.relnamespace = 'public'::regnamespace order by 1, 2`,
  )
  return rows.filter(({ table }) => !reference.has(table))
}

/** The rows of a table of the page, by its name in a comment above. */
function tableOf(name: string): string[][] {
  const text = new RegExp(`<!-- ${name}:.*?-->(.*?)<!-- end -->`, 's').exec(page)?.[1] ?? ''
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

test('every table has its organisation first in its primary key', async () => {
  const indexes = await uniqueIndexes()
  expect(spread.length).toBeGreaterThan(40)
  const others = spread.filter(
    (table) => indexes.find((index) => index.table === table && index.primary)?.columns[0] !== 'org_id',
  )
  expect(others).toEqual([])
})

test('whatever is unique is unique within an organisation, but for what the page names', async () => {
  const across = (await uniqueIndexes()).filter(({ columns }) => !columns.includes('org_id'))
  expect(across.map(({ name }) => name).toSorted()).toEqual(
    tableOf('exceptions')
      .map(([name]) => strip(name))
      .toSorted(),
  )
})

test('no row refers to one of another organisation, no trigger looks at others, and nothing is counted for all', async () => {
  const { rows: foreign } = await client.query<{ name: string }>(
    `select conname as name from pg_constraint c where contype = 'f' and connamespace = 'public'::regnamespace
      and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'org_id')`,
  )
  const { rows: triggers } = await client.query<{ name: string }>(
    `select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
  )
  // Numbers that a server draws by itself need not be without gaps, nor the same over all; one a shard is enough.
  const { rows: drawn } = await client.query<{ column: string }>(
    `select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and (is_identity = 'YES' or column_default like 'nextval%') order by 1`,
  )
  expect(foreign).toEqual([])
  expect(triggers).toEqual([])
  expect(drawn.map(({ column }) => column)).toEqual([
    'changes.id',
    'draft_files.place',
    'drafts.version',
    'policy_events.place',
  ])
})

test('the statements that look across organisations are those that the page names', async () => {
  const found = new Map<string, Set<string>>()
  for (const { file, name, statement } of statements()) {
    const touches = spread.some((table) =>
      new RegExp(`\\b(?:from|join|into|update|using)\\s+${table}\\b`).test(statement),
    )
    if (touches && !isWithinOne(statement)) found.set(file, (found.get(file) ?? new Set()).add(name))
  }
  const named = new Map(tableOf('statements').map(([file, names]) => [strip(file), strip(names)]))
  const told = [...found].map(([file, names]): [string, string] => [file, [...names].toSorted().join(', ')])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(named))
})

test('tables are joined within their organisation', () => {
  const loose = statements().flatMap(({ file, name, statement }) =>
    [...statement.matchAll(/join (\w+)(?: \w+)? on (.*?)(?=\bjoin\b|\bwhere\b|\border\b|\bgroup\b|$)/gs)]
      .filter(([, table = '', condition = '']) => isSpread(table) && !condition.includes('org_id'))
      .map(([, table]) => `${file} ${name}: ${table}`),
  )
  expect(loose).toEqual([])
})

const isSpread = (table: string) => spread.includes(table)
const strip = (cell = '') => cell.replaceAll('`', '')

/** Asked of one organisation: by its id, or written under it. */
const isWithinOne = (statement: string) =>
  /org_id\)? = (?:\$1|\(select current_org\(\))/.test(statement) ||
  (/\(org_id,/.test(statement) && /(?:values \(|select )\$1/.test(statement))

/** Every statement of the store, with the function that gives it. */
function statements() {
  return sources
    .filter(({ part, isTest }) => part === 'server/store' && !isTest)
    .flatMap(({ path, lines }) => {
      const text = lines.join('\n')
      return [...text.matchAll(/sql`((?:[^`\\]|\\.)*)`/gs)].map((match) => ({
        file: path,
        name:
          /.*(?:^|\n)(?:export )?(?:async )?(?:function|const) (\w+)/s.exec(
            text.slice(0, match.index),
          )?.[1] ?? '',
        statement: match[1] ?? '',
      }))
    })
}
