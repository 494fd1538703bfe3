import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { newId } from '#server/store/id.ts'
import { accountsOf } from '#server/store/people.ts'
import { commandOn, memberActor, refuseUnlessOpen, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { refuseTooEarly } from '../replies/refuse-too-early.ts'

type Tried = { caseId: string; account: string; triedAt: string; what: string; seq: number; key: string }

/** How long afterwards a call may still be written down. */
const latest = Temporal.Duration.from({ hours: 72 })

/** Writes down that a colleague rang the customer to ask whether it is settled, and reached nobody. */
export function noteAttempt(desk: Desk, agent: Agent, tried: Tried): Promise<Done> {
  return commandOn(desk, agent, 'noteAttempt', tried, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'write down a try to reach the customer')
    refuseTooEarly(kase)
    const now = desk.now()
    const triedAt = Temporal.Instant.from(tried.triedAt).round({
      smallestUnit: 'millisecond',
      roundingMode: 'floor',
    })
    if (Temporal.Instant.compare(triedAt, now) > 0)
      throw new Refusal('invalid', 'A call is written down after it.')
    if (Temporal.Instant.compare(triedAt.add(latest), now) < 0)
      throw new Refusal(
        'invalid',
        'A call is written down within three days. What was longer ago counts as none.',
      )
    if (kase.deedAt && Temporal.Instant.compare(triedAt, kase.deedAt) < 0)
      throw new Refusal('invalid', 'That was before anything was done: nothing could be asked about yet.')
    if (Temporal.Instant.compare(triedAt, kase.lastContactAt) < 0)
      throw new Refusal('invalid', 'The customer has been heard since then.')
    const accounts = kase.person === null ? [] : await accountsOf(tx, kase.person)
    if (!accounts.some(({ id, kind }) => id === tried.account && kind === 'phone'))
      throw new Refusal('invalid', 'This is no telephone number of the customer’s.')
    const id = newId(now)
    const remark = await remarkOn(desk, tx, kase.id, tried.what)
    const said = { id, account: tried.account, triedAt: triedAt.toString(), ...remark }
    return { events: [happened('attempt-made', now, memberActor(agent), said)], id }
  })
}
