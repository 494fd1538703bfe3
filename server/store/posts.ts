import type { OrgTx } from './database.ts'
import { sql } from './statement.ts'

/** Writes down that a message is a post, goes along with the transaction. `lookAt`: when it is looked at next; never for ours. */
export function savePost(
  tx: OrgTx,
  post: {
    message: string
    connection: string
    key: string
    url: string | null
    answers: string | null
    lookAt: string | null
  },
): void {
  tx.write(
    sql`insert into posts (org_id, message_id, connection_id, key, url, answers, look_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.org, post.message, post.connection, post.key, post.url, post.answers, post.lookAt],
  )
}

/** A network has given an account another handle: it is called by the new one. */
export function callAccount(tx: OrgTx, account: string, called: { address: string; skeleton: string }): void {
  tx.write(
    sql`update accounts set address = $3, skeleton = $4,
      same_key = case when same_key is not null then 'handle:' || lower(network) || ':' || lower($3) end
    where org_id = $1 and id = $2 and address <> $3`,
    [tx.org, account, called.address, called.skeleton],
  )
}

export type PostToLookAt = { message_id: string; case_id: string; key: string; at: Temporal.Instant }

/** Posts of a connection that are to be looked at by now, the longest due first. */
export const postsToLookAt = (tx: OrgTx, connection: string, now: string, limit: number) =>
  tx.rows<PostToLookAt>(
    sql`select p.message_id, m.case_id, p.key, m.at from posts p
    join messages m on m.org_id = p.org_id and m.id = p.message_id
    where p.org_id = $1 and p.connection_id = $2 and p.look_at <= $3 order by p.look_at limit $4`,
    [tx.org, connection, now, limit],
  )

/** Says when posts are looked at next. */
export async function lookAgain(
  tx: OrgTx,
  posts: readonly { message: string; lookAt: string | null }[],
): Promise<void> {
  await tx.rows(
    sql`update posts p set look_at = n.look_at
    from unnest($2::uuid[], $3::timestamptz[]) n (message_id, look_at)
    where p.org_id = $1 and p.message_id = n.message_id and p.state <> 'deleted'`,
    [tx.org, posts.map(({ message }) => message), posts.map(({ lookAt }) => lookAt)],
  )
}

export type HeldPost = { state: 'there' | 'edited' | 'deleted'; body: string | null; subject: string | null }

/** Locks a post, with the words of its message; without words they were erased. */
export async function holdPost(tx: OrgTx, message: string): Promise<HeldPost | undefined> {
  const rows = await tx.rows<HeldPost>(
    sql`select p.state, w.body, w.subject from posts p
    left join message_words w on w.org_id = p.org_id and w.message_id = p.message_id
    where p.org_id = $1 and p.message_id = $2 for update of p`,
    [tx.org, message],
  )
  return rows[0]
}

/** Its author says it in other words now: a new row of words, because a row of words never changes. */
export async function rewritePost(
  tx: OrgTx,
  post: {
    message: string
    caseId: string
    subject: string
    body: string
    salt: Buffer
    at: string
    /** What the case was called by the post, and is called now. */
    title: string
    called: string
  },
): Promise<void> {
  const [before] = await tx.rows<{ shelf: number }>(
    sql`with p as (
      update posts set state = 'edited', changed_at = $3 where org_id = $1 and message_id = $2
    ), c as (
      update case_words set subject = $6 where org_id = $1 and case_id = $4 and subject = $5
    )
    delete from message_words where org_id = $1 and message_id = $2 returning shelf`,
    [tx.org, post.message, post.at, post.caseId, post.title, post.called],
  )
  await tx.rows(
    sql`insert into message_words (org_id, message_id, subject, body, salt, shelf) values ($1, $2, $3, $4, $5, $6)`,
    [tx.org, post.message, post.subject, post.body, post.salt, before?.shelf],
  )
}

/**
 * Its author has taken it off the network: its words go here as well, wherever they stand. That it was there stays, and what
 * answers it still joins its case.
 */
export async function withdrawPost(
  tx: OrgTx,
  post: { message: string; caseId: string; at: string; title: string; called: string },
): Promise<void> {
  await tx.rows(
    sql`with p as (
      update posts set state = 'deleted', changed_at = $4, look_at = null where org_id = $1 and message_id = $2
    ), i as (
      update items set bytes_erased_at = $4
      where org_id = $1 and bytes_erased_at is null
        and id = (select item_id from messages where org_id = $1 and id = $2)
    ), b as (
      delete from item_bytes where org_id = $1 and item_id = (select item_id from messages where org_id = $1 and id = $2)
    ), f as (
      delete from attachments where org_id = $1 and message_id = $2
    ), h as (
      delete from account_hints where org_id = $1 and message_id = $2
    ), c as (
      update case_words set subject = $6, matter = '{}' where org_id = $1 and case_id = $3 and subject = $5
    )
    delete from message_words where org_id = $1 and message_id = $2`,
    [tx.org, post.message, post.caseId, post.at, post.title, post.called],
  )
}

export type PostToSend = {
  connection_id: string
  member: string
  at: Temporal.Instant
  body: string
  keys: string[]
  /** The post that it answers. */
  answers: string | null
}

/** A reply that is to be posted, with what it answers. */
export async function postToSend(tx: OrgTx, message: string): Promise<PostToSend | undefined> {
  const rows = await tx.rows<PostToSend>(
    sql`select m.connection_id, m.member, m.at, w.body,
      coalesce((select json_agg(k.key order by k.key) from thread_keys k
        where k.org_id = m.org_id and k.message_id = m.id), '[]') as keys,
      p.answers
    from messages m
    join posts p on p.org_id = m.org_id and p.message_id = m.id
    join message_words w on w.org_id = m.org_id and w.message_id = m.id
    where m.org_id = $1 and m.id = $2`,
    [tx.org, message],
  )
  return rows[0]
}

/** The newest post of an account in a case that is still there: what a reply in public answers. */
export async function newestPost(
  tx: OrgTx,
  asked: { cases: readonly string[]; account: string; connection: string },
): Promise<string | undefined> {
  const rows = await tx.rows<{ key: string }>(
    sql`select p.key from messages t join posts p on p.org_id = t.org_id and p.message_id = t.id and p.state <> 'deleted'
    where t.org_id = $1 and t.case_id = any($2::uuid[]) and t.account_id = $3 and t.connection_id = $4 and t.direction = 'in'
    order by t.at desc, t.id desc limit 1`,
    [tx.org, asked.cases, asked.account, asked.connection],
  )
  return rows[0]?.key
}
