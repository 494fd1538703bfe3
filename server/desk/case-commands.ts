import { happened, type CaseEvent, type Decision } from '#domain/case/event.ts'
import { isUnanswered } from '#domain/case/is-unanswered.ts'
import { isJudged } from '#domain/case/contact-fails.ts'
import { faultInFacts } from '#domain/case/facts-about.ts'
import { rungNamed, standsOn } from '#domain/case/house.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { dropNoteDraft } from '#server/store/drafts.ts'
import { newId } from '#server/store/id.ts'
import { saveMentions } from '#server/store/mentions.ts'
import { saveMessage } from '#server/store/messages.ts'
import {
  commandOn,
  leads,
  memberActor,
  refuseUnlessOpen,
  remarkOn,
  type Agent,
  type Done,
} from './command.ts'
import type { Desk } from './desk.ts'
import { digestOf, newSalt } from './digest.ts'
import { careOf, memberNamed } from './members.ts'
import { namedInNote } from './mentions.ts'
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
    return {
      events: [happened('facts-entered', desk.now(), memberActor(agent), { facts: entered.facts })],
      id: kase.id,
    }
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

/** Gives the case to a colleague on the same rung. */
export function assign(desk: Desk, agent: Agent, given: OnCase & { owner: string }): Promise<Done> {
  const give = async (tx: OrgTx, { kase }: HeldCase) => {
    refuseUnlessOpen(kase, 'assign it')
    const { handle } = await memberNamed(tx, given.owner)
    const { house } = await desk.policies.version(tx, kase.policy)
    const rung = rungNamed(house, kase.rung)
    if (!standsOn(rung, handle) && !leads(agent))
      throw new Refusal(
        'not-allowed',
        `Only a lead gives a case to somebody who does not stand on ${rung.title}.`,
      )
    const events: CaseEvent[] =
      handle === kase.owner
        ? []
        : [happened('owner-assigned', desk.now(), memberActor(agent), { owner: handle, rung: kase.rung })]
    return { events, id: kase.id }
  }
  return commandOn(desk, agent, 'assign', given, give, { locks: [careOf(agent.org, given.owner)] })
}

/** Writes a note that only colleagues see. */
export function writeNote(desk: Desk, agent: Agent, note: OnCase & { body: string }): Promise<Done> {
  return commandOn(desk, agent, 'writeNote', note, async (tx, { kase }) => {
    const mentions = await namedInNote(tx, kase.id, note.body)
    const now = desk.now()
    const id = newId(now)
    const salt = newSalt()
    await saveMessage(tx, {
      id,
      caseId: kase.id,
      direction: 'note',
      channel: kase.channel,
      connection: null,
      account: null,
      member: agent.handle,
      isPublic: false,
      at: now.toString(),
      subject: '',
      body: note.body,
      salt,
      keys: [],
    })
    await saveMentions(
      tx,
      { messageId: id, caseId: kase.id, at: now.toString() },
      mentions.filter((handle) => handle !== agent.handle),
    )
    await dropNoteDraft(tx, { caseId: note.caseId, member: agent.handle })
    const digest = digestOf(salt, note.body)
    return {
      events: [happened('note-written', now, memberActor(agent), { message: id, digest, mentions })],
      id,
    }
  })
}

type Resolved = OnCase & {
  decision: Decision
  settledBy: 'customer' | 'desk'
  reason: string
  nothingSentBecause?: string | undefined
}

/**
 * Closes the case with a decision and its reason. That nothing was sent to the customer since they last wrote is written
 * down with it, whoever closes it and by whatever way, and so is why nothing needed to be.
 */
export function resolve(desk: Desk, agent: Agent, resolved: Resolved): Promise<Done> {
  return commandOn(desk, agent, 'resolve', resolved, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'settle it')
    const { decision, settledBy, reason, nothingSentBecause: because } = resolved
    const unanswered = isUnanswered(kase)
    if (because !== undefined && !unanswered)
      throw new Refusal(
        'conflict',
        'The customer has had an answer meanwhile. Look at it, then close the case.',
      )
    const words = because === undefined ? reason : `${reason}\n\n${because}`
    const said = { decision, settledBy, ...(await remarkOn(desk, tx, kase.id, words)) }
    return {
      events: [
        happened('case-resolved', desk.now(), memberActor(agent), {
          ...said,
          ...(unanswered && { unanswered: true as const }),
        }),
      ],
      id: kase.id,
    }
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
