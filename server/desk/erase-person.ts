import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { casesOfPerson, erasePerson as eraseRows, isPerson, keysOfPerson } from '#server/store/people.ts'
import { memberActor, once, type Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { keyedDigest, lockOf } from './digest.ts'
import { holdCase, record, type HeldCase } from './record.ts'

/**
 * Erases a person: words, addresses, keys, files, raw items and the salts of their digests are deleted.
 * What was done and when stays, and every chain stays valid, because no event ever held any of it.
 * Items of theirs that arrive at the same time are received before it or after it, never in between.
 */
export async function erasePerson(desk: Desk, agent: Agent, asked: { personId: string; key: string }) {
  const { org } = agent
  const { personId } = asked
  const keys = await desk.db.withOrg(org, (tx) => keysOfPerson(tx, personId))
  const locks = keys.map((key) => lockOf(org, key)).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const command = { name: 'erasePerson', key: asked.key, input: asked, several: true, locks }
  return once(desk, org, command, async (tx) => {
    if (!(await isPerson(tx, personId))) throw new Refusal('not-found', 'There is no such person.')
    const held: HeldCase[] = []
    for (const { id } of await casesOfPerson(tx, personId)) held.push(await holdCase(tx, id))
    const now = desk.now()
    const writers = keys.map((key) => keyedDigest(desk.masterKey, key))
    await eraseRows(tx, personId, { by: agent.handle, at: now.toString(), writers })
    for (const kase of held)
      await record(desk, tx, kase, [happened('person-erased', now, memberActor(agent), { person: personId })])
    return { personId, cases: held.length }
  })
}
