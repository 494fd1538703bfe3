import type { Case } from '#domain/case/case.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { isJudged } from '#domain/case/contact-fails.ts'
import { faultInFacts } from '#domain/case/facts-about.ts'
import { rungNamed, standsOn } from '#domain/case/house.ts'
import { offerOnAssigning } from '#domain/case/offer.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { dropNoteDraft } from '#server/store/drafts.ts'
import { commandOn, leads, memberActor, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { keepNote } from './keep-note.ts'
import { careOf, personNamed } from '../colleagues/members.ts'
import type { HeldCase } from './record.ts'

type OnCase = { caseId: string; seq: number; key: string }

/** Enters what somebody read out of the case. Policy is asked anew in the same transaction. */
export function enterFacts(
  desk: Desk,
  agent: Agent,
  entered: OnCase & { facts: Record<string, FactValue> },
): Promise<Done> {
  return commandOn(desk, agent, 'enterFacts', entered, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'enter facts')
    const { house } = await desk.policies.version(tx, kase.policy)
    const fault = faultInFacts(house.facts, entered.facts)
    if (fault) throw new Refusal('invalid', fault)
    const facts = happened('facts-entered', desk.now(), memberActor(agent), { facts: entered.facts })
    return { events: [facts], id: kase.id }
  })
}

/** Takes back that a contact counts as failed: it was a thank-you, or an answer that we had asked for. */
export function withdrawFailure(
  desk: Desk,
  agent: Agent,
  withdrawn: OnCase & { about: string },
): Promise<Done> {
  return commandOn(desk, agent, 'withdrawFailure', withdrawn, async (_, { kase }) => {
    const failure = kase.failureChain.find(({ about }) => about === withdrawn.about)
    if (!failure) throw new Refusal('not-found', 'There is no such failure in the chain.')
    if (!isJudged(failure.reason)) throw new Refusal('conflict', 'A date that we missed stays missed.')
    return {
      events: [happened('failure-withdrawn', desk.now(), memberActor(agent), { about: withdrawn.about })],
      id: kase.id,
    }
  })
}

type Given = OnCase & {
  owner: string
  /** Why, and what is to be done: a note says it to whoever gets the case. */
  remark?: string | undefined
}

/** Gives the case to a colleague on the same rung. */
export function assign(desk: Desk, agent: Agent, given: Given): Promise<Done> {
  const give = async (tx: OrgTx, { kase }: HeldCase) => {
    refuseUnlessOpen(kase, 'assign it')
    const { handle } = await personNamed(tx, given.owner)
    const { house } = await desk.policies.version(tx, kase.policy)
    const rung = rungNamed(house, kase.rung)
    if (!standsOn(rung, handle) && !leads(agent))
      throw new Refusal(
        'not-allowed',
        `Only a lead gives a case to somebody who does not stand on ${rung.title}.`,
      )
    if (handle === kase.owner) return { events: [], id: kase.id }
    const now = desk.now()
    const events = givenByHand(kase, handle, now, memberActor(agent))
    if (given.remark === undefined) return { events, id: kase.id }
    const { event } = await keepNote(tx, kase, agent, `@${handle} ${given.remark}`, now)
    return { events: [...events, event], id: kase.id }
  }
  return commandOn(desk, agent, 'assign', given, give, { locks: [careOf(agent.org, given.owner)] })
}

/** That somebody was given the case, and what becomes of an offer that was open. */
function givenByHand(kase: Case, owner: string, now: Temporal.Instant, by: Actor): CaseEvent[] {
  const { offer } = kase
  const becomes = offerOnAssigning(kase, owner)
  const rung = becomes === 'taken' && offer ? offer.rung : kase.rung
  const ended =
    offer && (becomes === 'taken' || becomes === 'ends')
      ? [happened('escalation-withdrawn', now, by, { id: offer.id })]
      : []
  return [...ended, happened('owner-assigned', now, by, { owner, rung })]
}

/** Writes a note that only colleagues see. */
export function writeNote(desk: Desk, agent: Agent, note: OnCase & { body: string }): Promise<Done> {
  return commandOn(desk, agent, 'writeNote', note, async (tx, { kase }) => {
    const { event, id } = await keepNote(tx, kase, agent, note.body, desk.now())
    await dropNoteDraft(tx, { caseId: note.caseId, member: agent.handle })
    return { events: [event], id }
  })
}

/** Opens a closed case again. */
export function reopen(desk: Desk, agent: Agent, reopened: OnCase): Promise<Done> {
  return commandOn(desk, agent, 'reopen', reopened, async (_, { kase }) => {
    if (kase.state !== 'closed') throw new Refusal('conflict', 'Only a closed case can be reopened.')
    return {
      events: [happened('case-reopened', desk.now(), memberActor(agent), { because: 'colleague' })],
      id: kase.id,
    }
  })
}
