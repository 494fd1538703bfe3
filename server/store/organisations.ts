import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type OrganisationRow = { id: string; name: string; wrapped_key: Buffer; is_sample: boolean }

/** Every organisation, the oldest first and a sample last; asked as the owner. */
export const allOrganisations = (tx: Tx) =>
  tx.rows<OrganisationRow>(
    sql`select id, name, wrapped_key, is_sample from organisations order by is_sample, created_at, id`,
  )

/** The ids of every organisation, the oldest first; asked as the worker. */
export const organisationIds = (tx: Tx) =>
  tx.rows<{ id: string }>(sql`select id from organisations order by created_at, id`)

/** The organisation of this transaction. */
export async function thisOrganisation(tx: OrgTx): Promise<OrganisationRow> {
  const rows = await tx.rows<OrganisationRow>(
    sql`select id, name, wrapped_key, is_sample from organisations where id = $1`,
    [tx.org],
  )
  const [row] = rows
  if (!row) throw new Error('A transaction belongs to an organisation.')
  return row
}

/** Whether there is an organisation of this id; asked as the worker. */
export async function isOrganisation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.rows(sql`select id from organisations where id = $1`, [id])).length === 1
}

export type NewOrganisation = {
  id: string
  name: string
  wrappedKey: Buffer
  at: string
  administrator: { handle: string; name: string }
  connection: { id: string; name: string }
  policy: unknown
}

/** Makes an organisation with its administrator, its default connection and its first policy; as the owner. */
export async function saveOrganisation(tx: Tx, made: NewOrganisation): Promise<void> {
  await tx.rows(
    sql`with o as (
      insert into organisations (id, name, wrapped_key, created_at) values ($1, $2, $3, $4::timestamptz)
    ), m as (
      insert into members (org_id, handle, name, role, created_at) values ($1, $5, $6, 'admin', $4::timestamptz)
    ), c as (
      insert into connections (org_id, id, channel, name, is_default, created_at)
      values ($1, $7, 'email', $8, true, $4::timestamptz)
    ), p as (
      insert into policies (org_id, version, document, effective_at) values ($1, 1, $9, $4::timestamptz)
    ), n as (
      insert into counters (org_id) values ($1)
    )
    insert into audits (org_id) values ($1)`,
    [
      made.id,
      made.name,
      made.wrappedKey,
      made.at,
      made.administrator.handle,
      made.administrator.name,
      made.connection.id,
      made.connection.name,
      JSON.stringify(made.policy),
    ],
  )
}

/** Says whether an organisation's past is being lived through just now; as the owner. */
export async function setLoading(tx: Tx, id: string, isLoading: boolean): Promise<void> {
  await tx.rows(sql`update organisations set is_loading = $2 where id = $1`, [id, isLoading])
}

/** Takes an organisation away whose past was not lived through to its end; as the owner. */
export async function removeHalfLoaded(tx: Tx, name: string): Promise<void> {
  const [left] = await tx.rows<{ id: string }>(
    sql`select id from organisations where name = $1 and is_loading for update`,
    [name],
  )
  if (!left) return
  await tx.rows(sql`call guard.remove_organisation($1)`, [left.id])
}

/** Takes the sample companies away with all that is theirs, and says what they were called; as the owner. */
export async function removeSamples(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string; name: string }>(
    sql`select id, name from organisations where is_sample order by name for update`,
  )
  for (const { id } of rows) await tx.rows(sql`call guard.remove_organisation($1)`, [id])
  return rows.map(({ name }) => name)
}

/** Says that an organisation is the sample, ready to be looked at as this colleague; as the owner. */
export async function markSample(tx: Tx, id: string, agent: string): Promise<void> {
  await tx.rows(sql`update organisations set sample_agent = $2 where id = $1`, [id, agent])
}
