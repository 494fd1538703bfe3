import { skeletonOf } from '#domain/people/look-alike.ts'
import { Refusal } from '#domain/refusal.ts'
import { forgetOwnHandle, keepOwnHandle, ownHandles, type OwnHandle } from '#server/store/own-handles.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

/** The handles that are ours and our colleagues'. */
export const showOwnHandles = (desk: Desk, { org }: Agent): Promise<{ handles: OwnHandle[] }> =>
  desk.db.withOrg(org, async (tx) => ({ handles: await ownHandles(tx) }))

/** Enters a handle of ours, so that whoever looks like it is told. */
export async function enterOwnHandle(desk: Desk, agent: Agent, entered: OwnHandle) {
  const handle = entered.handle.replace(/^@/, '')
  if (skeletonOf(handle) === '') throw new Refusal('invalid', 'This handle has no letter in it.')
  const at = desk.now().toString()
  await desk.db.withOrg(agent.org, (tx) =>
    keepOwnHandle(tx, { ...entered, handle, skeleton: skeletonOf(handle), at, by: agent.handle }),
  )
  return { ...entered, handle }
}

/** Takes a handle off that is ours no longer. */
export async function removeOwnHandle(
  desk: Desk,
  { org }: Agent,
  own: Pick<OwnHandle, 'network' | 'handle'>,
) {
  await desk.db.withOrg(org, (tx) => forgetOwnHandle(tx, own))
  return {}
}
