import { isDeepStrictEqual } from 'node:util'
import { applyEvent } from '#domain/case/apply-event.ts'
import { isOpen, type Case } from '#domain/case/case.ts'
import { isRunning, type Deadline } from '#domain/case/deadline.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { factsAbout } from '#domain/case/facts-about.ts'
import { dueAfter, heightOf } from '#domain/case/house.ts'
import { lastTold } from '#domain/case/last-told.ts'
import { saveDuties } from '#domain/case/saved-duties.ts'
import { claimEndsAt } from '#domain/claim/claim.ts'
import type { Written } from './a-life.ts'
import { closedWrongly } from './closed-by-right.ts'
import { reconcile } from '#domain/case/reconcile.ts'
import { lookAgainAt } from '#domain/case/time-passed.ts'

/** A law says what is wrong with what was written, or nothing. `told` is all that the chain held before and holds now. */
type Law = (written: Written, told: readonly CaseEvent[]) => unknown

const instant = (text: string) => Temporal.Instant.from(text)
const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
const running = (kase: Case) => kase.deadlines.filter(isRunning)

const has = (events: readonly CaseEvent[], ...types: CaseEvent['type'][]) =>
  events.some(({ type }) => types.includes(type))

/** The clocks that went on after they had stood still. */
const resumedIn = (events: readonly CaseEvent[]) =>
  new Set(events.flatMap(({ type, data }) => (type === 'deadlines-resumed' ? Object.keys(data.dueAt) : [])))

/** What holds of every case, whatever happens to it, by what it says. */
export const laws: Readonly<Record<string, Law>> = {
  'reconciling twice equals reconciling once': ({ kase, house, now }) => reconcile(kase, house, now),
  'nothing changes by itself before the next date comes near': ({ kase, house }) => {
    const next = lookAgainAt(kase)
    return kase.events % 3 === 0 && next && reconcile(kase, house, next)
  },
  'an open case has an owner and a date besides those by which colleagues decide': ({ kase }) =>
    isOpen(kase) &&
    (kase.owner === '' || running(kase).every(({ kind }) => kind === 'accept-by' || kind === 'sign-by')) && [
      kase.owner,
      kase.deadlines,
    ],
  'a case that is closed, merged into another or taken back owes no date and is offered to nobody': ({
    kase,
  }) =>
    !isOpen(kase) &&
    (kase.offer ?? kase.deadlines.filter(({ state }) => state === 'running' || state === 'paused')),
  'what its customer calls settled is offered to nobody any more, unless it is a danger': (
    { kase },
    told,
  ) => {
    const place = told.findIndex(
      ({ type, data }) => type === 'customer-heard' && data.id === kase.word?.id && data.says === 'settled',
    )
    const isDanger = kase.danger !== undefined || kase.facts['harm'] === 'safety'
    const before = told.slice(0, Math.max(place, 0))
    return (
      !isDanger &&
      before.some(({ type, data }) => type === 'escalation-offered' && data.id === kase.offer?.id) &&
      kase.offer
    )
  },
  'a case is taken back only before anything came of it, and nothing comes of it afterwards': (
    { kase, events },
    told,
  ) => {
    const place = told.findIndex(({ type }) => type === 'case-taken-back')
    if (place < 0) return kase.state === 'taken-back' && kase.events
    const before = told.slice(0, place).filter(({ by }) => by !== 'desk')
    const stays =
      kase.state === 'taken-back' &&
      kase.person === null &&
      kase.snooze === null &&
      lookAgainAt(kase) === null
    return (!stays || before.length > 2 || !has(events, 'case-taken-back')) && [before, kase.state]
  },
  'an open offer has the one running accept-by date, and a case without an offer has none': ({ kase }) => {
    const dates = running(kase).filter(({ kind }) => kind === 'accept-by')
    return (dates.length !== (kase.offer ? 1 : 0) || dates[0]?.id !== kase.offer?.deadline) && dates
  },
  'each clock of the desk runs once': ({ kase }) => {
    const kinds = kase.deadlines
      .filter(({ kind, state }) => kind !== 'promise' && (state === 'running' || state === 'paused'))
      .map(({ kind }) => kind)
    return new Set(kinds).size < kinds.length && kinds
  },
  'the machine never takes a case from its owner, but for the named senior who has it where a ladder ends, and never lowers it':
    ({ before, events, house }) => {
      let kase = before
      for (const event of events) {
        if (!kase) return null
        const after = applyEvent(kase, event)
        const takes = after.owner !== kase.owner && event.type !== 'escalation-landed'
        const lowers =
          event.type !== 'escalation-landed' && heightOf(house, after.rung) < heightOf(house, kase.rung)
        if (event.by === 'desk' && (takes || lowers)) return event
        kase = after
      }
      return null
    },
  'no number of failures, missed dates or contacts is ever less than none': ({
    kase: { failures, missed, contacts },
  }) => Math.min(failures, missed, contacts) < 0 && { failures, missed, contacts },
  'nothing bears the id of something else': (_, told) => {
    const ids = told.flatMap((event) => {
      if (event.type === 'escalation-offered') return [event.data.id, `${event.data.id}.accept`]
      return event.type === 'deadline-set' || event.type === 'promise-given' ? [event.data.id] : []
    })
    return new Set(ids).size < ids.length && ids
  },
  'a case rests only while it is open, its customer silent, no date near and nobody asked to take it': ({
    kase,
    events,
  }) =>
    kase.snooze &&
    (!isOpen(kase) ||
      has(events, 'message-received') ||
      kase.offer !== null ||
      running(kase).some(({ near }) => near)) &&
    kase.snooze,
  'seq counts what the customer and colleagues did, and nothing else': ({ kase }, told) =>
    kase.seq !== told.filter(({ by }) => by !== 'desk').length && kase.seq,
  'duties are written down when they changed, and only then': ({ before, events }) => {
    let duties = before?.duties
    for (const event of events) {
      if (event.type !== 'duties-changed') continue
      if (isDeepStrictEqual(event.data.duties, duties)) return event
      duties = event.data.duties
    }
    return null
  },
  'what the customer wrote waits for a reply that was written after it, and no earlier reply counts as one': (
    { kase },
    told,
  ) => {
    if (has(told, 'took-over')) return
    const waits = stillWaits(told)
    return isOpen(kase) && waits && !kase.unansweredSince && kase.events
  },
  'what the customer says that can be verified changes nothing that is owed: without it policy says the same of it, and where we failed three times, the same of who looks':
    ({ kase, house }) => {
      if (kase.claims.length === 0) return null
      const [told, untold] = [kase, { ...kase, claims: [] }].map((one) =>
        saveDuties(house.duties(factsAbout(one, house.facts))),
      )
      const owed = (duties: typeof told) => [duties?.severity, duties?.clocks, duties?.entitlement]
      return (
        (!isDeepStrictEqual(owed(told), owed(untold)) ||
          (kase.failures >= 3 && told?.rung !== untold?.rung)) && [told, untold]
      )
    },
  'who looks goes by no claim that was not confirmed, was taken off, or has had its time': ({
    kase,
    house,
  }) => {
    const standing = kase.claims.filter(({ state }) => state === 'claimed' || state === 'verified')
    return (
      !isDeepStrictEqual(
        factsAbout(kase, house.facts),
        factsAbout({ ...kase, claims: standing }, house.facts),
      ) && kase.claims
    )
  },
  'a claim of an open case that waits, or is gone by for so long, is looked at when its time is up': ({
    kase,
  }) =>
    isOpen(kase) &&
    kase.claims.find((claim) => {
      const end = claimEndsAt(claim)
      const look = lookAgainAt(kase)
      return end && (!look || isAfter(look, end))
    }),
  'when the customer has written it is our turn': ({ kase, events }) =>
    has(events, 'message-received') && kase.turn !== 'ours',
  'it is the customer’s turn only when a question of ours has reached them and they have not written since': (
    { kase },
    told,
  ) => isOpen(kase) && kase.turn === 'customers' && !isAsked(told) && kase.events,
  'a clock that stood still while we waited for the customer goes on with the time that it had left': (
    { events },
    told,
  ) => {
    const resumed = resumedIn(events)
    const stood = told.slice(placeOfStop(told, resumed))
    if (has(stood, 'duties-changed', 'policy-changed', 'took-over', 'case-reopened')) return null
    // One that a slip had met has slept through what policy said meanwhile.
    const slept = new Set(told.flatMap(({ type, data }) => (type === 'deadline-met' ? [data.id] : [])))
    return events.find(
      ({ type, data }) => type === 'deadline-moved' && resumed.has(data.id) && !slept.has(data.id),
    )
  },
  'what was done late is never called met': ({ before, kase, events }) => {
    const known = knownWhenMet(before, events)
    return events.find((event) => {
      if (event.type !== 'deadline-met') return false
      // Of a case that was given back, the dates are those that it has by itself.
      const deadline = known.get(event) ?? kase.deadlines.find(({ id }) => id === event.data.id)
      if (deadline?.state === 'paused') return isAfter(deadline.pausedAt, deadline.dueAt)
      const done = deadline && doneAt(kase, deadline.kind)
      const isJudged = deadline && ['acknowledge-by', 'act-by', 'next-update-by'].includes(deadline.kind)
      return isJudged && done && isAfter(done, deadline.dueAt)
    })
  },
  'an apology alone stops no clock of our action: it answers whoever waited, and nothing else': (
    { events },
    told,
  ) => {
    const apologies = new Set(
      told.flatMap(({ type, data }) =>
        type === 'reply-written' && data.judged?.apologyOnly ? [data.message] : [],
      ),
    )
    const first = events.find(({ by }) => by === 'desk')
    const isSent = first?.type === 'reply-sent' && apologies.has(first.data.message)
    return (
      isSent &&
      events.find(
        ({ type, data }) =>
          type === 'deadlines-paused' ||
          (type === 'deadline-met' && /^(?:act-by|next-update-by)/.test(data.id)),
      )
    )
  },
  'an invitation alone answers nobody: no clock is met or stopped by it, and whoever waited waits on': (
    { before, kase, events },
    told,
  ) => {
    const invitations = new Set(
      told.flatMap(({ type, data }) => (type === 'reply-written' && data.onlyInvites ? [data.message] : [])),
    )
    const first = events.find(({ by }) => by === 'desk')
    const isSent = first?.type === 'reply-sent' && invitations.has(first.data.message)
    return (
      isSent &&
      (has(events, 'deadline-met', 'deadlines-paused') ||
        !isDeepStrictEqual(before?.unansweredSince?.toString(), kase.unansweredSince?.toString()))
    )
  },
  'no case is closed without the customer’s word, or dated tries to get it, but by a named exception': (
    { events, house },
    told,
  ) => {
    const closed = events.find((event) => event.type === 'case-resolved')
    return closed?.type === 'case-resolved' && closedWrongly(told, closed, house.deskHours.zone)
  },
  'verified is only what the customer called settled, and a closed case waits for nothing else': ({
    before,
    kase,
    events,
  }) =>
    (has(events, 'case-verified') && before?.stage !== 'customer-confirmed' && before?.stage) ||
    (kase.state === 'closed' && kase.stage !== 'customer-confirmed' && lookAgainAt(kase)),
  'a case that a colleague, or a reply that never arrived, opens again owes dates to come and not the old ones':
    ({ kase, events, now }) => {
      const isReopened = events.some(
        ({ type, data }) =>
          type === 'case-reopened' && (data.because === 'colleague' || data.because === 'reply-failed'),
      )
      return isReopened && running(kase).find(({ dueAt }) => !isAfter(dueAt, now))
    },
  'taking a case over makes nothing due that neither case owed': ({ before, kase, events, now }) => {
    const took = events.find((event) => event.type === 'took-over')
    if (!took || before?.unansweredSince) return
    const { unansweredSince } = took.data
    return unansweredSince
      ? !kase.unansweredSince?.equals(instant(unansweredSince)) && kase.unansweredSince
      : kase.unansweredSince && now
  },
  'when a case turns out graver, no date stays later than policy now allows': ({ kase, house }, told) => {
    if (!kase.duties || !isOpen(kase)) return
    const { updateEvery, always, followUpWithin, acknowledgeWithin } = kase.duties.clocks
    const within = {
      'next-update-by': updateEvery,
      'follow-up-by': followUpWithin,
      'in-doubt-by': acknowledgeWithin,
    }
    const stood = resumedIn(told)
    return running(kase).find(({ id, kind, setAt, dueAt }) => {
      if (kind !== 'next-update-by' && kind !== 'follow-up-by' && kind !== 'in-doubt-by') return false
      return (
        !stood.has(id) && isAfter(dueAt, dueAfter(house, setAt, Temporal.Duration.from(within[kind]), always))
      )
    })
  },
}

/**
 * From where on in the chain these clocks stood still: where the desk wrote it down, or, where a merge is undone, from
 * the moment since which the case would by itself have waited for its customer.
 */
function placeOfStop(told: readonly CaseEvent[], clocks: ReadonlySet<string>): number {
  const givenAt = ({ type, data }: CaseEvent) =>
    Object.entries(type === 'merge-undone' ? (data.own?.dates ?? {}) : {}).find(
      ([id, { pausedAt }]) => pausedAt !== undefined && clocks.has(id),
    )?.[1].pausedAt
  const place = told.findLastIndex((event) => event.type === 'deadlines-paused' || givenAt(event))
  const written = told[place]
  const at = written && givenAt(written)
  if (at) return told.findIndex((event) => !isAfter(instant(at), event.at))
  // One that a slip had met stands still later than those beside it, and is written down anew.
  const before = told.findLastIndex(({ type }, nth) => nth < place && type === 'deadlines-resumed')
  return told.findIndex(({ type }, nth) => nth > before && type === 'deadlines-paused')
}

/** When what a date asks for was done. */
const doneAt = (kase: Case, kind: Deadline['kind']) =>
  kind === 'act-by' ? kase.actedAt : kind === 'next-update-by' ? lastTold(kase) : kase.lastReplyAt

/** Each date as it stood in the moment before it was met: withdrawing a promise can wake one that had been met by it. */
function knownWhenMet(
  before: Case | null,
  events: readonly CaseEvent[],
): Map<CaseEvent, Deadline | undefined> {
  const known = new Map<CaseEvent, Deadline | undefined>()
  if (!before || has(events, 'merge-undone')) return known
  let kase = before
  for (const event of events) {
    if (event.type === 'deadline-met')
      known.set(
        event,
        kase.deadlines.find(({ id }) => id === event.data.id),
      )
    kase = applyEvent(kase, event)
  }
  return known
}

/** Whether a contact came after the newest reply that has arrived was written. */
function stillWaits(told: readonly CaseEvent[]): boolean {
  const written = new Map<string, number>()
  let contact = -1
  let answered = -1
  for (const [place, { type, data }] of told.entries()) {
    if (type === 'message-received') contact = place
    // An invitation answers nobody.
    if (type === 'reply-written' && !data.onlyInvites) written.set(data.message, place)
    if (type === 'reply-sent' || type === 'reply-arrived')
      answered = Math.max(answered, written.get(data.message) ?? -1)
  }
  return contact > answered
}

/** Whether a question has arrived that was written after the customer's last contact. */
function isAsked(told: readonly CaseEvent[]): boolean {
  const questions = new Set<string>()
  let asked = false
  for (const { type, data } of told) {
    if (type === 'reply-written' && data.asks && !data.judged?.apologyOnly) questions.add(data.message)
    if (type === 'message-received') questions.clear()
    if (type === 'message-received') asked = false
    if (type === 'reply-sent' || type === 'reply-arrived') asked ||= questions.has(data.message)
  }
  return asked
}
