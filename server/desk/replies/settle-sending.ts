import { happened, type CaseEvent } from '#domain/case/event.ts'
import { notArrived } from '#domain/case/not-arrived.ts'
import { Refusal } from '#domain/refusal.ts'
import type { SendOutcome } from '#server/channels/channel.ts'
import type { OrgTx } from '#server/store/database.ts'
import { holdWork, holdWorkOf, settleWork, type WorkRow } from '#server/store/work.ts'
import { answerOn, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { holdTaker, record, type HeldCase } from '../cases/record.ts'

/**
 * How long to wait before the next attempt: half a minute, a minute, then two for an hour, so that what is owed today leaves soon
 * after a relay is back; after that an hour.
 */
const pauseAfter = (attempts: number) =>
  Temporal.Duration.from({ seconds: attempts > 32 ? 3600 : Math.min(120, 30 * 2 ** (attempts - 1)) })

/** Whoever is to be asked may have said before when it makes no sense. */
const later = (one: Temporal.Instant, other: Temporal.Instant | undefined) =>
  other && Temporal.Instant.compare(other, one) > 0 ? other : one

/** A relay's answer often repeats the address; what says why a mail did not go must not outlive an erasure. */
const withoutAddresses = (because: string) => because.replaceAll(/[^\s<>]+@[^\s<>]+/g, '…')

/** An attempt of a piece of sending. */
export type Attempt = { org: string; work: WorkRow }

/** Writes down how an attempt to send ended, on the work and on the case, in one transaction. */
export function settleSending(desk: Desk, { org, work }: Attempt, outcome: SendOutcome): Promise<void> {
  const at = desk.now()
  return desk.db.withOrg(org, async (tx) => {
    const held = await holdTaker(tx, work.case_id)
    const now = await holdWork(tx, work.id)
    // Somebody who took this process for dead has settled it; only a definite answer still counts.
    if (!now || (now.state === 'doing' && now.attempts !== work.attempts)) return
    if (now.state === 'done' || (now.state !== 'doing' && outcome.outcome !== 'sent')) return
    const message = work.message_id
    switch (outcome.outcome) {
      case 'sent':
        await settleWork(tx, work.id, { state: 'done', because: null, dueAt: at.toString() })
        await record(
          desk,
          tx,
          held,
          [happened('reply-sent', at, 'desk', { message })],
          work.kind === 'give-reply' ? {} : { sent: 1 },
        )
        return
      case 'try-later': {
        const dueAt = later(at.add(pauseAfter(work.attempts)), outcome.notBefore).toString()
        await settleWork(tx, work.id, { state: 'queued', because: withoutAddresses(outcome.because), dueAt })
        return
      }
      case 'refused':
        await settleWork(tx, work.id, {
          state: 'refused',
          because: withoutAddresses(outcome.because),
          dueAt: at.toString(),
        })
        await record(
          desk,
          tx,
          held,
          notArrived(held.kase, happened('reply-refused', at, 'desk', { message, because: 'refused' })),
        )
        return
      case 'in-doubt':
        await doubt(desk, tx, held, work, outcome.because)
        return
    }
  })
}

/** What a process left behind that died while sending: before the mail's content it is safe to try again, after it nobody knows. */
export async function settleOrphan(desk: Desk, org: string, id: string): Promise<void> {
  const left = await desk.db.withOrg(org, (tx) => holdWork(tx, id))
  if (!left) return
  return desk.db.withOrg(org, async (tx) => {
    // The case before its work, as everybody locks them.
    const held = await holdTaker(tx, left.case_id)
    const found = await holdWork(tx, id)
    if (!found || found.state !== 'doing') return
    if (found.phase === 'before-data')
      return settleWork(tx, id, {
        state: 'queued',
        because: 'The desk stopped before the mail was handed over.',
        dueAt: desk.now().toString(),
      })
    return doubt(desk, tx, held, found, 'The desk stopped while the mail was being handed over.')
  })
}

/** It may have left and it may not: it is never repeated by itself, and has the case's owner and a deadline. */
async function doubt(desk: Desk, tx: OrgTx, held: HeldCase, work: WorkRow, because: string) {
  const at = desk.now()
  await settleWork(tx, work.id, {
    state: 'in-doubt',
    because: withoutAddresses(because),
    dueAt: at.toString(),
  })
  await record(
    desk,
    tx,
    held,
    notArrived(held.kase, happened('reply-in-doubt', at, 'desk', { message: work.message_id })),
  )
}

type Answer = { messageId: string; key: string }

/** Sends a reply in doubt again: the same bytes under the same Message-ID. */
export const giveReplyAgain = async (desk: Desk, agent: Agent, answer: Answer): Promise<Done> => {
  const done = await settleDoubt(desk, agent, 'giveReplyAgain', answer, 'queued', (id) =>
    happened('reply-repeated', desk.now(), memberActor(agent), { message: id }),
  )
  desk.nudge('work')
  return done
}

/** Says that a reply in doubt has arrived: somebody asked. */
export const confirmArrival = (desk: Desk, agent: Agent, answer: Answer): Promise<Done> =>
  settleDoubt(desk, agent, 'confirmArrival', answer, 'done', (id) =>
    happened('reply-arrived', desk.now(), memberActor(agent), { message: id }),
  )

async function settleDoubt(
  desk: Desk,
  agent: Agent,
  name: string,
  answer: Answer,
  state: 'queued' | 'done',
  event: (message: string) => CaseEvent,
): Promise<Done> {
  const { messageId, key } = answer
  const work = await desk.db.withOrg(agent.org, (tx) => holdWorkOf(tx, messageId))
  if (!work) throw new Refusal('not-found', 'There is no such reply.')
  return answerOn(desk, agent, { name, key, input: answer, caseId: work.case_id }, async (tx) => {
    const now = await holdWork(tx, work.id)
    if (now?.state !== 'in-doubt') throw new Refusal('conflict', 'This reply is not in doubt.')
    await settleWork(tx, work.id, { state, because: null, dueAt: desk.now().toString() })
    return { events: [event(messageId)], id: messageId }
  })
}
