import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, heightOf, rungAbove, rungNamed, standsOn, type House } from '#domain/case/house.ts'
import { offerTo } from '#domain/case/offer.ts'
import { applyEvent } from '#domain/case/apply-event.ts'
import type { Rung } from '#domain/policy/ladder.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  answerOn,
  commandOn,
  memberActor,
  leads,
  refuseUnlessOpen,
  remarkOn,
  type Agent,
  type Done,
} from '../command.ts'
import type { Desk } from '../desk.ts'
import { handsOf } from '../colleagues/hands.ts'
import { isProgram, personNamed } from '../colleagues/members.ts'

type Escalation = {
  caseId: string
  rung?: string | undefined
  to?: string | undefined
  reason: string
  seq: number
  key: string
}

/** Asks a rung, or a named colleague, to take the case. The owner keeps it until somebody accepts. */
export function escalate(desk: Desk, agent: Agent, asked: Escalation): Promise<Done> {
  return commandOn(desk, agent, 'escalate', asked, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'escalate it')
    const { house } = await desk.policies.versionFor(tx, kase.policy, { caseId: kase.id })
    const rung = rungAskedFor(house, kase, asked.rung)
    const to = asked.to === undefined ? undefined : (await personNamed(tx, asked.to)).handle
    if (to === kase.owner)
      throw new Refusal('conflict', 'They have this case already. Ask somebody else, or whoever is on duty.')
    const now = desk.now()
    const by = memberActor(agent)
    const withdrawn: CaseEvent[] = kase.offer
      ? [happened('escalation-withdrawn', now, by, { id: kase.offer.id })]
      : []
    const before = withdrawn.reduce(applyEvent, kase)
    const remark = await remarkOn(desk, tx, kase.id, asked.reason)
    const offered = offerTo(before, rung, house, now, {
      trigger: 'person',
      by,
      ...(to !== undefined && { to }),
      ...remark,
    })
    return { events: [...withdrawn, offered], id: offered.data.id }
  })
}

function rungAskedFor(house: House, kase: Case, asked: string | undefined): Rung {
  if (asked !== undefined) {
    const rung = house.ladder.find(({ id }) => id === asked)
    if (!rung)
      throw new Refusal(
        'invalid',
        `There is no rung "${asked}". The ladder has ${house.ladder.map(({ id }) => id).join(', ')}.`,
      )
    if (kase.offer && heightOf(house, rung.id) < heightOf(house, kase.offer.rung))
      throw new Refusal('conflict', 'The case is already offered to a higher rung.')
    return rung
  }
  const above = rungAbove(house, kase.offer?.rung ?? kase.rung)
  if (!above) throw new Refusal('conflict', 'The ladder ends here: there is nobody above to ask.')
  return above
}

/** Takes an offered case. Taking it twice is taking it once. */
export function acceptEscalation(
  desk: Desk,
  agent: Agent,
  answer: { escalationId: string; key?: string | undefined },
) {
  const { escalationId: id, key } = answer
  return answerOn(
    desk,
    agent,
    { name: 'acceptEscalation', key, input: answer, caseId: caseOf(id) },
    async (tx, { kase }) => {
      if (kase.taken?.id === id && kase.owner === agent.handle) return { events: [], id }
      refuseUnlessOffered(kase, id)
      await refuseBystander(desk, tx, agent, kase)
      refuseSameEyes(kase, agent)
      if (await isProgram(tx, agent.handle))
        throw new Refusal('not-allowed', 'A program takes no case: a person answers for it.')
      const now = desk.now()
      // Whoever accepts has it, also when somebody else of that rung was asked first.
      const events: CaseEvent[] = [happened('escalation-accepted', now, memberActor(agent), { id })]
      if (kase.offer && kase.offer.to !== agent.handle)
        events.push(
          happened('owner-assigned', now, memberActor(agent), { owner: agent.handle, rung: kase.offer.rung }),
        )
      return { events, id }
    },
  )
}

type AnswerWithReason = { escalationId: string; reason: string; key?: string | undefined }

/**
 * Declines an offered case with a reason. What a colleague asked goes back to them; what policy or a clock demands
 * climbs on, because somebody has to take it. Where the ladder ends nobody can decline.
 */
export function declineEscalation(desk: Desk, agent: Agent, answer: AnswerWithReason): Promise<Done> {
  const { escalationId: id, key, reason } = answer
  return answerOn(
    desk,
    agent,
    { name: 'declineEscalation', key, input: answer, caseId: caseOf(id) },
    async (tx, { kase }) => {
      refuseUnlessOffered(kase, id)
      await refuseBystander(desk, tx, agent, kase)
      const { offer } = kase
      const { house } = await desk.policies.versionFor(tx, kase.policy, { caseId: kase.id })
      const above = offer && rungAbove(house, offer.rung)
      const isDemanded = offer?.trigger !== 'person'
      if (isDemanded && !above)
        throw new Refusal(
          'conflict',
          'The ladder ends with you: this case cannot be declined. Take it, and ask for the help you need.',
        )
      const now = desk.now()
      const declined = happened('escalation-declined', now, memberActor(agent), {
        id,
        ...(await remarkOn(desk, tx, kase.id, reason)),
      })
      const onward =
        isDemanded && above
          ? [offerTo(applyEvent(kase, declined), above, house, now, { trigger: 'declined', by: 'desk' })]
          : []
      return { events: [declined, ...onward], id }
    },
  )
}

/** Gives an accepted case back to who had it before, where policy does not demand a higher rung. */
export function returnEscalation(desk: Desk, agent: Agent, answer: AnswerWithReason): Promise<Done> {
  const { escalationId: id, key, reason } = answer
  return answerOn(
    desk,
    agent,
    { name: 'returnEscalation', key, input: answer, caseId: caseOf(id) },
    async (tx, { kase }) => {
      refuseUnlessOpen(kase, 'return it')
      const { taken, duties } = kase
      if (taken?.id !== id)
        throw new Refusal('conflict', 'This is not the escalation that brought the case here.')
      if (kase.owner !== agent.handle && !leads(agent))
        throw new Refusal('not-allowed', 'Only its owner, or a lead, gives a case back.')
      const { house } = await desk.policies.versionFor(tx, kase.policy, { caseId: kase.id })
      if (duties && heightOf(house, duties.rung) > heightOf(house, taken.fromRung))
        throw new Refusal(
          'conflict',
          `Policy asks for at least ${rungNamed(house, duties.rung).title} here, so the case cannot go back down.`,
        )
      const now = desk.now()
      const owner = taken.from || answersFor(rungNamed(house, taken.fromRung), now, kase.number)
      const remark = await remarkOn(desk, tx, kase.id, reason)
      const returned = happened('case-returned', now, memberActor(agent), {
        owner,
        rung: taken.fromRung,
        ...remark,
      })
      return { events: [returned], id }
    },
  )
}

/** An offer is answered by whom it was made to, by somebody else of that rung, or by a lead; never by a bystander. */
async function refuseBystander(desk: Desk, tx: OrgTx, agent: Agent, { offer, policy }: Case) {
  const { house } = await desk.policies.version(tx, policy)
  if (!offer || offer.to === agent.handle || leads(agent)) return
  if (!standsOn(rungNamed(house, offer.rung), agent.handle))
    throw new Refusal('not-allowed', 'This case was offered to others. Only they, or a lead, can answer.')
}

/** Where somebody was chosen to look afresh at what the customer disputes, nobody looks at their own answer instead. */
function refuseSameEyes({ offer, owner, sayersOfNo = [] }: Case, agent: Agent) {
  if (offer?.trigger !== 'customer' || offer.to === agent.handle) return
  const hands = handsOf(agent)
  if (hands.includes(owner) || hands.some((hand) => sayersOfNo.includes(`member:${hand}`)))
    throw new Refusal(
      'not-allowed',
      'The customer disputes what you said: somebody else looks at it afresh, as was asked.',
    )
}

function refuseUnlessOffered({ offer }: Case, id: string) {
  if (offer?.id !== id) throw new Refusal('conflict', 'This offer does not stand any more.')
}

/** An escalation's, or a promise's, id begins with its case's. */
export function caseOf(id: string): string {
  const [found] = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\.)/.exec(id) ?? []
  if (!found) throw new Refusal('not-found', 'There is nothing with this id.')
  return found
}
