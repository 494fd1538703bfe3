import { saveClaim, type SavedClaim } from '../claim/read-claim.ts'
import { hasLeft } from '../policy/ladder.ts'
import { saveRemedy, type SavedRemedy } from '../remedy/read-remedy.ts'
import { applyEvent } from './apply-event.ts'
import { openCase } from './open-case.ts'
import { isOpen, type Case } from './case.ts'
import { newDeadline, type ClockKind, type Deadline } from './deadline.ts'
import { happened, type Actor, type CaseEvent, type EventData } from './event.ts'
import { heightOf, rungNamed, type House } from './house.ts'
import { livedAlone, type Alone } from './lived-alone.ts'
import { missed } from './missed.ts'
import { offerTo } from './offer.ts'
import { datesOf } from './own-dates.ts'
import { reconcile } from './reconcile.ts'
import { restingAgain } from './rest-again.ts'

/** Where and when a merge is undone, and by whom. */
export type Undoing = { house: House; now: Temporal.Instant; by: Actor }

type Own = NonNullable<EventData['merge-undone']['own']>

/**
 * A case that is given back: open again, with the dates that ran when it was taken over, and offered again to whom it
 * was offered then, or resting as it did.
 */
export function givenBack(
  taken: Case,
  chain: readonly CaseEvent[],
  undoing: Undoing,
  taker: Pick<Case, 'claims' | 'remedies' | 'reachOpenedBy'>,
): CaseEvent[] {
  const { now, by } = undoing
  const since = chain.slice(chain.findLastIndex(({ type }) => type === 'merged-into') + 1)
  const dates = since.flatMap(({ type, data }) => (type === 'deadline-withdrawn' ? [data.id] : []))
  const claims = claimsNow(taken, taker)
  const open = happened('case-reopened', now, by, {
    because: 'unmerged',
    dates,
    ...claims,
    ...remediesNow(taken, taker),
    ...(taker.reachOpenedBy && { reachOpenedBy: taker.reachOpenedBy }),
  })
  const offer = since.find(({ type }) => type === 'escalation-withdrawn')
  if (offer?.type === 'escalation-withdrawn')
    return [open, ...offerAgain(applyEvent(taken, open), chain, offer.data.id, undoing)]
  const isWoken = since.some(({ type }) => type === 'case-woken')
  return isWoken ? restingAgain(taken, [open], chain, undoing) : [open]
}

/** What has become of its claims while they were with the case that took it over. */
function claimsNow({ claims }: Case, taker: Pick<Case, 'claims'>): { claims?: SavedClaim[] } {
  if (claims.length === 0) return {}
  return { claims: claims.map((claim) => saveClaim(taker.claims.find(({ id }) => id === claim.id) ?? claim)) }
}

/** What has become of its remedies while they were with the case that took it over. */
function remediesNow({ remedies }: Case, taker: Pick<Case, 'remedies'>): { remedies?: SavedRemedy[] } {
  if (!remedies) return {}
  return {
    remedies: remedies.map((one) => saveRemedy(taker.remedies?.find(({ id }) => id === one.id) ?? one)),
  }
}

/** What becomes of a case that gives another back: what it was before, and what has happened to it since. */
export function givesBack(
  kase: Case,
  chain: readonly CaseEvent[],
  other: string,
  undoing: Undoing,
): CaseEvent[] {
  const { now, by } = undoing
  const place = chain.findLastIndex(({ type, data }) => type === 'took-over' && data.case === other)
  const [opened, ...earlier] = chain.slice(0, place)
  const took = chain[place]
  if (opened?.type !== 'case-opened' || took?.type !== 'took-over')
    throw new RangeError('A case that was taken over is told of by the chain of its taker.')
  const { failures, contacts } = took.data
  const before = earlier.reduce(applyEvent, openCase(kase.id, opened))
  const alone = livedAlone(before, chain.slice(place), other, undoing)
  const forgiven = isOpen(kase) ? notItsOwn(kase, alone) : []
  const events: CaseEvent[] = forgiven.map((about) => happened('failure-withdrawn', now, by, { about }))
  // What is not held any more, because a newer date of its kind was set, is taken off here.
  const forgotten = forgiven.filter((about) => !isHeld(kase, about) && !alone.unjust.has(about)).length
  const claims = took.data.claims?.map(({ id }) => id)
  const remedies = took.data.remedies?.map(({ id }) => id)
  const counts = {
    case: other,
    failures,
    missed: took.data.missed + forgotten,
    contacts,
    ...(claims && { claims }),
    ...(remedies && { remedies }),
  }
  const dates = datesOf(kase, alone.kase, alone.dates)
  const own = ownOf(kase, alone, forgiven, dates)
  const untold = isOpen(kase) ? datesUntold(kase, alone, dates.untold, now) : []
  const undone = (holder: Own['holder']) => [
    ...events,
    happened('merge-undone', now, by, { ...counts, own: { ...own, ...(holder && { holder }) } }),
    ...untold,
  ]
  if (!isOpen(kase)) return undone(undefined)
  const holder = holderOf(kase, alone)
  const back = atHand(kase, undone(holder), alone, chain, undoing)
  // Who has it by now keeps it where it would be offered up to them again at once.
  const isNeeded = holder && asksFor(back, kase, undoing) >= heightOf(undoing.house, kase.rung)
  const given = isNeeded ? atHand(kase, undone(undefined), alone, chain, undoing) : back
  return alone.kase.snooze ? restingAgain(kase, given, chain, undoing) : given
}

/** How high the policy would ask for the case at once, after these events. */
function asksFor(events: readonly CaseEvent[], kase: Case, { house, now }: Undoing): number {
  const after = events.reduce(applyEvent, kase)
  const offered = reconcile(after, house, now).find(({ type }) => type === 'escalation-offered')
  return offered?.type === 'escalation-offered' ? heightOf(house, offered.data.rung) : -1
}

/** The events with what they make of offers: one that both together called for is taken back, one that they overtook made again. */
function atHand(
  kase: Case,
  events: readonly CaseEvent[],
  alone: Alone,
  chain: readonly CaseEvent[],
  undoing: Undoing,
): CaseEvent[] {
  const { offer } = kase
  const mine = alone.kase.offer
  if (offer?.id === mine?.id) return [...events]
  const { house, now, by } = undoing
  const withdrawn = offer ? [happened('escalation-withdrawn', now, by, { id: offer.id })] : []
  const rested = [...withdrawn, ...events]
  const asked = asksFor(rested, kase, undoing)
  if (offer && asked >= heightOf(house, offer.rung)) return [...events]
  if (!mine || asked > heightOf(house, mine.rung)) return rested
  return [...rested, ...offerAgain(rested.reduce(applyEvent, kase), chain, mine.id, undoing)]
}

/** The same offer once more: to be answered by the date that was given then, if there is still time. */
function offerAgain(
  kase: Case,
  chain: readonly CaseEvent[],
  id: string,
  { house, now, by }: Undoing,
): CaseEvent[] {
  const found = chain.find((event) => event.type === 'escalation-offered' && event.data.id === id)
  if (found?.type !== 'escalation-offered') return []
  const { trigger, to, remark, digest, acceptBy } = found.data
  const rung = rungNamed(house, found.data.rung)
  const words = remark !== undefined && digest !== undefined ? { remark, digest } : {}
  const whom = hasLeft(rung, to) ? {} : { to }
  const again = offerTo(kase, rung, house, now, { trigger, by, ...whom, ...words })
  const isTime = Temporal.Instant.compare(Temporal.Instant.from(acceptBy), now) > 0
  return [isTime ? { ...again, data: { ...again.data, acceptBy } } : again]
}

/** Who had the case, where somebody has it now only because of what both asked for together. */
function holderOf(kase: Case, { kase: alone }: Alone): Own['holder'] {
  const { owner, rung, heldSince, taken } = alone
  if (owner === kase.owner && rung === kase.rung) return undefined
  return { owner, rung, heldSince: heldSince.toString(), taken }
}

function ownOf(
  kase: Case,
  alone: Alone,
  forgiven: readonly string[],
  { dates, gone }: ReturnType<typeof datesOf>,
): Own {
  const { turn, actSince, unansweredSince } = alone.kase
  // What stands as missed for the other's sake stands so no more.
  const unmissed = forgiven.filter((id) => isHeld(kase, id) && !alone.dates.has(id))
  return {
    turn,
    actSince: actSince.toString(),
    unansweredSince: unansweredSince?.toString() ?? null,
    ...wordOf(kase, alone.kase),
    ...dangerOf(kase, alone.kase),
    dates,
    gone: [...gone, ...unmissed],
  }
}

/** The word that it is settled, where the customer said it of this case alone and nothing of it since. */
function wordOf(kase: Case, { word }: Case): Pick<Own, 'word'> {
  const isGone = isOpen(kase) && !kase.word && word?.says === 'settled'
  return isGone ? { word: { ...word, at: word.at.toString() } } : {}
}

/** What harm was entered of a case by itself, and whether anybody spoke of a danger here, where the other says otherwise. */
function dangerOf(kase: Case, alone: Case): Pick<Own, 'danger'> {
  const harm = alone.facts['harm'] ?? null
  const spokeOf = alone.spokeOfDanger ?? false
  const isSame = harm === (kase.facts['harm'] ?? null) && spokeOf === (kase.spokeOfDanger ?? false)
  return isSame ? {} : { danger: { harm, spokeOf } }
}

/** Failures that are told only because of the other case: dates that it had and did not miss, and more missed since than by itself. */
function notItsOwn({ failureChain }: Case, alone: Alone): string[] {
  const since = new Map(
    [...alone.missed].flatMap(([kind, ids]) => {
      const owned = missedSince(alone, kind).length
      return ids.map((id, place) => [id, place < owned] as const)
    }),
  )
  const isIts = (id: string) =>
    !alone.unjust.has(id) && (alone.dates.has(id) ? isMissed(alone.kase, id) : (since.get(id) ?? true))
  return failureChain.map(({ about }) => about).filter((about) => !isIts(about))
}

/** Dates of its own that were never told, because the other's came first: those that went by, and those that run. */
function datesUntold(
  kase: Case,
  alone: Alone,
  running: readonly Deadline[],
  now: Temporal.Instant,
): CaseEvent[] {
  const late = [...alone.missed].flatMap(([kind, ids]) => missedSince(alone, kind).slice(ids.length))
  return [...late, ...running].flatMap((date, place) => {
    const { kind, dueAt, state } = date
    const id = `${kind}.${kase.counted + 1 + place}`
    const set = happened('deadline-set', now, 'desk', { id, kind, dueAt: dueAt.toString() })
    return state === 'missed' ? [set, ...missed(newDeadline(id, kind, now, dueAt), now)] : [set]
  })
}

/** The dates of a kind that it would have missed by itself, of those that were set since. */
const missedSince = ({ kase, before }: Alone, kind: ClockKind): Deadline[] =>
  kase.deadlines.filter((date) => date.kind === kind && date.state === 'missed' && !isHeld(before, date.id))

const isMissed = ({ deadlines }: Case, date: string) =>
  deadlines.some(({ id, state }) => id === date && state === 'missed')

const isHeld = ({ deadlines }: Case, date: string) => deadlines.some(({ id }) => id === date)
