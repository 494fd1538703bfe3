import type { z } from 'zod'
import type { openReach as asking } from '#contract/lookup.ts'
import { howReachShows } from '#domain/reach/how-reach-shows.ts'
import { Refusal } from '#domain/refusal.ts'
import { cardsOf } from '#server/store/lookup.ts'
import { openCasesOf } from '#server/store/people.ts'
import { wantReach } from '#server/store/reach.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { holdCase, record, type HeldCase } from '../cases/record.ts'
import { reachSeen } from './reach-seen.ts'
import { refuseUnseen } from '../cases/seen.ts'
import { estimateOf, reachFor, staleHandles } from './show-reach.ts'

type Asked = z.output<typeof asking.input>

/**
 * Shows how far the voice of a case's person carries, and records on each of their open cases that this colleague has seen it:
 * what they know they know for all of them. Looking twice is recorded once; what is shown is judged anew each time, as a case may
 * have come, or gone to others, since.
 */
export async function openReach(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof asking.output>> {
  const { caseId, key } = asked
  const { person } = await once(
    desk,
    agent.org,
    { name: 'openReach', key, input: { caseId, by: agent.handle }, several: true },
    async (tx) => {
      await refuseUnseen(tx, agent, caseId)
      const { kase } = await holdCase(tx, caseId)
      if (howReachShows(agent, []) === 'hidden')
        throw new Refusal('not-allowed', 'How far a voice carries is for those who work on cases.')
      const now = desk.now()
      const open = kase.person === null ? [] : await openCasesOf(tx, kase.person, 200)
      const held: HeldCase[] = []
      for (const { id } of [...open, { id: caseId }].toSorted((a, b) => (a.id < b.id ? -1 : 1)))
        if (!held.some((one) => one.kase.id === id)) held.push(await holdCase(tx, id))
      for (const one of held) {
        const seen = reachSeen(one.kase, agent, now)
        if (seen.length > 0) await record(desk, tx, one, seen)
      }
      return { person: kase.person }
    },
  )
  return desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnseen(tx, agent, caseId)
    if (person === null) return { reach: ofNobody }
    const [row] = await cardsOf(tx, [person], agent)
    if (!row) throw new Refusal('not-found', 'Nobody is known behind this case any more.')
    const stale = staleHandles(row, desk.now())
    if (stale.length > 0) wantReach(tx, stale, desk.now().toString())
    return { reach: reachFor(agent, row.open, caseId, () => estimateOf(row, desk.now())) }
  })
}

/** Nobody is known behind the case: there is no account to ask about. What was entered there is open all the same. */
const ofNobody = {
  sight: 'shown',
  estimate: { state: 'unknown', because: 'no-account', since: null },
} as const satisfies z.input<typeof asking.output>['reach']
