import { setTimeout as sleep } from 'node:timers/promises'
import type { DeskProcess } from '#test/desk-process.ts'
import type { Dice } from '#test/dice.ts'

export type Reaper = {
  desk: DeskProcess
  dice: Dice
  kills: number
  /** How much is to be done in all, and how much of it is done. */
  whole: number
  done: () => number
}

/** How the desk died: how often, how often its database died with it, and how often it died while starting. */
export type Deaths = { kills: number; withDatabase: number; starting: number }

/**
 * Kills the desk at random points of its work and starts it again each time. The points are spread over the whole
 * work, so that none is left over at its end.
 */
export async function reap({ desk, dice, kills, whole, done }: Reaper): Promise<Deaths> {
  const deaths: Deaths = { kills: 0, withDatabase: 0, starting: 0 }
  const points = Array.from({ length: kills }, () =>
    dice.between(Math.ceil(whole * 0.01), Math.floor(whole * 0.98)),
  )
  for (const point of points.toSorted((a, b) => a - b)) {
    while (done() < point) await sleep(2)
    await sleep(dice.between(0, 60))
    const database = dice.happens(0.2)
    await desk.kill({ database })
    deaths.kills += 1
    if (database) deaths.withDatabase += 1
    const isReady = desk.start()
    // Some deaths come right after a death, while the desk is still finding out where it was.
    if (deaths.kills < kills && dice.happens(0.1)) {
      await sleep(dice.between(50, 1500))
      await desk.kill()
      deaths.kills += 1
      deaths.starting += 1
      await isReady
      await startSurely(desk)
    } else if (!(await isReady))
      throw new Error(`The desk did not come back:\n${desk.said.slice(-20).join('\n')}`)
    if (deaths.kills >= kills) break
  }
  return deaths
}

async function startSurely(desk: DeskProcess) {
  if (!(await desk.start()))
    throw new Error(`The desk did not come back:\n${desk.said.slice(-20).join('\n')}`)
}
