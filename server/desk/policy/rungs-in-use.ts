import type { Rung } from '#domain/policy/ladder.ts'
import { openByVersion } from '#server/store/policy-take-overs.ts'
import type { OrgTx } from '#server/store/database.ts'
import type { Desk } from '../desk.ts'

/** A rung to which cases come, and the days on which it is closed. */
export type RungInUse = {
  rung: Rung
  holidays: readonly string[]
  /** How many open cases keep a rung that the policy in force does not have any more; 0 where it has it. */
  keptFor: number
}

/**
 * The rungs to which cases come: those of the policy in force, and above them those that only the versions have by which some
 * open cases are still judged. As long as one of these is open, somebody can be put there.
 */
export async function rungsInUse(desk: Desk, tx: OrgTx): Promise<RungInUse[]> {
  const { house, holidays, version: inForce } = await desk.policies.inForce(tx)
  const rungs = house.ladder.map((rung) => ({ rung, holidays: holidays.map(({ day }) => day), keptFor: 0 }))
  const kept = new Map<string, RungInUse>()
  for (const { version, open } of await openByVersion(tx, inForce)) {
    const older = await desk.policies.version(tx, version)
    for (const rung of older.house.ladder) {
      if (rungs.some((known) => known.rung.id === rung.id)) continue
      const known = kept.get(rung.id)
      // The newest version that has it says how it is written.
      kept.set(rung.id, {
        rung: known?.rung ?? rung,
        holidays: known?.holidays ?? older.holidays.map(({ day }) => day),
        keptFor: (known?.keptFor ?? 0) + open,
      })
    }
  }
  return [...rungs, ...kept.values()]
}
