import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type FirstVisit = {
  /** The organisation that is being set up, or is. */
  id: string
  /** Whether anybody has ever signed in to an organisation that is no sample. */
  was_entered: boolean
  /** Whether an administrator of such an organisation has a password. */
  is_owned: boolean
}

/** How it stands with the first visit, over all organisations that are no sample; as the owner. */
export async function readFirstVisit(tx: Tx): Promise<FirstVisit | undefined> {
  const rows = await tx.rows<FirstVisit>(
    sql`with ours as materialized (
      select id, created_at from organisations where not is_sample and not is_loading order by created_at, id limit 1000
    )
    select (select id from ours order by created_at, id limit 1) as id,
      exists (select 1 from ours o join passes p on p.org_id = o.id and p.kind = 'session') as was_entered,
      exists (
        select 1 from ours o join members m on m.org_id = o.id and m.role = 'admin' and m.ended_at is null
        join credentials c on c.org_id = m.org_id and c.member = m.handle and c.password is not null
      ) as is_owned`,
  )
  return rows[0]?.id ? rows[0] : undefined
}

/** The sample company, ready to be looked at, and as whom; as the owner. */
export async function readySample(tx: Tx): Promise<{ id: string; agent: string } | undefined> {
  const rows = await tx.rows<{ id: string; agent: string }>(
    sql`select id, sample_agent as agent from organisations where is_sample order by created_at desc limit 1`,
  )
  return rows[0]
}

/** Gives an organisation its name and says that it is set up; false when somebody else has; as the owner. */
export async function claimOrganisation(
  tx: Tx,
  claimed: { id: string; name: string; at: string },
): Promise<boolean> {
  const rows = await tx.rows(
    sql`update organisations set name = $2, set_up_at = $3 where id = $1 and set_up_at is null returning id`,
    [claimed.id, claimed.name, claimed.at],
  )
  return rows.length === 1
}

/** Whether another organisation has this name; as the owner. */
export async function isNameTaken(tx: Tx, id: string, name: string): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from organisations where name = $2 and id <> $1`, [id, name])
  return rows.length > 0
}

/** Says that setting up was not finished, so that it can be begun again; as the owner. */
export async function releaseOrganisation(tx: Tx, id: string): Promise<void> {
  await tx.rows(sql`update organisations set set_up_at = null where id = $1`, [id])
}

export type GuideRow = {
  set_up_at: Temporal.Instant | null
  has_way_in: boolean
  has_colleagues: boolean
  skipped: string[]
  case_id: string | null
  number: number | null
  subject: string | null
  from: string | null
}

/** How far setting up has come, and the newest case that mail came for since. */
export async function readGuide(tx: OrgTx): Promise<GuideRow | undefined> {
  const rows = await tx.rows<GuideRow>(
    sql`select o.set_up_at,
      exists (
        select 1 from connections c where c.org_id = $1 and c.channel = 'email' and c.address is not null and c.ended_at is null
      ) as has_way_in,
      exists (
        select 1 from members m where m.org_id = $1 and m.handle <> 'administrator' and m.email is not null and m.ended_at is null
      ) as has_colleagues,
      coalesce((select json_agg(s.step) from welcome_steps s where s.org_id = $1), '[]') as skipped,
      k.id as case_id, k.number, w.subject, p.name as from
    from organisations o
    left join lateral (
      select i.case_id from items i
      where i.org_id = $1 and i.outcome in ('opened', 'joined') and i.channel = 'email' and i.received_at >= o.set_up_at
      order by i.received_at desc limit 1
    ) newest on true
    left join cases k on k.org_id = $1 and k.id = newest.case_id
    left join case_words w on w.org_id = $1 and w.case_id = k.id
    left join persons p on p.org_id = $1 and p.id = k.person_id
    where o.id = $1`,
    [tx.org],
  )
  return rows[0]
}

/** Leaves a step out. */
export async function saveSkipped(tx: OrgTx, step: string, at: string): Promise<void> {
  await tx.rows(
    sql`insert into welcome_steps (org_id, step, skipped_at) values ($1, $2, $3) on conflict do nothing`,
    [tx.org, step, at],
  )
}

/** Takes a step up again. */
export async function removeSkipped(tx: OrgTx, step: string): Promise<void> {
  await tx.rows(sql`delete from welcome_steps where org_id = $1 and step = $2`, [tx.org, step])
}
