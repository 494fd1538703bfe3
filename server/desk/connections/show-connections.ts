import type { z } from 'zod'
import type { listConnections } from '#contract/connections.ts'
import { Refusal } from '#domain/refusal.ts'
import { allConnections, stuckReplies, type ConnectionRow } from '#server/store/connections.ts'
import type { OrgTx } from '#server/store/database.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

/** What should have left for so long is told: a first try takes a moment. */
const patience = Temporal.Duration.from({ minutes: 1 })

/** The ways in, and how they are; and what has not left by them. */
export const showConnections = (
  desk: Desk,
  { org }: Agent,
): Promise<z.input<typeof listConnections.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const stuck = await stuckReplies(tx, desk.now().subtract(patience))
    return {
      connections: (await allConnections(tx)).map((row) => ({
        ...connectionView(row),
        stuck: stuckView(stuck.find(({ connection_id }) => connection_id === row.id)),
      })),
      smtp: { host: desk.place.host, port: desk.place.smtpPort },
      hasRelay: desk.place.hasRelay,
    }
  })

type Stuck = Awaited<ReturnType<typeof stuckReplies>>[number]

const stuckView = (stuck: Stuck | undefined) =>
  stuck ? { count: stuck.count, since: stuck.since.toString(), because: stuck.because } : null

/** A connection as the screens need it: none of its secrets. */
export const connectionView = (row: ConnectionRow) => ({
  id: row.id,
  channel: row.channel,
  name: row.name,
  address: row.settings.network ? `@${row.settings.network.us.handle}` : row.address,
  isDefault: row.is_default,
  team: row.team,
  imap: row.settings.imap ? { ...row.settings.imap } : null,
  relay: row.settings.relay ? { ...row.settings.relay } : null,
  network: row.settings.network
    ? {
        name: row.settings.network.name,
        title: row.settings.network.title,
        handle: row.settings.network.us.handle,
        url: row.settings.network.us.url,
        settings: row.settings.network.settings,
      }
    : null,
  health: row.health && {
    state: row.health.state,
    since: row.health.since,
    because: row.health.because ?? null,
  },
  lastItemAt: row.last_item_at?.toString() ?? null,
  waiting: row.waiting,
  endedAt: row.ended_at?.toString() ?? null,
})

/** A connection by its id. */
export async function connectionNamed(tx: OrgTx, id: string): Promise<ConnectionRow> {
  const row = (await allConnections(tx)).find((connection) => connection.id === id)
  if (!row) throw new Refusal('not-found', 'There is no such connection.')
  return row
}

/** A connection that has not ended. */
export async function liveConnection(tx: OrgTx, id: string): Promise<ConnectionRow> {
  const row = await connectionNamed(tx, id)
  if (row.ended_at) throw new Refusal('conflict', `${row.name} has ended. Add it anew to use it again.`)
  return row
}
