import type { Case } from '#domain/case/case.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { accountsOf, readPerson } from '#server/store/people.ts'
import type { Desk } from '../desk.ts'
import { historyOf } from './read-event.ts'
import { holdCase, record, type HeldCase } from './record.ts'

/**
 * Whose both cases are once they are one. Somebody of whom only a name is known has no account that could be linked: a
 * colleague may say that they are the other's person. Two who have accounts of their own stay two.
 */
export async function personOfBoth(
  tx: OrgTx,
  kase: Case,
  other: Case,
  areOnePerson: boolean,
): Promise<string | null> {
  if (kase.person === other.person) return kase.person
  const byName = (await isKnownByName(tx, other)) ? other : (await isKnownByName(tx, kase)) ? kase : undefined
  if (!byName)
    throw new Refusal('conflict', 'These are two people’s cases. Link their accounts to one person first.')
  if (!areOnePerson)
    throw new Refusal(
      'conflict',
      'These are two people’s cases, one of them known by name only. Say that they are the same person.',
    )
  return byName === other ? kase.person : other.person
}

const isKnownByName = async (tx: OrgTx, { person }: Case) =>
  person !== null && (await accountsOf(tx, person)).length === 0

type Merging = { kase: Case; taken: Case; now: Temporal.Instant; by: Actor }

/** What makes a case the person's with whose it is merged; nothing where it is theirs. */
export const becomesTheirs = (kase: Case, person: string | null, { taken, now, by }: Merging): CaseEvent[] =>
  kase.person === null || person === null || kase.person === person
    ? []
    : [happened('person-changed', now, by, { person, merge: { taken: taken.id, before: kase.person } })]

/** The cases that either has taken over go with it. */
export async function bringTaken(desk: Desk, tx: OrgTx, person: string | null, merging: Merging) {
  for (const held of await takenBefore(tx, merging)) {
    const events = becomesTheirs(held.kase, person, merging)
    if (events.length > 0) await record(desk, tx, held, events)
  }
}

/** What makes a case its own person's again when the merge is undone that had made it another's. */
export async function isTheirsAgain(
  tx: OrgTx,
  kase: Case,
  chain: readonly CaseEvent[],
  { taken, now, by }: Merging,
): Promise<CaseEvent[]> {
  const made = chain.findLast(({ type, data }) => type === 'person-changed' && data.merge?.taken === taken.id)
  if (made?.type !== 'person-changed' || !made.data.merge || kase.person !== made.data.person) return []
  const before = await readPerson(tx, made.data.merge.before)
  return !before || before.erased_at ? [] : [happened('person-changed', now, by, { person: before.id })]
}

/** The cases that either had taken over go with it again. */
export async function bringTakenBack(desk: Desk, tx: OrgTx, merging: Merging) {
  for (const held of await takenBefore(tx, merging)) {
    const events = await isTheirsAgain(tx, held.kase, await historyOf(tx, held.kase.id), merging)
    if (events.length > 0) await record(desk, tx, held, events)
  }
}

/** What the two had taken over before they were merged, locked in one order. */
async function takenBefore(tx: OrgTx, { kase, taken }: Merging): Promise<HeldCase[]> {
  const held: HeldCase[] = []
  for (const id of (await withTaken(tx, [kase.id, taken.id])).toSorted())
    if (id !== kase.id && id !== taken.id) held.push(await holdCase(tx, id))
  return held
}
