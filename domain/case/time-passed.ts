import { claimsEnded, nextClaimEnd } from '../claim/time-passed.ts'
import { applyEvent } from './apply-event.ts'
import { claimEnds } from './claim-ends.ts'
import { isOpen, type Case } from './case.ts'
import { isRunning, type RunningDeadline } from './deadline.ts'
import { happened, type CaseEvent } from './event.ts'
import { rungAbove, type House } from './house.ts'
import { missed } from './missed.ts'
import { passedOn } from '../remedy/pass-on.ts'
import { offerTo } from './offer.ts'

/** How long before it is due a date is called near: a fifth of its time, at most half an hour. */
function nearAt({ setAt, dueAt }: RunningDeadline): Temporal.Instant {
  const span = Math.max(0, dueAt.epochMilliseconds - setAt.epochMilliseconds)
  return dueAt.subtract({ milliseconds: Math.round(Math.min(span / 5, 30 * 60_000)) })
}

/** When the clock has to look at a case next: its first date that falls due or comes near. */
export function lookAgainAt(kase: Case): Temporal.Instant | null {
  if (kase.state === 'closed') return quietAt(kase)
  let first = earlier(nextAgeAt(kase), kase.snooze?.until ?? null)
  if (isOpen(kase)) first = earlier(first, nextClaimEnd(kase.claims))
  for (const deadline of kase.deadlines) {
    if (!isRunning(deadline)) continue
    first = earlier(first, deadline.near ? deadline.dueAt : nearAt(deadline))
  }
  return first
}

const earlier = (a: Temporal.Instant | null, b: Temporal.Instant | null) =>
  a && b ? (Temporal.Instant.compare(a, b) < 0 ? a : b) : (a ?? b)

/** When the case reaches the age at which its policy may say something else. */
function nextAgeAt({ openedAt, duties, state }: Case): Temporal.Instant | null {
  const days = duties?.lookAgainAfterDays ?? null
  return days === null || state !== 'open' ? null : openedAt.add({ hours: 24 * days })
}

/** What the passing of time has done to a case: dates that came near, were missed, or let an offer climb. */
export function timePassed(kase: Case, house: House, now: Temporal.Instant): CaseEvent[] {
  if (kase.state === 'closed') return staysSettled(kase, now)
  if (!isOpen(kase)) return []
  const aged = [...daysPassed(kase, now), ...restOver(kase, now)]
  const older = aged.reduce(applyEvent, kase)
  const over = claimEnds(older, claimsOver(kase, now), house, now)
  const told: CaseEvent[] = [...aged, ...over]
  let current = over.reduce(applyEvent, older)
  const due = current.deadlines
    .filter(isRunning)
    .toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
  for (const deadline of due) {
    for (const event of whatBecameOf(deadline, current, house, now)) {
      told.push(event)
      current = applyEvent(current, event)
    }
  }
  return told
}

/** How long a case stays closed with nobody heard before it counts as settled for good: two weeks. */
const quiet = Temporal.Duration.from({ hours: 14 * 24 })

/** When a case that its customer calls settled is verified, if nobody is heard by then. */
const quietAt = ({ stage, closed }: Case): Temporal.Instant | null =>
  stage === 'customer-confirmed' && closed ? closed.at.add(quiet) : null

function staysSettled(kase: Case, now: Temporal.Instant): CaseEvent[] {
  const at = quietAt(kase)
  if (!at || Temporal.Instant.compare(at, now) > 0) return []
  return [happened('case-verified', now, 'desk', { because: 'quiet' })]
}

/** The age is written down when somebody asked for it, and not every day: an event a day would say nothing. */
function daysPassed(kase: Case, now: Temporal.Instant): CaseEvent[] {
  const at = nextAgeAt(kase)
  if (!at || Temporal.Instant.compare(at, now) > 0) return []
  return [
    happened('day-passed', now, 'desk', { days: Math.floor(kase.openedAt.until(now).total('hours') / 24) }),
  ]
}

/** Its time is up: it is back in the queue. */
const restOver = ({ snooze }: Case, now: Temporal.Instant): CaseEvent[] =>
  snooze && Temporal.Instant.compare(snooze.until, now) <= 0
    ? [happened('case-woken', now, 'desk', { because: 'time' })]
    : []

/** Claims that nobody has shown in time, or whose showing has grown old. */
const claimsOver = ({ claims }: Case, now: Temporal.Instant): CaseEvent[] =>
  claimsEnded(claims, now).map(({ type, data }) => happened(type, now, 'desk', data))

function whatBecameOf(
  deadline: RunningDeadline,
  kase: Case,
  house: House,
  now: Temporal.Instant,
): CaseEvent[] {
  const { id, kind } = deadline
  if (Temporal.Instant.compare(deadline.dueAt, now) > 0) {
    const isNear = Temporal.Instant.compare(nearAt(deadline), now) <= 0
    return isNear && !deadline.near ? [happened('deadline-near', now, 'desk', { id })] : []
  }
  if (kind === 'accept-by') return climb(kase, house, now)
  if (kind === 'follow-up-by') return askAgain(deadline, now)
  if (kind === 'sign-by')
    return [happened('deadline-withdrawn', now, 'desk', { id }), ...passedOn(kase, house, now)]
  return missed(deadline, now)
}

/**
 * An offer that nobody answered goes one rung up. Where the ladder ends there is nobody left to ask:
 * the named senior has the case.
 */
function climb(kase: Case, house: House, now: Temporal.Instant): CaseEvent[] {
  const { offer } = kase
  if (!offer) return []
  const above = rungAbove(house, offer.rung)
  if (!above) return [happened('escalation-landed', now, 'desk', { id: offer.id })]
  const timedOut = happened('escalation-timed-out', now, 'desk', { id: offer.id })
  return [
    timedOut,
    offerTo(applyEvent(kase, timedOut), above, house, now, { trigger: 'timed-out', by: 'desk' }),
  ]
}

/** The customer has not answered in time: it is our turn again to move, and no failure of theirs. */
const askAgain = ({ id }: RunningDeadline, now: Temporal.Instant): CaseEvent[] => [
  happened('deadline-met', now, 'desk', { id }),
  happened('deadlines-resumed', now, 'desk', { dueAt: {} }),
]
