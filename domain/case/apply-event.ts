import { applyClaimEvent } from '../claim/apply-claim-event.ts'
import { applyRemedyEvent } from '../remedy/apply-remedy-event.ts'
import { isDeed } from '../remedy/remedy.ts'
import { acted } from './acted.ts'
import { applyDeadline } from './apply-deadline.ts'
import { applyLadder } from './apply-ladder.ts'
import { applyMerge } from './apply-merge.ts'
import { applyReply } from './apply-reply.ts'
import { applySettling, heardSince } from './apply-settling.ts'
import type { Case, Failure } from './case.ts'
import { isMove, type CaseEvent } from './event.ts'
import { followed } from './invited.ts'
import { later } from './later.ts'
import { owedAgain } from './owed-to-nobody.ts'
import { reopened } from './reopened.ts'
import { seenBy } from './seen-by.ts'
import { snoozed } from './snooze.ts'

/** The case after one more event: pure, so that replay, audit and rehearsal read the same story as the desk. */
export function applyEvent(before: Case, event: CaseEvent): Case {
  const kase = {
    ...before,
    events: before.events + 1,
    seq: before.seq + (isMove(event) ? 1 : 0),
  }
  const { at } = event
  switch (event.type) {
    case 'case-opened':
      throw new RangeError('A case is opened once.')
    case 'message-received': {
      const { account, connection, channel, isPublic, contactAt } = event.data
      const contact = Temporal.Instant.from(contactAt)
      const heard = owedAgain(heardSince(followed(kase, contact), contact), contact)
      return {
        ...heard,
        account: account ?? kase.account,
        connection,
        channel,
        isPublic: kase.isPublic || isPublic,
        turn: 'ours',
        onTheWay: kase.onTheWay.map((reply) => ({ ...reply, missedContact: reply.missedContact ?? contact })),
        contacts: kase.contacts + 1,
        lastContactAt: kase.contacts === 0 ? contact : later(contact, kase.lastContactAt),
        unansweredSince: heard.unansweredSince ?? contact,
        actSince: kase.contacts === 0 ? contact : heard.actSince,
      }
    }
    case 'contact-failed':
      return withFailure(kase, { at, ...event.data })
    case 'failure-withdrawn': {
      const { about } = event.data
      const wasMissed = kase.deadlines.some(({ id, state }) => id === about && state === 'missed')
      return {
        ...kase,
        failureChain: kase.failureChain.filter((failure) => failure.about !== about),
        failures: kase.failures - 1,
        missed: kase.missed - (wasMissed ? 1 : 0),
      }
    }
    case 'facts-entered': {
      const { facts } = event.data
      // What a person has read out of it takes the place of what single words say.
      return {
        ...(event.by !== 'desk' && 'harm' in facts ? withoutDanger(kase) : kase),
        facts: { ...kase.facts, ...facts },
        ...(facts['harm'] === 'safety' && { spokeOfDanger: true as const }),
      }
    }
    case 'danger-proposed': {
      const { message, words } = event.data
      return {
        ...kase,
        danger: { message, words: [...new Set([...(kase.danger?.words ?? []), ...words])] },
        spokeOfDanger: true,
      }
    }
    case 'danger-dismissed':
      return withoutDanger(kase)
    case 'page-sent':
    case 'page-answered':
    case 'page-unanswered':
    case 'promise-passed-on':
      return kase
    case 'evidence-examined':
      return { ...kase, examined: [...new Set([...(kase.examined ?? []), event.data.message])] }
    case 'duties-changed':
      return { ...kase, duties: event.data.duties }
    case 'day-passed':
      return { ...kase, days: event.data.days }
    case 'policy-changed':
      return { ...kase, policy: event.data.policy }
    case 'deadline-set':
    case 'deadline-moved':
    case 'deadline-near':
    case 'deadline-met':
    case 'deadline-missed':
    case 'deadline-withdrawn':
    case 'deadlines-paused':
    case 'deadlines-resumed':
    case 'promise-given':
    case 'promise-kept':
    case 'promise-broken':
    case 'promise-withdrawn':
      return applyDeadline(kase, event)
    case 'escalation-offered':
    case 'escalation-accepted':
    case 'escalation-landed':
    case 'escalation-declined':
    case 'escalation-withdrawn':
    case 'escalation-timed-out':
    case 'case-returned':
    case 'owner-assigned':
      return applyLadder(kase, event)
    case 'reply-written':
    case 'reply-sent':
    case 'reply-arrived':
    case 'reply-refused':
    case 'reply-withdrawn':
    case 'reply-in-doubt':
    case 'reply-repeated':
      return applyReply(kase, event)
    case 'note-written':
    case 'signing-asked':
    case 'signing-edited':
    case 'signing-approved':
    case 'signing-ended':
      return kase
    case 'case-snoozed':
      return snoozed(kase, Temporal.Instant.from(event.data.until))
    case 'case-woken':
      return { ...kase, snooze: null }
    case 'case-resolved':
      return {
        ...kase,
        state: 'closed',
        closed: {
          at,
          by: event.by,
          ...(event.data.hand !== undefined && { hand: event.data.hand }),
        },
        decision: event.data.decision,
        actedAt: kase.actedAt ?? at,
      }
    case 'action-done':
    case 'customer-heard':
    case 'feelings-heard':
    case 'attempt-made':
    case 'case-verified':
      return applySettling(kase, event)
    case 'case-reopened':
      return reopened(kase, event)
    case 'case-taken-back':
      return { ...kase, state: 'taken-back', person: null, account: null, links: [] }
    case 'case-linked':
    case 'case-unlinked':
    case 'merged-into':
    case 'took-over':
    case 'merge-undone':
      return applyMerge(kase, event)
    case 'claim-made':
    case 'claim-code-issued':
    case 'claim-code-elsewhere':
    case 'claim-sign-in-offered':
    case 'claim-sign-in-elsewhere':
    case 'claim-checked':
    case 'claim-verified':
    case 'claim-counted':
    case 'claim-refuted':
    case 'claim-expired':
    case 'claim-withdrawn':
      return { ...kase, claims: applyClaimEvent(kase.claims, event) }
    case 'remedy-given': {
      const given = kase.remedies?.find(({ id }) => id === event.data.id)
      const remedies = applyRemedyEvent(kase.remedies ?? [], event)
      return given && isDeed(given) ? { ...acted(kase, at), remedies } : { ...kase, remedies }
    }
    case 'remedy-proposed':
    case 'remedy-approved':
    case 'remedy-passed-on':
    case 'remedy-declined':
    case 'remedy-withdrawn':
    case 'remedy-reversed':
      return { ...kase, remedies: applyRemedyEvent(kase.remedies ?? [], event) }
    case 'person-described':
    case 'room-offered':
    case 'room-entered':
    case 'room-link-wanted':
    case 'room-closed':
    case 'post-edited':
    case 'post-deleted':
    case 'words-erased':
    case 'items-split-off':
    case 'breach-found':
    case 'breach-mended':
      return kase
    case 'reach-opened':
      return seenBy(
        kase,
        event.by.replace(/^member:/, ''),
        ...(event.data.hand === undefined ? [] : [event.data.hand]),
      )
    case 'person-changed':
      return { ...owedAgain(kase, at), person: event.data.person }
    case 'person-erased':
      return { ...kase, person: null, account: null, letGo: true }
  }
}

function withoutDanger(kase: Case): Case {
  const { danger: _, ...rest } = kase
  return rest
}

const withFailure = (kase: Case, failure: Failure): Case => ({
  ...kase,
  failures: kase.failures + 1,
  failureChain: [...kase.failureChain, failure].slice(-12),
})
