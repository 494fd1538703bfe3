import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type OrganisationRow = { id: string; name: string; wrapped_key: Buffer }

/** Every organisation, the oldest first; asked as the owner. */
export const allOrganisations = (tx: Tx) =>
  tx.rows<OrganisationRow>(sql`select id, name, wrapped_key from organisations order by created_at, id`)

/** The ids of every organisation, the oldest first; asked as the worker. */
export const organisationIds = (tx: Tx) =>
  tx.rows<{ id: string }>(sql`select id from organisations order by created_at, id`)

/** The organisation of this transaction. */
export async function thisOrganisation(tx: OrgTx): Promise<OrganisationRow> {
  const rows = await tx.rows<OrganisationRow>(
    sql`select id, name, wrapped_key from organisations where id = $1`,
    [tx.org],
  )
  const [row] = rows
  if (!row) throw new Error('A transaction belongs to an organisation.')
  return row
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
