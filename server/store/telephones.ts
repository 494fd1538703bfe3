import type { OrgTx, Tx } from './database.ts'
import { sql } from './statement.ts'

export type TelephoneRow = {
  id: string
  name: string
  settings: { asterisk?: { address: string; user: string } }
  sealed_secret: Buffer | null
  wrapped_key: Buffer | null
  health: { state: string; since: string; because?: string | null } | null
  version: number
  last_item_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
}

/** The telephone systems that were connected, those that have ended last. What colleagues write down comes by none of them. */
export const allTelephones = (tx: OrgTx) =>
  tx.rows<TelephoneRow>(
    sql`select id, name, settings, sealed_secret, wrapped_key, health, version, last_item_at, ended_at from connections
    where org_id = $1 and channel = 'phone' and not is_default
    order by ended_at is not null, created_at, id limit 200`,
    [tx.org],
  )

/** One telephone system. */
export async function readTelephone(tx: OrgTx, id: string): Promise<TelephoneRow | undefined> {
  const rows = await tx.rows<TelephoneRow>(
    sql`select id, name, settings, sealed_secret, wrapped_key, health, version, last_item_at, ended_at from connections
    where org_id = $1 and id = $2 and channel = 'phone' and not is_default`,
    [tx.org, id],
  )
  return rows[0]
}

/** Keeps another secret of a telephone system. */
export async function saveTelephoneSecret(
  tx: OrgTx,
  id: string,
  { secret, key }: { secret: Buffer; key: Buffer },
): Promise<void> {
  await tx.rows(
    sql`update connections set sealed_secret = $3, wrapped_key = $4, version = version + 1 where org_id = $1 and id = $2`,
    [tx.org, id, secret, key],
  )
}

/** Telephone systems that are asked, of every organisation, each with the number of its newest change; as the worker. */
export const askedTelephones = (tx: Tx) =>
  tx.rows<{ org_id: string; id: string; version: number }>(
    sql`select org_id, id, version from connections where channel = 'phone' and is_telephone and ended_at is null`,
  )

export type PanelRow = { origins: string[]; sealed_secret: Buffer; wrapped_key: Buffer }

/** In which pages the call screen may stand. */
export async function readPanel(tx: OrgTx): Promise<PanelRow | undefined> {
  const rows = await tx.rows<PanelRow>(
    sql`select origins, sealed_secret, wrapped_key from line_panel where org_id = $1`,
    [tx.org],
  )
  return rows[0]
}

/** Says in which pages it may. */
export async function savePanel(
  tx: OrgTx,
  panel: { origins: readonly string[]; secret: Buffer; key: Buffer; at: string; by: string },
): Promise<void> {
  await tx.rows(
    sql`insert into line_panel (org_id, origins, sealed_secret, wrapped_key, changed_at, changed_by)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (org_id) do update set origins = excluded.origins, sealed_secret = excluded.sealed_secret,
      wrapped_key = excluded.wrapped_key, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [tx.org, panel.origins, panel.secret, panel.key, panel.at, panel.by],
  )
}
