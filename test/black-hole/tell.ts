import type { Reckoning } from './reckon.ts'
import type { Ran } from './run.ts'

/** A run and its reckoning, in lines for a person. */
export function tell(ran: Ran, { audit, faults, received, inDoubt, chains }: Reckoning): string[] {
  const { deaths, plan, handIn, replies, seconds } = ran
  return [
    '',
    `In ${Math.round(seconds)} s ${plan.items.length} items were handed in, ${handIn.twice} of them twice; ${handIn.unanswered} times nobody answered.`,
    `The desk was killed ${deaths.kills} times: ${deaths.withDatabase} times with its database, ${deaths.starting} times while starting.`,
    `${audit.items} items = ${audit.opened} opened + ${audit.joined} joined + ${audit.setAside} set aside + ${audit.quarantined} quarantined.`,
    `${replies.size} replies: ${received.once} arrived once, ${received.never} did not arrive, ${received.twice} arrived twice.`,
    `In doubt: ${inDoubt.length}, of which ${inDoubt.filter((doubt) => doubt.received === 1).length} had arrived.`,
    `${chains} chains verified. Without an owner: ${audit.ownerless}, without a date: ${audit.clockless}, broken: ${audit.chainBroken}.`,
    ...faultsSaid(ran.desk.said),
    faults.length === 0
      ? 'Nothing is lost, nothing counted twice, nothing received twice.'
      : `${faults.length} FAULTS:`,
    ...faults.slice(0, 50),
  ]
}

/** What the desk itself complained about while it was dying, each kind once with its number. */
function faultsSaid(said: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of said) {
    const fault = /fault in (.*)$/.exec(line)?.[1]
    if (fault !== undefined) counts.set(fault, (counts.get(fault) ?? 0) + 1)
  }
  return [...counts].map(([fault, count]) => `The desk told ${count} times of a fault in ${fault}`)
}
