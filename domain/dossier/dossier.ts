import type { Case } from '../case/case.ts'
import { isRunning } from '../case/deadline.ts'
import type { CaseEvent } from '../case/event.ts'
import { asPolicyWrites } from '../remedy/money.ts'
import type { RemedyEventData } from '../remedy/remedy-event.ts'

/** An event with its place in its chain. */
export type ChainEvent = { caseId: string; seq: number; event: CaseEvent }

/** The parts of a dossier, in the order in which whoever has to decide asks for them. */
export const dossierParts = ['failures', 'promises', 'silences', 'clocks', 'policy', 'happened'] as const

export type DossierPart = (typeof dossierParts)[number]

/** What a line says; the screens have the words. */
export const dossierSays = [
  'failed',
  'promised',
  'silent',
  'owed',
  'missed',
  'severity',
  'rung',
  'remedy',
  'wrote',
  'answered',
  'noted',
  'offered',
  'taken',
  'declined',
  'not-taken',
  'given-back',
  'assigned',
  'claimed',
  'claim-verified',
  'claim-not-confirmed',
  'settled',
  'opened-again',
  'took-over',
  'gave',
  'took-gift-back',
] as const

type DossierSays = (typeof dossierSays)[number]

/** One statement, with the event that it rests on and whose words belong to it. */
export type DossierLine = {
  part: DossierPart
  says: DossierSays
  at: Temporal.Instant
  /** The event that shows it. */
  caseId: string
  seq: number
  /** Which colleague, by handle. */
  by: string | null
  /** The message or the remark in whose words it was said. */
  words: string | null
  values: Readonly<Record<string, string | number | null>>
}

/**
 * The kinds of event that a dossier reads, all of them; besides the newest at which policy was asked, and those that set the
 * dates that run. What a case has most of, clocks that were set and met, is none of its business.
 */
export const dossierReads = [
  'case-opened',
  'owner-assigned',
  'case-returned',
  'merge-undone',
  'contact-failed',
  'failure-withdrawn',
  'promise-given',
  'promise-kept',
  'promise-broken',
  'promise-withdrawn',
  'promise-passed-on',
  'message-received',
  'reply-written',
  'reply-sent',
  'note-written',
  'deadline-missed',
  'escalation-offered',
  'escalation-accepted',
  'escalation-landed',
  'escalation-declined',
  'escalation-timed-out',
  'claim-made',
  'claim-verified',
  'claim-refuted',
  'claim-expired',
  'case-resolved',
  'case-reopened',
  'took-over',
  'remedy-proposed',
  'remedy-given',
  'remedy-reversed',
] as const satisfies readonly CaseEvent['type'][]

/** So long nobody is silent yet. */
const silentAfter = Temporal.Duration.from({ hours: 24 })

/**
 * What somebody has to know who takes a case up: what we failed at, what is promised, when nobody answered, which dates run,
 * what policy lets us do, and what happened. Each line names the event that shows it; nothing is said that no event shows.
 * The events are those of the case and of the cases that it took over, in the order in which they happened.
 */
export function dossierOf(kase: Case, events: readonly ChainEvent[], now: Temporal.Instant): DossierLine[] {
  const all = [
    ...failuresIn(events),
    ...promisesIn(events),
    ...silencesIn(kase, events, now),
    ...clocksIn(kase, events),
    ...policyIn(events),
    ...happenedIn(events),
  ]
  return all.toSorted((a, b) => dossierParts.indexOf(a.part) - dossierParts.indexOf(b.part))
}

type Parts = Partial<Pick<DossierLine, 'at' | 'by' | 'words' | 'values'>>

const line = (
  part: DossierPart,
  says: DossierSays,
  { caseId, seq, event }: ChainEvent,
  { at = event.at, by = handleOf(event), words = null, values = {} }: Parts = {},
): DossierLine => ({ part, says, at, caseId, seq, by, words, values })

const handleOf = ({ by }: CaseEvent): string | null => (by.startsWith('member:') ? by.slice(7) : null)

/** Each failed contact and date, with who had the case then; what was taken back is none. */
function failuresIn(events: readonly ChainEvent[]): DossierLine[] {
  const withdrawn = new Set(
    events.flatMap(({ event }) => (event.type === 'failure-withdrawn' ? [event.data.about] : [])),
  )
  const owners = new Map<string, string>()
  const offers = new Map<string, string>()
  const found: DossierLine[] = []
  for (const one of events) {
    const { caseId, event } = one
    if (event.type === 'escalation-offered') offers.set(event.data.id, event.data.to)
    const owner = ownerAfter(event, offers) ?? owners.get(caseId)
    if (owner !== undefined) owners.set(caseId, owner)
    if (event.type !== 'contact-failed' || withdrawn.has(event.data.about)) continue
    const { reason, about } = event.data
    found.push(
      line('failures', 'failed', one, {
        by: owner ?? null,
        words: about,
        values: { reason, about, place: found.length + 1 },
      }),
    )
  }
  return found
}

/** Who has the case since this event, if it brought it to somebody: an offer that was taken did, or that fell to them. */
function ownerAfter(event: CaseEvent, offers: ReadonlyMap<string, string>): string | undefined {
  switch (event.type) {
    case 'case-opened':
    case 'owner-assigned':
    case 'case-returned':
      return event.data.owner
    case 'escalation-accepted':
    case 'escalation-landed':
      return offers.get(event.data.id)
    case 'merge-undone':
      return event.data.own?.holder?.owner
    default:
      return undefined
  }
}

/** Each promise, and what became of it. */
function promisesIn(events: readonly ChainEvent[]): DossierLine[] {
  const ends = new Map(
    events.flatMap(({ event }) =>
      event.type === 'promise-kept' || event.type === 'promise-broken' || event.type === 'promise-withdrawn'
        ? [[event.data.id, event.type.slice('promise-'.length)] as const]
        : [],
    ),
  )
  const keepers = new Map(
    events.flatMap(({ event }) =>
      event.type === 'promise-passed-on' ? [[event.data.id, event.data.to] as const] : [],
    ),
  )
  return events.flatMap((one) => {
    if (one.event.type !== 'promise-given') return []
    const { id, giver, dueAt, remark } = one.event.data
    const state = ends.get(id) ?? 'running'
    const by = keepers.get(id) ?? giver
    return [line('promises', 'promised', one, { by, words: remark, values: { dueAt, state } })]
  })
}

/** Where a customer wrote and had no answer for a day or more. */
function silencesIn(kase: Case, events: readonly ChainEvent[], now: Temporal.Instant): DossierLine[] {
  const found: DossierLine[] = []
  let waiting: { one: ChainEvent; since: Temporal.Instant } | null = null
  const invitations = new Set<string>()
  const end = (until: Temporal.Instant | null) => {
    if (!waiting) return
    const { one, since } = waiting
    waiting = null
    if (Temporal.Duration.compare(since.until(until ?? now), silentAfter) < 0) return
    found.push(
      line('silences', 'silent', one, {
        values: { from: since.toString(), until: until?.toString() ?? null },
      }),
    )
  }
  for (const one of events) {
    if (one.event.type === 'message-received')
      waiting ??= { one, since: Temporal.Instant.from(one.event.data.contactAt) }
    if (one.event.type === 'reply-written' && one.event.data.onlyInvites)
      invitations.add(one.event.data.message)
    if (one.event.type === 'reply-sent' && !invitations.has(one.event.data.message)) end(one.event.at)
    if (one.event.type === 'case-resolved') end(one.event.at)
  }
  if (kase.state === 'open') end(null)
  return found
}

/** The dates that run, and those that were missed. */
function clocksIn(kase: Case, events: readonly ChainEvent[]): DossierLine[] {
  const missed = events.flatMap((one) =>
    one.event.type === 'deadline-missed'
      ? [line('clocks', 'missed', one, { values: { id: one.event.data.id } })]
      : [],
  )
  const running = kase.deadlines.flatMap((deadline) => {
    if (!isRunning(deadline) && deadline.state !== 'paused') return []
    const set = events.findLast(
      ({ event }) =>
        (event.type === 'deadline-set' ||
          event.type === 'deadline-moved' ||
          event.type === 'promise-given' ||
          event.type === 'escalation-offered') &&
        (event.data.id === deadline.id || `${event.data.id}.accept` === deadline.id),
    )
    // What has no event of its own came with the newest one.
    const shows = set ?? events.at(-1)
    return shows
      ? [
          line('clocks', 'owed', shows, {
            by: null,
            values: { kind: deadline.kind, dueAt: deadline.dueAt.toString(), state: deadline.state },
          }),
        ]
      : []
  })
  return [...running, ...missed]
}

/** What policy says now: by the newest event at which it was asked. */
function policyIn(events: readonly ChainEvent[]): DossierLine[] {
  const asked = events.findLast(({ event }) => event.type === 'duties-changed')
  if (asked?.event.type !== 'duties-changed') return []
  const { severity, rung, entitlement } = asked.event.data.duties
  return [
    line('policy', 'severity', asked, { values: { severity } }),
    line('policy', 'rung', asked, { values: { rung } }),
    line('policy', 'remedy', asked, { values: { remedy: entitlement.remedy, upTo: entitlement.upTo } }),
  ]
}

/** What was said and done, as far as whoever takes it up has to know. */
function happenedIn(events: readonly ChainEvent[]): DossierLine[] {
  const proposed = new Map(
    events.flatMap(({ event }) => (event.type === 'remedy-proposed' ? [[event.data.id, event.data]] : [])),
  )
  return events.flatMap((one) => {
    const told = remedyTold(one.event, proposed) ?? toldBy(one.event)
    return told ? [line('happened', told.says, one, told)] : []
  })
}

type Proposed = RemedyEventData['remedy-proposed']

/** What the customer was given, and what of it was taken back. */
function remedyTold(
  event: CaseEvent,
  proposed: ReadonlyMap<string, Proposed>,
): ({ says: DossierSays } & Parts) | null {
  if (event.type !== 'remedy-given' && event.type !== 'remedy-reversed') return null
  const remedy = proposed.get(event.data.id)
  if (!remedy) return null
  const { what, amount, currency, remark } = remedy
  const values = {
    remedy: what,
    amount: amount === null ? null : asPolicyWrites(amount, currency),
    currency,
  }
  return event.type === 'remedy-given'
    ? { says: 'gave', words: remark, values }
    : { says: 'took-gift-back', words: event.data.remark, values }
}

function toldBy(event: CaseEvent): ({ says: DossierSays } & Parts) | null {
  switch (event.type) {
    case 'message-received':
      return {
        says: 'wrote',
        at: Temporal.Instant.from(event.data.contactAt),
        words: event.data.message,
        values: { channel: event.data.channel },
      }
    case 'reply-written':
      return { says: 'answered', words: event.data.message }
    case 'note-written':
      return { says: 'noted', words: event.data.message }
    case 'escalation-offered': {
      const { rung, to, trigger, remark = null } = event.data
      return { says: 'offered', words: remark, values: { rung, to, trigger } }
    }
    case 'escalation-accepted':
      return { says: 'taken' }
    case 'escalation-declined':
      return { says: 'declined', words: event.data.remark }
    case 'escalation-timed-out':
      return { says: 'not-taken' }
    case 'case-returned':
      return { says: 'given-back', words: event.data.remark, values: { owner: event.data.owner } }
    case 'owner-assigned':
      return { says: 'assigned', values: { owner: event.data.owner } }
    case 'claim-made':
      return { says: 'claimed', values: { kind: event.data.kind, followers: event.data.followers ?? null } }
    case 'claim-verified':
      return { says: 'claim-verified', values: { method: event.data.method } }
    case 'claim-refuted':
    case 'claim-expired':
      return { says: 'claim-not-confirmed' }
    case 'case-resolved':
      return { says: 'settled', words: event.data.remark, values: { decision: event.data.decision } }
    case 'case-reopened':
      return { says: 'opened-again' }
    case 'took-over':
      return { says: 'took-over', values: { case: event.data.case } }
    default:
      return null
  }
}
