import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { repliesWaitingFor } from '#server/store/keeping.ts'
import { casesOfPerson, erasePerson as eraseRows, isPerson, keysOfPerson } from '#server/store/people.ts'
import { holdWork, settleWork } from '#server/store/work.ts'
import { memberActor, once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest, lockOf } from '../digest.ts'
import { holdCase, record, type HeldCase } from '../cases/record.ts'

/**
 * Erases a person: words, addresses, keys, files, raw items and the salts of their digests are deleted.
 * What was done and when stays, and every chain stays valid, because no event ever held any of it.
 * A reply to them that still waits to be sent is withdrawn.
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
    const theirs = await casesOfPerson(tx, personId)
    const waiting = await repliesWaitingFor(tx, personId)
    const held = new Map<string, HeldCase>()
    for (const id of inOrder([...theirs.map((kase) => kase.id), ...waiting.map((reply) => reply.case_id)]))
      held.set(id, await holdCase(tx, id))
    const now = desk.now()
    let count = 0
    for (const reply of waiting) {
      const after = await withdrawn(desk, tx, agent, held.get(reply.case_id), reply)
      if (!after) continue
      held.set(reply.case_id, after)
      count += 1
    }
    const writers = keys.map((key) => keyedDigest(desk.masterKey, key))
    await eraseRows(tx, personId, {
      by: agent.handle,
      at: now.toString(),
      writers,
      cases: theirs.map(({ id }) => id),
      withdrawn: count,
    })
    for (const { id } of theirs) {
      const kase = held.get(id)
      if (kase)
        await record(desk, tx, kase, [
          happened('person-erased', now, memberActor(agent), { person: personId }),
        ])
    }
    return { personId, cases: theirs.length }
  })
}

/**
 * Takes back a reply that still waits: nobody is written to after their erasure. One that a sender has taken meanwhile is on
 * its way, and theirs to settle. A closed case stays closed: there is nobody who waits for an answer.
 */
async function withdrawn(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  held: HeldCase | undefined,
  { id, message_id: message }: { id: string; message_id: string },
): Promise<HeldCase | undefined> {
  const work = await holdWork(tx, id)
  if (!held || work?.state !== 'queued') return undefined
  const now = desk.now()
  await settleWork(tx, id, { state: 'withdrawn', because: null, dueAt: now.toString() })
  return record(desk, tx, held, [happened('reply-withdrawn', now, memberActor(agent), { message })])
}

/** Cases are locked in one order, or two who erase at once would each wait for the other. */
const inOrder = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted()
