import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** At which extensions a colleague is called. */
export async function extensionsOf(tx: OrgTx, member: string): Promise<string[]> {
  const rows = await tx.rows<{ extension: string }>(
    sql`select extension from extensions where org_id = $1 and member = $2 order by extension limit 50`,
    [tx.org, member],
  )
  return rows.map(({ extension }) => extension)
}

/** Whose these extensions are. */
export const ownersOf = (tx: OrgTx, extensions: readonly string[]) =>
  tx.rows<{ extension: string; member: string; name: string; has_left: boolean }>(
    sql`select e.extension, e.member, coalesce(m.name, e.member) as name, m.ended_at is not null as has_left
    from extensions e left join members m on m.org_id = e.org_id and m.handle = e.member
    where e.org_id = $1 and e.extension = any($2::text[]) order by e.extension`,
    [tx.org, extensions],
  )

/** Gives a colleague these extensions and no others, whoever had them. */
export async function saveExtensions(
  tx: OrgTx,
  given: { member: string; extensions: readonly string[]; at: string },
): Promise<void> {
  await tx.rows(
    sql`delete from extensions where org_id = $1 and member = $2 and extension <> all($3::text[])`,
    [tx.org, given.member, given.extensions],
  )
  await tx.rows(
    sql`insert into extensions (org_id, extension, member, since)
    select $1, extension, $2, $4 from unnest($3::text[]) extension order by extension
    on conflict (org_id, extension) do update set member = excluded.member, since = excluded.since
    where extensions.member <> excluded.member`,
    [tx.org, given.member, given.extensions, given.at],
  )
}
