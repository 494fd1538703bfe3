import type { OrgTx } from '#server/store/database.ts'
import { versionInForce } from '#server/store/policies.ts'
import { markInEffect, markLapsed, saveVersionEvent, versionOf } from '#server/store/policy-versions.ts'
import type { Desk } from '../desk.ts'

/**
 * Writes down, once, that the date of a version has come, and which one it has followed. New complaints are judged by it
 * from its date on, whether or not anybody has come to write it down.
 */
export async function noteEffect(tx: OrgTx, version: number, now: Temporal.Instant): Promise<boolean> {
  const at = now.toString()
  if (!(await markInEffect(tx, version, at))) return false
  const row = await versionOf(tx, version)
  const since = row?.effective_at ?? now
  const before = await versionInForce(tx, since.subtract({ milliseconds: 1 }))
  const isFollowed = before !== version && (await versionInForce(tx, now)) === version
  await saveVersionEvent(tx, { version, kind: 'took-effect', at, by: 'desk' })
  if (isFollowed) await saveVersionEvent(tx, { version: before, kind: 'superseded', at, by: 'desk' })
  return true
}

/** Writes down what the clock has brought about with a version: that it is in force, or that nobody answers for it any more. */
export async function switchPolicy(desk: Desk, org: string, version: number): Promise<boolean> {
  const isSwitched = await desk.db.withOrg(org, async (tx) => {
    const now = desk.now()
    const tookEffect = await noteEffect(tx, version, now)
    const lapsed = await markLapsed(tx, version, now.toString())
    if (lapsed)
      await saveVersionEvent(tx, {
        version,
        kind: 'lapsed',
        at: now.toString(),
        by: 'desk',
      })
    return tookEffect || lapsed
  })
  if (isSwitched) desk.policies.lookAgain(org)
  return isSwitched
}
