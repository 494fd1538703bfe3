import type { Asking } from '#domain/policy/asking.ts'
import type { CaseEvent } from '#domain/case/event.ts'

type Closed = Extract<CaseEvent, { type: 'case-resolved' }>

/**
 * What is wrong with how a case was closed, judged by nothing but its chain: neither the customer's word, nor dated tries to
 * get it and the silence that its policy asks for, nor one of the named exceptions. Nothing where it was closed by right.
 */
export function closedWrongly(told: readonly CaseEvent[], closed: Closed, zone: string): string | undefined {
  const past = sinceOpened(told.slice(0, told.indexOf(closed)))
  const { restsOn, decision } = closed.data
  const isNo = decision === 'not-upheld' || decision === 'out-of-scope'
  const noes = toldNoes(past)
  const lastSaid = past.findLastIndex(({ type }) => type === 'customer-heard')
  const word = past[lastSaid]
  const says = word?.type === 'customer-heard' ? word.data.says : null
  if (restsOn === 'nobody-to-ask')
    return told.some(({ type }) => type === 'person-erased') ? undefined : 'somebody could be asked'
  if (restsOn === 'asks-nothing')
    return harmIn(told.slice(0, told.indexOf(closed))) !== 'none' ||
      past.some(({ type }) => type === 'promise-kept' || type === 'action-done') ||
      noes.length > 0
      ? 'it asked something of us'
      : undefined
  if (restsOn === 'deadlock')
    // A no that was told before the case was opened again is one of the two.
    return toldNoes(told.slice(0, told.indexOf(closed))).length >= 2 &&
      noes.length > 0 &&
      says === 'disagree' &&
      (noes.at(-1) ?? 0) <= lastSaid
      ? undefined
      : 'no second no that is disputed'
  if (isNo && noes.length === 0) return 'a no that nobody told'
  if (restsOn === 'word')
    return says === 'settled' && !wrote(past, word?.at)
      ? undefined
      : 'the customer did not say that it is settled'
  return askedTooLittle(past, lastSaid, { zone, at: closed.at, ...askingIn(told) })
}

/** How often the policy of a case asks by the time of its end. */
function askingIn(told: readonly CaseEvent[]): Asking {
  const last = told.findLast(({ type }) => type === 'duties-changed')
  const asking = last?.type === 'duties-changed' ? last.data.duties.asking : undefined
  return asking ?? { times: 2, daysApart: 1, silentDays: 7 }
}

/** The harm that was said last; none said is null. */
function harmIn(told: readonly CaseEvent[]): unknown {
  const said = told.flatMap((event): unknown[] => {
    if (event.type === 'case-opened' || event.type === 'facts-entered')
      return 'harm' in event.data.facts ? [event.data.facts['harm']] : []
    if (event.type === 'took-over') return event.data.harm ? [event.data.harm] : []
    return event.type === 'merge-undone' && event.data.own?.danger ? [event.data.own.danger.harm] : []
  })
  return said.at(-1) ?? null
}

/** The chain since the case was last opened: what was said and asked before a reopening settles nothing. */
const sinceOpened = (past: readonly CaseEvent[]) =>
  past.slice(
    past.findLastIndex(({ type, data }) => type === 'case-reopened' && data.because !== 'unmerged') + 1,
  )

/** Whether the customer has written since a moment, or at it. */
const wrote = (past: readonly CaseEvent[], since: Temporal.Instant | undefined) =>
  past.some(
    (event, place) =>
      event.type === 'message-received' &&
      since &&
      place > past.findLastIndex(({ type }) => type === 'customer-heard') &&
      Temporal.Instant.compare(Temporal.Instant.from(event.data.contactAt), since) >= 0,
  )

/** The places at which a no has reached the customer, and has not come back. */
function toldNoes(past: readonly CaseEvent[]): number[] {
  const noes = idsOf(past, (event) => event.data.refuses !== undefined && !event.data.judged?.apologyOnly)
  const gone = new Set(past.flatMap((event) => (event.type === 'reply-refused' ? [event.data.message] : [])))
  return past.flatMap((event, place) =>
    isSent(event) && noes.has(event.data.message) && !gone.has(event.data.message) ? [place] : [],
  )
}

type AtTheEnd = Asking & { zone: string; at: Temporal.Instant }

/** What is wrong with tries and silence: too few days with a real question or call, no deed before, or too short a silence. */
function askedTooLittle(
  past: readonly CaseEvent[],
  lastSaid: number,
  { zone, at, times, daysApart, silentDays }: AtTheEnd,
) {
  const tries = past.flatMap((event, place): Temporal.Instant[] => {
    const triedAt = place > lastSaid ? triedBy(past.slice(lastSaid + 1), event) : undefined
    return triedAt && !isHeardAround(past, event, place, triedAt) ? [triedAt] : []
  })
  const days = tries
    .toSorted((one, other) => Temporal.Instant.compare(one, other))
    .map((one) => one.toZonedDateTimeISO(zone).toPlainDate())
    .reduce<Temporal.PlainDate[]>((counted, day) => {
      const last = counted.at(-1)
      return last && day.since(last).days < daysApart ? counted : [...counted, day]
    }, [])
  const isDone = past.some(isDeed) || toldNoes(past).length > 0
  if (!isDone) return 'nothing was done'
  if (days.length < times) return 'asked on too few days'
  const isSilent = tries.every(
    (one) => Temporal.Instant.compare(one.add({ hours: silentDays * 24 }), at) <= 0,
  )
  return isSilent ? undefined : 'too short a silence'
}

/** When somebody tried to get the customer's word by this: a call, or a question that went out and has not come back, written since they were last heard. */
function triedBy(past: readonly CaseEvent[], event: CaseEvent): Temporal.Instant | undefined {
  if (event.type === 'attempt-made') return Temporal.Instant.from(event.data.triedAt)
  if (!isSent(event)) return undefined
  const asks = idsOf(past, (one) => one.data.asksSettled === true && !one.data.judged?.apologyOnly)
  const isGone = past.some((one) => one.type === 'reply-refused' && one.data.message === event.data.message)
  return asks.has(event.data.message) && !isGone ? event.at : undefined
}

/** Whether the customer has written since, or between the writing of a question and its going out, or only after a call. */
function isHeardAround(
  past: readonly CaseEvent[],
  event: CaseEvent,
  place: number,
  triedAt: Temporal.Instant,
): boolean {
  const written = isSent(event)
    ? past.findIndex((one) => one.type === 'reply-written' && one.data.message === event.data.message)
    : place
  return past.some((one, at) => {
    if (one.type !== 'message-received') return false
    const since = Temporal.Instant.compare(Temporal.Instant.from(one.data.contactAt), triedAt)
    return at > place ? since >= 0 : at > written || since > 0
  })
}

const isDeed = ({ type }: CaseEvent) =>
  type === 'action-done' || type === 'promise-kept' || type === 'remedy-given'

type Sent = Extract<CaseEvent, { type: 'reply-sent' | 'reply-arrived' }>

const isSent = (event: CaseEvent): event is Sent =>
  event.type === 'reply-sent' || event.type === 'reply-arrived'

type Written = Extract<CaseEvent, { type: 'reply-written' }>

const idsOf = (past: readonly CaseEvent[], is: (event: Written) => boolean) =>
  new Set(past.flatMap((event) => (event.type === 'reply-written' && is(event) ? [event.data.message] : [])))
