import { saveHealth } from '#server/store/connections.ts'
import type { Desk } from '../desk.ts'

/** How a connection is, since when, and what is waited for where it does not answer. */
export type Health = { state: 'connected' | 'waiting'; since: Temporal.Instant; because: string | null }

/** Writes down how a connection is. Whoever runs the desk is told when it goes and when it comes back, not of each new reason. */
export async function noteHealth(desk: Desk, org: string, connection: string, health: Health): Promise<void> {
  const { state, since, because } = health
  const saved = { state, since: since.toString(), because }
  const was = await desk.db.withOrg(org, (tx) => saveHealth(tx, connection, saved))
  if (was !== undefined && was !== state)
    desk.turned({ connection, away: state === 'connected' ? null : because })
}
