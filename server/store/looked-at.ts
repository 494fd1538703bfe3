import type { Sees } from '#domain/team.ts'
import type { OrgTx } from './database.ts'
import type { WasCase } from './set-aside-cases.ts'
import { sql } from './statement.ts'

export type SampledItem = {
  id: string
  channel: string
  received_at: Temporal.Instant
  because: string
  was_case: WasCase | null
  form: 'mail' | 'json' | 'headers' | null
  head: Buffer | null
  looked_at: Temporal.Instant | null
}

/**
 * The day's sample of what was set aside: the same for everybody on a day, spread evenly by a digest of the item and the
 * day, those that came before the day first; of all connections, or of those of some teams and of none. What was a case counts
 * by the day on which it was set aside. What was looked at on the day stays in it, so that the sample has an end.
 */
export const sampleOf = (
  tx: OrgTx,
  day: { name: string; start: Temporal.Instant; since: Temporal.Instant },
  { limit, sees }: { limit: number; sees: Sees },
) =>
  tx.rows<SampledItem>(
    sql`with mine as (
      select id, connection_id, received_at from items
      where org_id = $1 and outcome = 'set-aside' and looked_at is null and received_at >= $4
      union all
      select id, connection_id, received_at from items
      where org_id = $1 and outcome = 'set-aside' and looked_at is null and received_at < $4
        and was_case is not null and (was_case->>'at')::timestamptz >= $4
      union all
      select id, connection_id, received_at from items
      where org_id = $1 and was_right is not null and looked_at >= $3
        and (received_at >= $4 or (was_case->>'at')::timestamptz >= $4)
    ), sample as (
      select id from mine
      where exists (select 1 from item_bytes b where b.org_id = $1 and b.item_id = mine.id)
        and ($6::text[] is null or exists (
          select 1 from connections c
          where c.org_id = $1 and c.id = mine.connection_id and (c.team is null or c.team = any($6))
        ))
      order by received_at >= $3, sha256(convert_to(id::text || $2, 'UTF8')) limit $5
    )
    select i.id, i.channel, i.received_at, i.because, i.was_case, b.form, substring(b.bytes for 20000) as head, i.looked_at
    from sample s
    join items i on i.org_id = $1 and i.id = s.id
    join item_bytes b on b.org_id = $1 and b.item_id = s.id
    order by i.received_at desc, i.id`,
    [tx.org, day.name, day.start.toString(), day.since.toString(), limit, sees],
  )

/** How many set-aside items somebody has judged since then, and how many of them were set aside wrongly. */
export async function lookedAt(
  tx: OrgTx,
  since: Temporal.Instant,
): Promise<{ looked: number; wrong: number }> {
  const rows = await tx.rows<{ looked: number; wrong: number }>(
    sql`select count(*)::int as looked, (count(*) filter (where not was_right))::int as wrong
    from items where org_id = $1 and was_right is not null and looked_at >= $2`,
    [tx.org, since.toString()],
  )
  return rows[0] ?? { looked: 0, wrong: 0 }
}

/**
 * Writes down what somebody thought of an item that is set aside. That it was wrong stays, also once the item is a case.
 * False when the item is not, or no longer, set aside.
 */
export async function lookAt(
  tx: OrgTx,
  id: string,
  looked: { by: string; at: string; wasRight: boolean },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update items set looked_at = $3, looked_by = $4, was_right = $5,
      -- Said once more because nothing came of it the first time, what it was before stays what it was before that.
      before = case when was_right = false and not $5 then before else jsonb_build_object('outcome', outcome,
        'because', because, 'owner', owner, 'lookedAt', looked_at, 'lookedBy', looked_by, 'wasRight', was_right,
        'by', $4::text, 'at', $3::timestamptz) end
    where org_id = $1 and id = $2 and (outcome = 'set-aside' or (was_right = false and not $5)) returning id`,
    [tx.org, id, looked.at, looked.by, looked.wasRight],
  )
  return rows.length === 1
}

/** Sets a quarantined item aside. False when it is not in quarantine. */
export async function setAsideByHand(
  tx: OrgTx,
  id: string,
  looked: { by: string; at: string; because: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update items set outcome = 'set-aside', because = $5, owner = null, looked_at = $3, looked_by = $4,
      before = jsonb_build_object('outcome', outcome, 'because', because, 'owner', owner, 'lookedAt', looked_at,
        'lookedBy', looked_by, 'wasRight', was_right, 'by', $4::text, 'at', $3::timestamptz)
    where org_id = $1 and id = $2 and outcome = 'quarantined' returning id`,
    [tx.org, id, looked.at, looked.by, looked.because],
  )
  return rows.length === 1
}
