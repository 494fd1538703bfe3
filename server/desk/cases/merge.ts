import { happened, type CaseEvent } from '#domain/case/event.ts'
import type { Case } from '#domain/case/case.ts'
import { isRunning } from '#domain/case/deadline.ts'
import { givenBack, givesBack } from '#domain/case/give-back.ts'
import { takesOver } from '#domain/case/takes-over.ts'
import { dangerList } from '#domain/danger/find-danger.ts'
import { isOwedToNobody } from '#domain/case/owed-to-nobody.ts'
import { Refusal } from '#domain/refusal.ts'
import { callOn } from '../notices/call-on.ts'
import { commandOn, memberActor, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { becomesTheirs, bringTaken, bringTakenBack, isTheirsAgain, personOfBoth } from './one-person.ts'
import { historyOf } from './read-event.ts'
import { holdCase, record } from './record.ts'
import { refuseUnseen } from './seen.ts'

type Merge = { caseId: string; takes: string; areOnePerson?: boolean | undefined; seq: number; key: string }

/**
 * Lets a case take over another. Events stay on the chain where they happened; what counts, failures and debts,
 * counts over both from now on. The one taken over rests until it is given back.
 */
export function merge(desk: Desk, agent: Agent, asked: Merge): Promise<Done> {
  if (asked.takes === asked.caseId)
    return Promise.reject(new Refusal('invalid', 'A case cannot take itself over.'))
  return commandOn(
    desk,
    agent,
    'merge',
    asked,
    async (tx, { kase }) => {
      refuseUnlessOpen(kase, 'merge it')
      const other = await holdCase(tx, asked.takes)
      await refuseUnseen(tx, agent, asked.takes)
      refuseUnlessOpen(other.kase, 'merge it')
      if (isOwedToNobody(kase) || isOwedToNobody(other.kase))
        throw new Refusal(
          'conflict',
          'The person of one of them was erased: there is nobody to serve in one case. Close it.',
        )
      const person = await personOfBoth(tx, kase, other.kase, asked.areOnePerson ?? false)
      refuseWhatWouldBeLost(other.kase)
      const now = desk.now()
      const by = memberActor(agent)
      const merging = { kase, taken: other.kase, now, by }
      await bringTaken(desk, tx, person, merging)
      await record(desk, tx, other, [
        ...becomesTheirs(other.kase, person, merging),
        happened('merged-into', now, by, { case: kase.id }),
      ])
      await callOn(desk, tx, { from: other.kase.id, to: kase.id, danger: other.kase })
      const events = [
        ...becomesTheirs(kase, person, merging),
        takesOver(other.kase, now, by),
        ...dangerTaken(other.kase, now),
      ]
      return { events, id: other.kase.id }
    },
    { several: true },
  )
}

/** Words of danger that nobody has looked at wait on the case that goes on. */
const dangerTaken = ({ danger }: Case, now: Temporal.Instant): CaseEvent[] =>
  danger ? [happened('danger-proposed', now, 'desk', { ...danger, list: dangerList })] : []

/** A case at rest keeps no date: what somebody has promised, or still has to find out, must not rest with it; nor must a dispute. */
function refuseWhatWouldBeLost({ number, deadlines, onTheWay, inDoubt, word, refusals }: Case) {
  if (deadlines.some((deadline) => deadline.kind === 'promise' && isRunning(deadline)))
    throw new Refusal(
      'conflict',
      `A promise runs on case ${number}. Keep it first, or let that case take over this one.`,
    )
  if (refusals > 0 || (word && word.says !== 'settled'))
    throw new Refusal(
      'conflict',
      `On case ${number} the customer was told no, or says that it is not settled. Let that case take over this one.`,
    )
  if (inDoubt.length > 0)
    throw new Refusal(
      'conflict',
      `A reply on case ${number} is in doubt. Send it again, or say that it arrived, first.`,
    )
  if (onTheWay.length > 0)
    throw new Refusal('conflict', `A reply on case ${number} is still on its way. Merge it when it has left.`)
}

type UndoMerge = { caseId: string; gives: string; seq: number; key: string }

/** Gives a case back that was taken over: each is again what it was before, and what has happened to it since. */
export function undoMerge(desk: Desk, agent: Agent, asked: UndoMerge): Promise<Done> {
  return commandOn(
    desk,
    agent,
    'undoMerge',
    asked,
    async (tx, { kase }) => {
      if (!kase.tookOver.includes(asked.gives))
        throw new Refusal('conflict', 'This case has not taken that one over.')
      if (kase.state === 'merged')
        throw new Refusal('conflict', 'This case was taken over by another, which has to give it back first.')
      // Nobody can tell any more which of the two a doubt belongs to.
      if (kase.inDoubt.length > 0)
        throw new Refusal(
          'conflict',
          'A reply on this case is in doubt. Send it again, or say that it arrived, first.',
        )
      const other = await holdCase(tx, asked.gives)
      await refuseUnseen(tx, agent, asked.gives)
      await callOn(desk, tx, { from: kase.id, to: other.kase.id, danger: other.kase })
      const undoing = { now: desk.now(), by: memberActor(agent) }
      const merging = { kase, taken: other.kase, ...undoing }
      await bringTakenBack(desk, tx, merging)
      const given = await historyOf(tx, other.kase.id)
      const { house } = await desk.policies.versionFor(tx, other.kase.policy, { caseId: other.kase.id })
      await record(desk, tx, other, [
        ...givenBack(other.kase, given, { ...undoing, house }, kase),
        ...(await isTheirsAgain(tx, other.kase, given, merging)),
      ])
      const chain = await historyOf(tx, kase.id)
      const { house: here } = await desk.policies.versionFor(tx, kase.policy, { caseId: kase.id })
      return {
        events: [
          ...givesBack(kase, chain, other.kase.id, { ...undoing, house: here }),
          ...(await isTheirsAgain(tx, kase, chain, merging)),
        ],
        id: other.kase.id,
      }
    },
    { several: true },
  )
}
