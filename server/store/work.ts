import type { OrgTx, Tx } from './database.ts'
import { aliveLocks } from './station.ts'
import { sql } from './statement.ts'

export type WorkState = 'queued' | 'doing' | 'done' | 'refused' | 'in-doubt' | 'withdrawn'

/** What is to be done outside: a reply is sent or posted, or a colleague gives it and the desk only writes it down as given. */
export type WorkKind = 'send-reply' | 'give-reply' | 'send-post'

export type WorkRow = {
  id: string
  kind: WorkKind
  case_id: string
  message_id: string
  state: WorkState
  phase: 'before-data' | 'in-data' | null
  attempts: number
}

/** Work that is due, of every organisation but some, and but for what is posted in public; asked as the worker. */
export const dueWork = (tx: Tx, now: Temporal.Instant, limit: number, but: readonly string[] = []) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from work where state = 'queued' and kind <> 'send-post' and due_at <= $1
      and org_id not in (select id from organisations where is_sample or is_loading) and org_id <> all($3::uuid[])
    order by due_at limit $2`,
    [now.toString(), limit, but],
  )

/** Work that is due in a sample company, which nothing leaves; asked as the worker. */
export const dueWorkOfSamples = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from work where state = 'queued' and due_at <= $1
      and org_id in (select id from organisations where is_sample and not is_loading)
    order by due_at limit $2`,
    [now.toString(), limit],
  )

/** Work of this organisation that is due and leaves by a relay of its connection's own. */
export const dueWorkByOwnRelay = (tx: OrgTx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select w.org_id, w.id from work w
    join messages m on m.org_id = w.org_id and m.id = w.message_id
    join connections c on c.org_id = m.org_id and c.id = m.connection_id and c.has_relay and c.ended_at is null
    where w.org_id = $1 and w.state = 'queued' and w.due_at <= $2 order by w.due_at limit $3`,
    [tx.org, now.toString(), limit],
  )

/** Answers that a colleague has given by now, of every organisation but the samples: they need no way out. Asked as the worker. */
export const dueWorkByHand = (tx: Tx, now: Temporal.Instant, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select org_id, id from work where state = 'queued' and kind = 'give-reply' and due_at <= $1
      and org_id not in (select id from organisations where is_sample or is_loading)
    order by due_at limit $2`,
    [now.toString(), limit],
  )

/** When the next work is due, of every organisation but some that is not being loaded: what is queued there waits. */
export async function nextWork(tx: Tx, but: readonly string[] = []): Promise<Temporal.Instant | null> {
  const rows = await tx.rows<{ due_at: Temporal.Instant }>(
    sql`select due_at from work where state = 'queued' and kind <> 'send-post'
      and org_id not in (select id from organisations where is_loading) and org_id <> all($1::uuid[])
    order by due_at limit 1`,
    [but],
  )
  return rows[0]?.due_at ?? null
}

/** Work that a process was doing which has since died: its lock is free. */
export const orphanedWork = (tx: Tx, limit: number) =>
  tx.rows<{ org_id: string; id: string }>(
    sql`select w.org_id, w.id from work w
    where w.state = 'doing' and not exists (
      select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = $1 and l.objid = w.worker and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database()) and l.granted
    ) limit $2`,
    [aliveLocks, limit],
  )

/** Takes a piece of queued work, unless somebody else has it. */
export async function takeWork(tx: OrgTx, id: string, worker: number): Promise<WorkRow | undefined> {
  const rows = await tx.rows<WorkRow>(
    sql`update work set state = 'doing', phase = 'before-data', worker = $3, attempts = attempts + 1, because = null
    where org_id = $1 and id = (select id from work where org_id = $1 and id = $2 and state = 'queued' for update skip locked)
    returning id, kind, case_id, message_id, state, phase, attempts`,
    [tx.org, id, worker],
  )
  return rows[0]
}

/**
 * Says that from here on nobody can know whether the effect took place. Refused when the work is not this attempt's
 * any more: then it must not go on.
 */
export async function enterDoubt(tx: OrgTx, id: string, attempts: number): Promise<boolean> {
  const rows = await tx.rows(
    sql`update work set phase = 'in-data' where org_id = $1 and id = $2 and state = 'doing' and attempts = $3 returning id`,
    [tx.org, id, attempts],
  )
  return rows.length === 1
}

/** Locks a piece of work. */
export async function holdWork(tx: OrgTx, id: string): Promise<WorkRow | undefined> {
  const rows = await tx.rows<WorkRow>(
    sql`select id, kind, case_id, message_id, state, phase, attempts from work where org_id = $1 and id = $2 for update`,
    [tx.org, id],
  )
  return rows[0]
}

/** The work of sending a message, locked. */
export async function holdWorkOf(tx: OrgTx, messageId: string): Promise<WorkRow | undefined> {
  const rows = await tx.rows<WorkRow>(
    sql`select id, kind, case_id, message_id, state, phase, attempts from work where org_id = $1 and message_id = $2 for update`,
    [tx.org, messageId],
  )
  return rows[0]
}

/** Writes down where a piece of work stands, and why. */
export async function settleWork(
  tx: OrgTx,
  id: string,
  settled: { state: WorkState; because: string | null; dueAt: string },
): Promise<void> {
  await tx.rows(
    sql`update work set state = $3, phase = null, worker = null, because = $4, due_at = $5 where org_id = $1 and id = $2`,
    [tx.org, id, settled.state, settled.because, settled.dueAt],
  )
}
