import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

/** What leaves: words without anybody's data, and where they lead. */
export type SendContent = {
  title: string
  lines: string[]
  /** The page of the desk that it leads to. */
  path: string
  /** A newer one with the same tag takes the place of an older. */
  tag: string
  isUrgent: boolean
  /** A page that can be answered where it is shown, and what the answer is called. */
  answer?: { page: string; label: string }
  /** What a gateway is told, beside the words. */
  call?: { case: number; page: string; member: string; rung: string; round: number; at: string }
  language: 'en' | 'de'
}

/** The paragraphs of the mail that says that a form has arrived. */
type ReceiptContent = { title: string; parts: string[] }

export type NewSend = {
  id: string
  key: string
  way: 'push' | 'mail' | 'hook'
  member: string | null
  subscription?: string
  notice?: string
  page?: string
  content: SendContent
  at: string
}

/** Puts something down to leave, once. */
export async function queueSend(tx: OrgTx, made: NewSend): Promise<void> {
  await tx.rows(
    sql`insert into notice_sends (org_id, id, key, way, member, subscription_id, notice_id, page_id, content, state, due_at, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $10) on conflict (org_id, key) do nothing`,
    [
      tx.org,
      made.id,
      made.key,
      made.way,
      made.member,
      made.subscription ?? null,
      made.notice ?? null,
      made.page ?? null,
      JSON.stringify(made.content),
      made.at,
    ],
  )
}

type NewReceipt = {
  id: string
  item: string
  caseId: string
  account: string
  content: ReceiptContent
  at: string
  /** How many may go to one address within a day. */
  mostADay: number
}

/** Puts a receipt down to leave: one for a case and an address, and to an address no more than so many within a day. */
export async function queueReceipt(tx: OrgTx, made: NewReceipt): Promise<void> {
  // One after the other for an address, or several at once would each count too few.
  await tx.rows(sql`select id from accounts where org_id = $1 and id = $2 for update`, [tx.org, made.account])
  await tx.rows(
    sql`insert into notice_sends (org_id, id, key, way, item_id, account_id, content, state, due_at, made_at)
    select $1, $2, $3, 'receipt', $4, $5, $6, 'queued', $7, $7
    where $8 > (select count(*) from notice_sends
      where org_id = $1 and account_id = $5 and made_at > $7::timestamptz - interval '1 day')
    on conflict (org_id, key) do nothing`,
    [
      tx.org,
      made.id,
      `receipt:${made.caseId}:${made.account}`,
      made.item,
      made.account,
      JSON.stringify(made.content),
      made.at,
      made.mostADay,
    ],
  )
}

/** What is to leave by now, and what a process began that has gone silent, of every organisation but some; asked as the worker. */
export const dueSends = (tx: Tx, now: Temporal.Instant, limit: number, but: readonly string[] = []) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`(select org_id, id from notice_sends where state = 'queued' and due_at <= $1 and org_id <> all($3::uuid[])
      order by due_at limit $2)
    union all
    (select org_id, id from notice_sends where state = 'doing' and doing_until <= $1 and org_id <> all($3::uuid[])
      order by doing_until limit $2)`,
    [now.toString(), limit, but],
  )

type TakenSend = { id: string; attempts: number; made_at: Temporal.Instant; notice_id: string | null }

/** Something that leaves for a colleague, or for a pager. */
export type NoticeSend = TakenSend & {
  way: 'push' | 'mail' | 'hook'
  member: string | null
  subscription_id: string | null
  page_id: string | null
  content: SendContent
  /** Whether somebody has answered the page that it is of, or there is nothing to answer any more. */
  is_answered: boolean
}

/** A receipt that leaves for a customer. */
export type ReceiptSend = TakenSend & {
  way: 'receipt'
  member: null
  item_id: string
  account_id: string
  content: ReceiptContent
}

export type SendRow = NoticeSend | ReceiptSend

/** Takes something to let it leave, unless another process has it. */
export async function takeSend(
  tx: OrgTx,
  id: string,
  now: Temporal.Instant,
  until: Temporal.Instant,
): Promise<SendRow | undefined> {
  const rows = await tx.rows<SendRow>(
    sql`update notice_sends s set state = 'doing', doing_until = $4, attempts = attempts + 1
    where s.org_id = $1 and s.id = (
      select id from notice_sends where org_id = $1 and id = $2
        and (state = 'queued' and due_at <= $3 or state = 'doing' and doing_until <= $3)
      for update skip locked
    )
    returning id, way, member, subscription_id, notice_id, page_id, item_id, account_id, content, attempts, made_at,
      coalesce((select p.state in ('answered', 'over') from pages p where p.org_id = s.org_id and p.id = s.page_id), false)
        as is_answered`,
    [tx.org, id, now.toString(), until.toString()],
  )
  return rows[0]
}

/**
 * Says that from here on nobody can know whether it has left: should this process die now, nobody sends it again. Refused
 * where another process has taken it over.
 */
export async function sendOnlyOnce(
  tx: OrgTx,
  { id, attempts }: Pick<SendRow, 'id' | 'attempts'>,
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update notice_sends set doing_until = null where org_id = $1 and id = $2 and attempts = $3 and state = 'doing'
    returning id`,
    [tx.org, id, attempts],
  )
  return rows.length === 1
}

/** The address of an account; none where its person was erased. */
export async function addressOfAccount(tx: OrgTx, id: string): Promise<string | undefined> {
  const rows = await tx.rows<{ address: string }>(
    sql`select address from accounts where org_id = $1 and id = $2`,
    [tx.org, id],
  )
  return rows[0]?.address
}

/** Writes down what became of it. Nothing where another process has taken it over meanwhile. */
export async function settleSend(
  tx: OrgTx,
  { id, attempts }: Pick<SendRow, 'id' | 'attempts'>,
  settled: {
    state: 'queued' | 'sent' | 'refused' | 'withdrawn'
    because: string | null
    dueAt: string
    at: string
  },
): Promise<void> {
  await tx.rows(
    sql`update notice_sends set state = $4, because = $5, due_at = $6, doing_until = null,
      settled_at = case when $4 = 'queued' then null else $7::timestamptz end
    where org_id = $1 and id = $2 and attempts = $3 and state = 'doing'`,
    [tx.org, id, attempts, settled.state, settled.because, settled.dueAt, settled.at],
  )
}

/** The newest trouble with telling somebody by mail; null where the newest one has left. */
export async function mailTroubleOf(tx: OrgTx, member: string): Promise<string | null> {
  const rows = await tx.rows<{ because: string | null; state: string }>(
    sql`select because, state from notice_sends where org_id = $1 and member = $2 and way = 'mail'
    order by made_at desc limit 1`,
    [tx.org, member],
  )
  return rows[0]?.state === 'sent' ? null : (rows[0]?.because ?? null)
}
