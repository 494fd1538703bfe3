import type { z } from 'zod'
import { showStaffing, staffRung } from '#contract/staffing.ts'
import { ask } from './api.ts'
import { newKey } from './ui/new-key.ts'

/**
 * Puts a colleague on exactly these rungs, for as long as each is open; their own hours are set under “Rota and hours”. They
 * come before they go, so that no hole is made on the way. Refused where somebody leaving a rung would leave nobody there.
 */
export async function standOnRungs(who: string, wanted: readonly string[]): Promise<void> {
  const { rungs } = await ask(showStaffing, {})
  const isOn = (rung: (typeof rungs)[number]) => rung.rota.some((line) => line.who === who)
  const joined = rungs.filter((rung) => wanted.includes(rung.id) && !isOn(rung))
  const left = rungs.filter((rung) => !wanted.includes(rung.id) && isOn(rung))
  for (const { id, version, zone, hours, rota } of joined) {
    const added = [...rota, ...hours.map((line) => ({ who, ...line }))]
    await ask(staffRung, { rung: id, version, zone, hours, rota: added, key: newKey() })
  }
  for (const rung of left) await takeOff(who, rung)
}

/** Takes a colleague off these rungs. Refused where that would leave nobody there. */
export async function leaveRungs(who: string, ids: readonly string[]): Promise<void> {
  const { rungs } = await ask(showStaffing, {})
  for (const rung of rungs.filter(({ id }) => ids.includes(id))) await takeOff(who, rung)
}

type Rung = z.output<typeof showStaffing.output>['rungs'][number]

const takeOff = (who: string, { id, version, zone, hours, rota }: Rung) =>
  ask(staffRung, {
    rung: id,
    version,
    zone,
    hours,
    rota: rota.filter((line) => line.who !== who),
    key: newKey(),
  })
