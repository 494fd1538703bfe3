import { Client, type ClientConfig } from 'pg'

/** How the indexes of a table are made, in the order in which they were made first. */
type Making = { table: string; statements: string[] }

/** Takes the indexes of some tables away, and answers how each is made again. */
export async function dropIndexes(owner: Client, tables: readonly string[]): Promise<Making[]> {
  const { rows } = await owner.query<{ table: string; drop: string; make: string; settings: string[] }>(
    `select i.indrelid::regclass::text as table,
      case when c.oid is null then format('drop index %I', i.indexrelid::regclass::text)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as make,
      array(
        select format('alter index %I alter column %s set statistics %s', i.indexrelid::regclass::text, attnum, attstattarget)
        from pg_attribute where attrelid = i.indexrelid and attstattarget is not null
      ) as settings
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
    where i.indrelid::regclass::text = any($1::text[])
    order by i.indrelid, i.indexrelid`,
    [tables],
  )
  for (const { drop } of rows) await owner.query(drop)
  return [...Map.groupBy(rows, ({ table }) => table)].map(([table, made]) => ({
    table,
    // Whoever makes an index anew has to say again what is not counted of it.
    statements: made.flatMap(({ make, settings }) => [make, ...settings]),
  }))
}

/**
 * Makes them again, two tables at a time, the longest first, so that both hands end together; and counts what the planner has
 * to know of each: what is tidied up here does not have to be while something is measured.
 */
export async function makeIndexes(owner: ClientConfig, makings: readonly Making[]): Promise<void> {
  const left = (await longestFirst(owner, makings)).values()
  const makeSome = async () => {
    const client = new Client(owner)
    await client.connect()
    // The hands are as many as the cores: helpers would only cost.
    await client.query('set max_parallel_maintenance_workers = 0')
    for (const { table, statements } of left) {
      for (const statement of statements) {
        // Words are marked by their bays, which come in order: a tree of a few bays stays in the processor's cache.
        const room = statement.includes('USING gin') ? '64MB' : '1GB'
        await client.query(`set maintenance_work_mem = '${room}'`)
        await client.query(statement)
      }
      await client.query(`vacuum (analyze) ${table}`)
    }
    await client.end()
  }
  await Promise.all([makeSome(), makeSome()])
}

/** What is indexed by its words takes the longest; then it is the bytes that are read for each index. */
async function longestFirst(owner: ClientConfig, makings: readonly Making[]): Promise<Making[]> {
  const client = new Client(owner)
  await client.connect()
  const { rows } = await client.query<{ table: string; bytes: string }>(
    'select table_name as table, pg_table_size(table_name::regclass) as bytes from unnest($1::text[]) table_name',
    [makings.map(({ table }) => table)],
  )
  await client.end()
  const bytes = new Map(rows.map((row) => [row.table, Number(row.bytes)]))
  const work = ({ table, statements }: Making) =>
    (bytes.get(table) ?? 0) *
    (statements.length + 100 * statements.filter((one) => one.includes('USING gin')).length)
  return makings.toSorted((a, b) => work(b) - work(a))
}
