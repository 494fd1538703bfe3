import type { Client } from 'pg'

/** Takes the indexes of some tables away, and answers how each is made again, in the order in which they were made. */
export async function dropIndexes(owner: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ drop: string; make: string }>(
    `select
      case when c.oid is null then format('drop index %I', i.indexrelid::regclass::text)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as make
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
    where i.indrelid::regclass::text = any($1::text[]) order by i.indexrelid`,
    [tables],
  )
  for (const { drop } of rows) await owner.query(drop)
  return rows.map(({ make }) => make)
}
