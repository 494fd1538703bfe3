import { applyEvent } from './apply-event.ts'
import { isOpen, type Case } from './case.ts'
import { contactFails, isJudged } from './contact-fails.ts'
import type { ClockKind } from './deadline.ts'
import type { CaseEvent } from './event.ts'
import type { House } from './house.ts'
import { courseOf, goneOn, isFailureJudged, lived, workedOut, writtenDown } from './own-course.ts'

/** What a case would say of itself without a merge. */
export type Alone = {
  kase: Case
  before: Case
  /** The dates that it had before. */
  dates: ReadonlySet<string>
  /** Of each kind, the dates that were set since, worked out from both together, and stand as missed. */
  missed: ReadonlyMap<ClockKind, readonly string[]>
  /** The contacts that count as failed only because of how both stood together. */
  unjust: ReadonlySet<string>
}

/**
 * What has happened to a case since it took another over, told without the other: whose turn it is, since when its
 * customer waits, who has it, what has become of the dates that it had. What people did stays; what the desk worked out
 * from both together falls away, and is worked out for those dates anew.
 */
export function livedAlone(
  before: Case,
  since: readonly CaseEvent[],
  other: string,
  { house, now }: { house: House; now: Temporal.Instant },
): Alone {
  const mergedAt = since[0]?.at ?? now
  let course = courseOf(before, house, mergedAt)
  let together = before
  let follows: CaseEvent | null = null
  const missed = new Set<string>()
  const unjust = new Set<string>()
  let heard: Heard | null = null
  for (const event of since) {
    const stoodOn = together.rung
    together = applyEvent(together, event)
    course = goneOn(course, event.at)
    const alone = course.kase
    if (event.type === 'message-received') heard = { alone, event }
    const isUnjust: boolean = heard !== null && isUnjustFailure(event, heard)
    const isOfUnjust = event.type === 'failure-withdrawn' && unjust.has(event.data.about)
    const isOwn: boolean =
      !isUnjust &&
      !isOfUnjust &&
      !isOfMerge(event, other) &&
      !isWorkedOut(event) &&
      !isFailureJudged(event) &&
      !(isWoken(event) && event.at.equals(mergedAt)) &&
      !isOfForeignOffer(event, alone, follows)
    if (event.type === 'deadline-missed' && isSetSince(before, event.data.id)) missed.add(event.data.id)
    if (event.type === 'failure-withdrawn') {
      missed.delete(event.data.about)
      unjust.delete(event.data.about)
    }
    if (isUnjust && event.type === 'contact-failed') unjust.add(event.data.about)
    if (isOwn) course = lived(course, onItsRung(event, stoodOn, alone.rung))
    if (event.type === 'deadlines-paused') course = writtenDown(course, event.at)
    follows = isOwn ? event : null
    if (!isOwn && event.type === 'escalation-accepted') follows = event
  }
  const { kase, dates } = goneOn(course, now)
  return { kase, before, dates, missed: byKind(missed), unjust }
}

/** What a customer wrote last, and the case by itself as it stood before. */
type Heard = { alone: Case; event: Extract<CaseEvent, { type: 'message-received' }> }

/** Whether a contact was judged to have failed that would not have, had the other never been there. */
function isUnjustFailure(event: CaseEvent, { alone, event: { data } }: Heard): boolean {
  return (
    event.type === 'contact-failed' &&
    event.by === 'desk' &&
    event.data.about === data.message &&
    isJudged(event.data.reason) &&
    isOpen(alone) &&
    !contactFails(alone, data.channel, Temporal.Instant.from(data.contactAt))
  )
}

/** A date counts on from those that a case had before. */
const isSetSince = ({ counted }: Case, id: string) => Number(id.slice(id.lastIndexOf('.') + 1)) > counted

const byKind = (ids: ReadonlySet<string>) =>
  new Map(workedOut.map((kind) => [kind, [...ids].filter((id) => id.startsWith(`${kind}.`))] as const))

/** Giving a case to somebody leaves it on its rung, whichever that was. */
const onItsRung = (event: CaseEvent, stoodOn: string, rung: string): CaseEvent =>
  event.type === 'owner-assigned' && event.data.rung === stoodOn
    ? { ...event, data: { ...event.data, rung } }
    : event

const isOfMerge = ({ type, data }: CaseEvent, other: string) =>
  (type === 'took-over' || type === 'merge-undone') && data.case === other

/** What the desk itself makes of a case: its duties, and what becomes of its dates. */
function isWorkedOut({ type, by }: CaseEvent): boolean {
  if (by !== 'desk') return false
  return type === 'duties-changed' || type.startsWith('deadlines-') || type.startsWith('deadline-')
}

/** The desk has woken it: in the moment of the merge, that was its doing. */
const isWoken = ({ type, by }: CaseEvent) => type === 'case-woken' && by === 'desk'

/** Whether an event belongs to an offer that the case would not have had; `follows` is what came just before it. */
function isOfForeignOffer(event: CaseEvent, alone: Case, follows: CaseEvent | null): boolean {
  switch (event.type) {
    case 'escalation-offered': {
      const { trigger } = event.data
      if (trigger === 'timed-out') return follows?.type !== 'escalation-timed-out'
      if (trigger === 'declined') return follows?.type !== 'escalation-declined'
      return trigger === 'policy' || trigger === 'customer'
    }
    case 'escalation-withdrawn':
      return isOfPolicy(event, alone) || alone.offer?.id !== event.data.id
    case 'escalation-accepted':
    case 'escalation-declined':
    case 'escalation-timed-out':
    case 'escalation-landed':
      return alone.offer?.id !== event.data.id
    case 'owner-assigned':
      // Whoever accepts what was offered to somebody else takes it in the same breath.
      return (
        follows?.type === 'escalation-accepted' &&
        follows.at.equals(event.at) &&
        follows.by === event.by &&
        alone.taken?.id !== follows.data.id
      )
    default:
      return false
  }
}

/** Whether the desk took an offer back by what it made of both together; what the customer calls settled is settled for each. */
const isOfPolicy = ({ by, data }: Extract<CaseEvent, { type: 'escalation-withdrawn' }>, alone: Case) =>
  by === 'desk' && data.because === undefined && isOpen(alone)
