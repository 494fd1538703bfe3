import { applyClaimEvent } from '../claim/apply-claim-event.ts'
import { readClaim } from '../claim/read-claim.ts'
import { applyRemedyEvent } from '../remedy/apply-remedy-event.ts'
import { readRemedy } from '../remedy/read-remedy.ts'
import { isDeed, type Remedy } from '../remedy/remedy.ts'
import type { Case, Failure, Offer } from './case.ts'
import { changeDeadline, ended, paused, resumed, withDeadline } from './change-deadline.ts'
import { withoutPromise } from './without-promise.ts'
import { withDatesAgain, withoutTaken } from './without-taken.ts'
import { newDeadline } from './deadline.ts'
import { isMove, type CaseEvent } from './event.ts'
import { acted } from './acted.ts'
import { applySettling, disputedNo, hasGoneOut, heardSince, neverArrived, unasked } from './apply-settling.ts'
import { isNo } from './closing.ts'
import { snoozed } from './snooze.ts'
import { reached } from './stage.ts'

type Opened = Extract<CaseEvent, { type: 'case-opened' }>

/** The case as it is born: with an owner, and nothing owed until policy has been asked. */
export function openCase(id: string, { at, data }: Opened): Case {
  return {
    id,
    number: data.number,
    state: 'open',
    stage: 'detected',
    policy: data.policy,
    person: data.person,
    account: data.account,
    connection: data.connection,
    channel: data.channel,
    isPublic: false,
    owner: data.owner,
    rung: data.rung,
    heldSince: at,
    turn: 'ours',
    facts: data.facts,
    ...(data.facts['harm'] === 'safety' && { spokeOfDanger: true as const }),
    failures: 0,
    missed: 0,
    days: 0,
    refusals: 0,
    disagreed: false,
    contacts: 0,
    failureChain: [],
    claims: [],
    duties: null,
    deadlines: [],
    offer: null,
    taken: null,
    snooze: null,
    openedAt: at,
    lastContactAt: at,
    unansweredSince: null,
    actSince: at,
    actedAt: null,
    lastReplyAt: null,
    onTheWay: [],
    inDoubt: [],
    decision: null,
    ...(data.reachOpenedBy && { reachOpenedBy: data.reachOpenedBy }),
    mergedInto: null,
    tookOver: [],
    links: [],
    counted: 0,
    events: 1,
    seq: 1,
  }
}

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
      return {
        ...heardSince(kase, contact),
        account: account ?? kase.account,
        connection,
        channel,
        isPublic: kase.isPublic || isPublic,
        turn: 'ours',
        onTheWay: kase.onTheWay.map((reply) => ({ ...reply, missedContact: reply.missedContact ?? contact })),
        contacts: kase.contacts + 1,
        lastContactAt: kase.contacts === 0 ? contact : later(contact, kase.lastContactAt),
        unansweredSince: kase.unansweredSince ?? contact,
        actSince: kase.contacts === 0 ? contact : kase.actSince,
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
      return kase
    case 'evidence-examined':
      return { ...kase, examined: [...new Set([...(kase.examined ?? []), event.data.message])] }
    case 'duties-changed':
      return { ...kase, duties: event.data.duties }
    case 'day-passed':
      return { ...kase, days: event.data.days }
    case 'policy-changed':
      return { ...kase, policy: event.data.policy }
    case 'deadline-set': {
      const { id, kind, dueAt } = event.data
      return withDeadline(kase, newDeadline(id, kind, at, Temporal.Instant.from(dueAt)))
    }
    case 'deadline-moved':
      return changeDeadline(kase, event.data.id, (deadline) => ({
        ...deadline,
        dueAt: Temporal.Instant.from(event.data.dueAt),
      }))
    case 'deadline-near':
      return changeDeadline(kase, event.data.id, (deadline) =>
        deadline.state === 'running' ? { ...deadline, near: true } : deadline,
      )
    case 'deadline-met':
      return changeDeadline(kase, event.data.id, ended('met', at))
    case 'deadline-missed':
      return changeDeadline({ ...kase, missed: kase.missed + 1 }, event.data.id, ended('missed', at))
    case 'deadline-withdrawn':
      return changeDeadline(kase, event.data.id, ended('withdrawn', at))
    case 'deadlines-paused':
      return { ...kase, deadlines: kase.deadlines.map((deadline) => paused(deadline, at)) }
    case 'deadlines-resumed': {
      const { dueAt } = event.data
      return {
        ...kase,
        turn: 'ours',
        deadlines: kase.deadlines.map((deadline) => resumed(deadline, at, dueAt[deadline.id])),
      }
    }
    case 'promise-given': {
      const { id, dueAt } = event.data
      const promise = newDeadline(id, 'promise', at, Temporal.Instant.from(dueAt))
      return { ...withDeadline(reached(kase, 'action-committed'), promise), actedAt: kase.actedAt ?? at }
    }
    case 'promise-kept':
      return changeDeadline(acted(kase, at), event.data.id, ended('met', at))
    case 'promise-broken':
      return changeDeadline({ ...kase, missed: kase.missed + 1 }, event.data.id, ended('missed', at))
    case 'promise-withdrawn':
      return withoutPromise(kase, event.data.id, at)
    case 'escalation-offered': {
      const { id, from, rung, to, axis, trigger, acceptBy } = event.data
      const deadline = `${id}.accept`
      return {
        ...withDeadline(kase, newDeadline(deadline, 'accept-by', at, Temporal.Instant.from(acceptBy))),
        offer: { id, from, rung, to, axis, trigger, offeredAt: at, deadline },
      }
    }
    case 'escalation-accepted':
    case 'escalation-landed':
      return withoutOffer(
        kase.offer ? takenBy(kase, kase.offer, at) : kase,
        event.type === 'escalation-accepted' ? 'met' : 'missed',
        at,
      )
    case 'escalation-declined':
    case 'escalation-withdrawn':
      return withoutOffer(kase, 'withdrawn', at)
    case 'escalation-timed-out':
      return withoutOffer(kase, 'missed', at)
    case 'case-returned':
    case 'owner-assigned':
      return { ...kase, owner: event.data.owner, rung: event.data.rung, heldSince: at }
    case 'reply-written': {
      const { message, asks, judged } = event.data
      // “Please write to us” asks for nothing that our work would have to wait for.
      const said = judged?.apologyOnly ? { asks: false, apologyOnly: true as const } : { asks }
      const { asksSettled, refuses, hand } = event.data
      const does = {
        ...(asksSettled && { asksSettled }),
        ...(refuses && {
          refuses: { decision: refuses, by: hand === undefined ? event.by : `member:${hand}` },
        }),
      }
      return { ...kase, onTheWay: [...kase.onTheWay, { message, ...said, ...does, missedContact: null }] }
    }
    case 'reply-sent':
    case 'reply-arrived':
      return withReply(kase, event.data.message, at)
    case 'reply-refused':
      // It has not arrived, so the customer waits again, from now on: the time before was not theirs to lose.
      return {
        ...neverArrived(notOnItsWay(kase, event.data.message), event.data.message),
        turn: 'ours',
        unansweredSince: kase.unansweredSince ?? at,
      }
    case 'reply-withdrawn':
      // It never left: what it would have answered or asked is as it was.
      return notOnItsWay(kase, event.data.message)
    case 'reply-in-doubt':
      return { ...kase, inDoubt: [...kase.inDoubt, event.data.message] }
    case 'reply-repeated':
      return { ...kase, inDoubt: without(kase.inDoubt, event.data.message) }
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
    case 'case-reopened': {
      // Given back, it is as it was: nothing began anew while it rested.
      if (event.data.because === 'unmerged')
        return withDatesAgain(
          {
            ...seenBy(kase, ...(event.data.reachOpenedBy ?? [])),
            state: 'open',
            mergedInto: null,
            claims: event.data.claims?.map(readClaim) ?? kase.claims,
            ...(event.data.remedies && { remedies: event.data.remedies.map(readRemedy) }),
          },
          event.data.dates ?? [],
        )
      const began = beganAgain(kase)
      return {
        ...began,
        state: 'open',
        heldSince: at,
        turn: 'ours',
        // While it rested nothing was owed: who waited then waits from now on, and who writes, from when they wrote.
        unansweredSince: event.data.because === 'customer-wrote' ? null : kase.unansweredSince && at,
        // Whoever writes again after a no does not accept it.
        ...(isComeBackAfterNo(kase, event) && { disagreed: true, ...disputedNo(began, 'wrote') }),
        decision: null,
        mergedInto: null,
        actSince: at,
        actedAt: null,
      }
    }
    case 'case-linked': {
      const { case: other, because, state } = event.data
      return {
        ...kase,
        links: [...kase.links.filter((link) => link.case !== other), { case: other, because, state }],
      }
    }
    case 'case-unlinked':
      return { ...kase, links: kase.links.filter((link) => link.case !== event.data.case) }
    case 'merged-into':
      return { ...kase, state: 'merged', mergedInto: event.data.case }
    case 'took-over': {
      const { case: other, failures, missed, contacts, actSince, unansweredSince } = event.data
      const { harm, spokeOfDanger, settled } = event.data
      const waits = unansweredSince === null ? null : Temporal.Instant.from(unansweredSince)
      // The customer's word counts for both only where they said it of both.
      const heard = waits || !settled ? heardSince(kase, at) : kase
      return {
        ...seenBy(
          withRemedies(heard, (event.data.remedies ?? []).map(readRemedy)),
          ...(event.data.reachOpenedBy ?? []),
        ),
        turn: waits ? 'ours' : kase.turn,
        tookOver: [...kase.tookOver, other],
        ...(harm && { facts: { ...kase.facts, harm } }),
        ...(spokeOfDanger && { spokeOfDanger }),
        actSince: earlier(kase.actSince, Temporal.Instant.from(actSince)),
        unansweredSince:
          waits && kase.unansweredSince
            ? earlier(kase.unansweredSince, waits)
            : (waits ?? kase.unansweredSince),
        failures: kase.failures + failures,
        missed: kase.missed + missed,
        contacts: kase.contacts + contacts,
        claims: [...kase.claims, ...(event.data.claims ?? []).map(readClaim)],
      }
    }
    case 'merge-undone':
      return withoutTaken(kase, event.data, at)
    case 'claim-made':
    case 'claim-code-issued':
    case 'claim-code-elsewhere':
    case 'claim-sign-in-offered':
    case 'claim-sign-in-elsewhere':
    case 'claim-checked':
    case 'claim-verified':
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
      return { ...kase, person: event.data.person }
    case 'person-erased':
      return { ...kase, person: null, account: null }
  }
}

/** A case that was reopened stands where it stood when we had heard of it and done nothing yet, on the rung that it had reached. */
function beganAgain(kase: Case): Case {
  const {
    uncommitted: _,
    deedAt: _done,
    word: _said,
    attempts: _tried,
    closed: _closed,
    ...rest
  } = unasked(kase)
  const { toldNo } = kase
  return {
    ...rest,
    stage: kase.stage === 'detected' ? 'detected' : 'acknowledged',
    ...(toldNo && { toldNo: { ...toldNo, isPast: true as const } }),
  }
}

/** Whether a customer comes back to a case that was closed by a no which they had been told. */
const isComeBackAfterNo = (kase: Case, { data }: Extract<CaseEvent, { type: 'case-reopened' }>) =>
  data.because === 'customer-wrote' && isNo(kase.decision) && kase.toldNo !== undefined

/** Who has seen how far a voice carries has seen it: also when cases are parted again. */
function seenBy(kase: Case, ...members: string[]): Case {
  if (members.length === 0) return kase
  return { ...kase, reachOpenedBy: [...new Set([...(kase.reachOpenedBy ?? []), ...members])] }
}

/** What was given on a case that is taken over counts on the one that took it. */
const withRemedies = (kase: Case, taken: readonly Remedy[]): Case =>
  taken.length === 0 ? kase : { ...kase, remedies: [...(kase.remedies ?? []), ...taken] }

const without = (list: readonly string[], gone: string) => list.filter((one) => one !== gone)

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)

/** A reply answers what the customer had written by the time it was written; a question waits from when it arrives. */
function withReply(kase: Case, message: string, at: Temporal.Instant): Case {
  const reply = kase.onTheWay.find((one) => one.message === message)
  const missed = reply?.missedContact ?? null
  return {
    ...hasGoneOut(notOnItsWay(reached(kase, 'acknowledged'), message), reply, at),
    ...updated(kase, reply?.apologyOnly ?? false, at),
    turn: reply?.asks && missed === null ? 'customers' : kase.turn,
    unansweredSince: missed && kase.unansweredSince && later(missed, kase.unansweredSince),
    lastReplyAt: kase.lastReplyAt ? later(at, kase.lastReplyAt) : at,
  }
}

/** An apology alone tells nothing: what we last told, we told before it. */
function updated(
  { lastUpdateAt, lastReplyAt }: Case,
  apologyOnly: boolean,
  at: Temporal.Instant,
): Partial<Case> {
  if (apologyOnly) return { lastUpdateAt: lastUpdateAt === undefined ? lastReplyAt : lastUpdateAt }
  if (lastUpdateAt === undefined) return {}
  return { lastUpdateAt: lastUpdateAt ? later(at, lastUpdateAt) : at }
}

function withoutDanger(kase: Case): Case {
  const { danger: _, ...rest } = kase
  return rest
}

const notOnItsWay = (kase: Case, message: string): Case => ({
  ...kase,
  onTheWay: kase.onTheWay.filter((reply) => reply.message !== message),
  inDoubt: without(kase.inDoubt, message),
})

/** Whoever takes it looks again: nobody else has to be asked for that. */
function undisputed(kase: Case): Case {
  const { disputed: _, ...rest } = kase
  return rest
}

const takenBy = (kase: Case, { id, to, rung }: Offer, at: Temporal.Instant): Case => ({
  ...undisputed(reached(kase, 'accepted')),
  owner: to,
  rung,
  heldSince: at,
  taken: { id, from: kase.owner, fromRung: kase.rung },
})

const withFailure = (kase: Case, failure: Failure): Case => ({
  ...kase,
  failures: kase.failures + 1,
  failureChain: [...kase.failureChain, failure].slice(-12),
})

function withoutOffer(kase: Case, state: 'met' | 'missed' | 'withdrawn', at: Temporal.Instant): Case {
  const { offer } = kase
  return offer ? changeDeadline({ ...kase, offer: null }, offer.deadline, ended(state, at)) : kase
}
