import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { casesOfPerson, erasePerson as eraseRows, isPerson } from '#server/store/people.ts'
import { memberActor, once, type Agent } from './command.ts'
import type { Desk } from './desk.ts'
import { holdCase, record } from './record.ts'

/**
 * Erases a person: words, addresses, keys, files, raw items and the salts of their digests are deleted.
 * What was done and when stays, and every chain stays valid, because no event ever held any of it.
 */
export function erasePerson(desk: Desk, agent: Agent, asked: { personId: string; key: string }) {
  return once(desk, agent.org, { name: 'erasePerson', key: asked.key, input: asked, several: true }, async (tx) => {
    const { personId } = asked
    if (!(await isPerson(tx, personId))) throw new Refusal('not-found', 'There is no such person.')
    const cases = await casesOfPerson(tx, personId)
    const now = desk.now()
    await eraseRows(tx, personId, agent.handle, now.toString())
    for (const { id } of cases) {
      const held = await holdCase(tx, id)
      await record(desk, tx, held, [happened('person-erased', now, memberActor(agent), { person: personId })])
    }
    return { personId, cases: cases.length }
  })
}
