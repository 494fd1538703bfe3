import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** What an item was, just before somebody decided about it. */
type Before =
  | { outcome: 'set-aside' | 'quarantined'; because: string; by: string; at: string }
  /** It was a case that was set aside, and with it the same message by other ways. */
  | { outcome: 'opened' | 'joined'; because: string; by: string; at: string; with: string[] }

/** An item that somebody has decided about, and what it was before. */
export type DecidedItem = {
  outcome: 'opened' | 'joined' | 'set-aside' | 'quarantined' | null
  case_id: string | null
  before: Before | null
}

/** Notes what an item is, just before somebody decides about it. */
export async function noteBefore(tx: OrgTx, id: string, decided: { by: string; at: string }): Promise<void> {
  await tx.rows(
    sql`update items set before = jsonb_build_object('outcome', outcome, 'because', because, 'owner', owner,
      'lookedAt', looked_at, 'lookedBy', looked_by, 'wasRight', was_right, 'by', $3::text, 'at', $4::timestamptz)
    where org_id = $1 and id = $2`,
    [tx.org, id, decided.by, decided.at],
  )
}

/** Locks an item, and reads what was decided about it last. */
export async function holdDecided(tx: OrgTx, id: string): Promise<DecidedItem | undefined> {
  const rows = await tx.rows<DecidedItem>(
    sql`select outcome, case_id, before from items where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** Makes an item again what it was before somebody decided about it. */
export async function undecide(tx: OrgTx, id: string): Promise<void> {
  await tx.rows(
    sql`update items set outcome = before->>'outcome', because = before->>'because', owner = before->>'owner', case_id = null,
      looked_at = (before->>'lookedAt')::timestamptz, looked_by = before->>'lookedBy',
      was_right = (before->>'wasRight')::boolean, before = null
    where org_id = $1 and id = $2`,
    [tx.org, id],
  )
}

/** Nothing is left to take back of what was decided about some items. */
export async function forgetBefore(tx: OrgTx, ids: readonly string[]): Promise<void> {
  await tx.rows(sql`update items set before = null where org_id = $1 and id = any($2::uuid[])`, [tx.org, ids])
}

/** The keys under which other items would be received into a case: its writers' and its messages' own. */
export async function keysIntoCase(tx: OrgTx, caseId: string): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(
    sql`select a.address_key as key from messages m join accounts a on a.org_id = $1 and a.id = m.account_id
      where m.org_id = $1 and m.case_id = $2
    union
    select k.key from messages m join thread_keys k on k.org_id = $1 and k.message_id = m.id
      where m.org_id = $1 and m.case_id = $2`,
    [tx.org, caseId],
  )
  return rows.map(({ key }) => key)
}

/** What leans on a case: another that was linked to it, or what somebody is writing in it. */
export async function whatLeansOn(tx: OrgTx, caseId: string): Promise<'case' | 'draft' | null> {
  const rows = await tx.rows<{ leans: 'case' | 'draft' }>(
    sql`select 'case' as leans from links
      where org_id = $1 and kind = 'case' and object = $2 and state in ('proposed', 'confirmed')
    union all
    select 'draft' from drafts where org_id = $1 and case_id = $2 order by leans limit 1`,
    [tx.org, caseId],
  )
  return rows[0]?.leans ?? null
}

/**
 * Takes out of a case what came into it with its item: words, files, thread keys, what was read out of them, and the links
 * that it proposed. All of it is read out of the item anew, should it become a case again.
 */
export async function emptyCase(
  tx: OrgTx,
  caseId: string,
  decided: { by: string; at: string },
): Promise<void> {
  await tx.rows(
    sql`with mine as (
      select id from messages where org_id = $1 and case_id = $2
    ), w as (
      delete from message_words where org_id = $1 and message_id in (select id from mine)
    ), k as (
      delete from thread_keys where org_id = $1 and message_id in (select id from mine)
    ), f as (
      delete from attachments where org_id = $1 and message_id in (select id from mine)
    ), h as (
      delete from account_hints where org_id = $1 and message_id in (select id from mine)
    ), p as (
      delete from posts where org_id = $1 and message_id in (select id from mine)
    ), s as (
      delete from case_words where org_id = $1 and case_id = $2
    )
    update links set state = 'undone', decided_by = $3, decided_at = $4
    where org_id = $1 and state in ('proposed', 'confirmed')
      and (kind = 'case' and subject = $2
        or kind = 'account' and state = 'proposed' and source in (select 'message:' || id from mine))`,
    [tx.org, caseId, decided.by, decided.at],
  )
}
