import type { KnownHandle } from '#domain/people/look-alike.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** A handle that is ours, or a colleague's. */
export type OwnHandle = { network: string; handle: string; whose: 'ours' | 'staff'; member: string | null }

/** Keeps a handle of ours, so that whoever looks like it is told: when a network is connected, or somebody enters it. */
export async function keepOwnHandle(
  tx: OrgTx,
  own: OwnHandle & { skeleton: string; at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into own_handles (org_id, network, handle, skeleton, whose, member, at, by)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (org_id, network, handle) do update set skeleton = excluded.skeleton, whose = excluded.whose,
      member = excluded.member, at = excluded.at, by = excluded.by`,
    [tx.org, own.network, own.handle, own.skeleton, own.whose, own.member, own.at, own.by],
  )
}

/** Our handles and our colleagues'. */
export const ownHandles = (tx: OrgTx) =>
  tx.rows<OwnHandle>(
    sql`select network, handle, whose, member from own_handles where org_id = $1 order by network, handle limit 500`,
    [tx.org],
  )

/** Whether a handle is the house's own, however it is spelt; a colleague's is theirs, and they may complain by it. */
export async function isOurHandle(
  tx: OrgTx,
  { network, handle }: Pick<OwnHandle, 'network' | 'handle'>,
): Promise<boolean> {
  const rows = await tx.rows(
    sql`select 1 from own_handles where org_id = $1 and network = $2 and lower(handle) = lower($3) and whose = 'ours' limit 1`,
    [tx.org, network, handle],
  )
  return rows.length > 0
}

/** Forgets a handle of ours. */
export async function forgetOwnHandle(
  tx: OrgTx,
  { network, handle }: Pick<OwnHandle, 'network' | 'handle'>,
): Promise<void> {
  await tx.rows(sql`delete from own_handles where org_id = $1 and network = $2 and handle = $3`, [
    tx.org,
    network,
    handle,
  ])
}

/** The handles that others could be taken for: all of ours, and customers' that look like one of these. */
export const handlesLike = (tx: OrgTx, skeletons: readonly string[]) =>
  tx.rows<KnownHandle>(
    sql`(select network, handle as address, whose from own_handles where org_id = $1 order by network, handle limit 500)
    union all
    (select network, address, 'customer' from accounts
      where org_id = $1 and skeleton = any((select $2::text[])::text[]) order by created_at limit 100)`,
    [tx.org, skeletons],
  )

/** The same for all handles of some people. */
export const handlesLikeTheirs = (tx: OrgTx, people: readonly string[]) =>
  tx.rows<KnownHandle>(
    sql`(select network, handle as address, whose from own_handles where org_id = $1 order by network, handle limit 500)
    union all
    (select o.network, o.address, 'customer' from (
        select distinct skeleton from accounts
        where org_id = $1 and person_id = any((select $2::uuid[])::uuid[]) and kind = 'handle' and skeleton is not null limit 100
      ) a cross join lateral (
        select network, address from accounts where org_id = $1 and skeleton = a.skeleton order by created_at limit 100
      ) o limit 500)`,
    [tx.org, people],
  )
