import type { NoComplaint } from '#domain/case/no-complaint.ts'
import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Which case an item was when a colleague set it aside, who did that and when. */
export type WasCase = { id: string; number: number; by: string; at: string }

export type ItemOfCase = {
  id: string
  outcome: 'opened' | 'joined' | 'set-aside' | 'quarantined'
  /** Its raw bytes are still there: a case can be made of it again. */
  is_kept: boolean
}

/** The items of a case on which nothing has been done, locked: first the one that it was made of, then the same message by other ways. */
export const itemsOfCase = (tx: OrgTx, caseId: string) =>
  tx.rows<ItemOfCase>(
    sql`select i.id, i.outcome,
      exists (select 1 from item_bytes b where b.org_id = $1 and b.item_id = i.id) as is_kept
    from items i where i.org_id = $1 and i.case_id = $2
    order by exists (select 1 from messages m where m.org_id = $1 and m.case_id = $2 and m.item_id = i.id) desc, i.id
    for update`,
    [tx.org, caseId],
  )

/** Sets the items of a case aside, to be looked at as if nobody ever had; `with` are those that come back with the first. */
export async function setItemsAside(
  tx: OrgTx,
  items: readonly string[],
  { because, was }: { because: NoComplaint; was: WasCase },
): Promise<void> {
  await tx.rows(
    sql`update items set outcome = 'set-aside', because = $3, owner = null, case_id = null,
      looked_at = null, looked_by = null, was_right = null,
      was_case = jsonb_build_object('id', $4::text, 'number', $5::bigint, 'by', $6::text, 'at', $7::text),
      before = jsonb_build_object('outcome', outcome, 'because', because, 'owner', owner, 'lookedAt', looked_at,
        'lookedBy', looked_by, 'wasRight', was_right, 'by', $6::text, 'at', $7::text, 'with', $8::jsonb)
    where org_id = $1 and id = any($2::uuid[])`,
    [tx.org, items, because, was.id, was.number, was.by, was.at, JSON.stringify(items)],
  )
}
