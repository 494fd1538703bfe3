import type { z } from 'zod'
import type { listSessions } from '#contract/accounts.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { endAll, endListed, sessionsOf, type SessionRow } from '#server/store/passes.ts'
import type { Desk } from '../desk.ts'
import { colleague } from '../colleagues/people.ts'
import { makePassIn, sessionEndsAt, usedSince, type Client, type PassBearer } from './passes.ts'

/** Uses up, or looks at once more, what somebody came in by. Throws where it is good for nothing any more. */
export type Proof = (tx: OrgTx) => Promise<void>

/**
 * Opens a session: a new one each time, never one that was there before. `proof` is asked while nobody else changes how this
 * colleague signs in: whoever chooses a new password has ended every session, and none is opened behind their back.
 */
export const openSession = (
  desk: Desk,
  { org, handle }: { org: string; handle: string },
  openedBy: string,
  client: Client,
  proof: Proof = async () => undefined,
): Promise<string> =>
  desk.db.withOrg(org, async (tx) => {
    const { role } = await colleague(tx, handle)
    await proof(tx)
    return makePassIn(desk, tx, { kind: 'session', member: handle, role, openedBy, client })
  })

type Sessions = z.input<typeof listSessions.output>

/** Where somebody is signed in. */
export const showSessions = (desk: Desk, agent: PassBearer): Promise<Sessions> =>
  desk.db.withOrg(agent.org, (tx) => sessionsIn(desk, tx, agent.handle, agent))

/** Where a colleague is signed in. */
export const showPersonsSessions = (
  desk: Desk,
  agent: PassBearer,
  { handle }: { handle: string },
): Promise<Sessions> =>
  desk.db.withOrg(agent.org, async (tx) => {
    await colleague(tx, handle)
    return sessionsIn(desk, tx, handle, agent)
  })

async function sessionsIn(desk: Desk, tx: OrgTx, handle: string, agent: PassBearer): Promise<Sessions> {
  const now = desk.now()
  const rows = await sessionsOf(tx, handle, { now, usedSince: usedSince(now) })
  return { sessions: rows.map((row) => sessionView(row, agent)) }
}

const sessionView = (row: SessionRow, { pass }: PassBearer) => {
  const usedAt = row.last_used_at ?? row.created_at
  return {
    id: row.id,
    isThis: row.id === pass.id,
    openedAt: row.created_at.toString(),
    openedBy: row.name === 'password' ? ('password' as const) : ('link' as const),
    usedAt: usedAt.toString(),
    endsAt: sessionEndsAt(row.created_at, usedAt).toString(),
    address: row.address,
    browser: row.browser,
    system: row.system,
  }
}

/** Ends one of somebody's own sessions. */
export async function endOneSession(
  desk: Desk,
  { org, handle }: PassBearer,
  { sessionId }: { sessionId: string },
): Promise<Record<string, never>> {
  const ended = { id: sessionId, kind: 'session', member: handle, at: desk.now().toString() } as const
  if (!(await desk.db.withOrg(org, (tx) => endListed(tx, ended))))
    throw new Refusal('not-found', 'There is no such session of yours, or it has ended.')
  return {}
}

/** Ends all of somebody's sessions but the one that asks. */
export async function endOtherSessions(
  desk: Desk,
  { org, handle, pass }: PassBearer,
): Promise<Record<string, never>> {
  const at = desk.now().toString()
  await desk.db.withOrg(org, (tx) => endAll(tx, { member: handle, kinds: ['session'], but: pass.id, at }))
  return {}
}

/** Ends all sessions of a colleague, whose device is lost or stolen; never the one that asks. */
export const endPersonsSessions = (
  desk: Desk,
  { org, pass }: PassBearer,
  { handle }: { handle: string },
): Promise<{ ended: number }> =>
  desk.db.withOrg(org, async (tx) => {
    await colleague(tx, handle)
    const at = desk.now().toString()
    return { ended: await endAll(tx, { member: handle, kinds: ['session'], but: pass.id, at }) }
  })
