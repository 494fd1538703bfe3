import { usualAsking, type Asking } from '../policy/asking.ts'
import { codeOf } from '../policy/fact.ts'
import type { Case } from './case.ts'
import type { Decision } from './event.ts'
import type { House } from './house.ts'
import { isAtLeast } from './stage.ts'

/**
 * What entitles us to close a case: the customer's word that it is settled; dated tries to get it, and silence; a second
 * no that they do not accept, once it was told with everything that a no needs. Two are narrow exceptions: what asks
 * nothing of us, such as praise, and where nobody is left who could be asked.
 */
export const grounds = ['word', 'silence', 'deadlock', 'asks-nothing', 'nobody-to-ask'] as const

export type Ground = (typeof grounds)[number]

/** What keeps a case from being closed by a ground. */
export type Lack =
  | {
      lack: 'word' | 'action' | 'told-no' | 'second-no' | 'disagreement' | 'out-of-scope' | 'somebody-to-ask'
    }
  | {
      lack: 'attempts'
      made: number
      of: number
      daysApart: number
      /** The day from which the next one counts, where one of today would not. */
      countsFrom: Temporal.PlainDate | null
      silentDays: number
    }
  | { lack: 'silence'; until: Temporal.Instant; days: number }
  | { lack: 'nothing-asked'; because: 'harm' | 'harm-unknown' | 'promise' | 'no' }

/** Whether a decision is a no. */
export const isNo = (decision: Decision | null): boolean =>
  decision === 'not-upheld' || decision === 'out-of-scope'

/** What is still missing before a case may be closed by this ground, whatever is decided. */
export function lacksFor(
  kase: Case,
  ground: Ground,
  house: Pick<House, 'facts' | 'deskHours'>,
  now: Temporal.Instant,
): Lack[] {
  switch (ground) {
    case 'word':
      return kase.word?.says === 'settled' ? [] : [{ lack: 'word' }]
    case 'silence':
      return lacksForSilence(kase, house.deskHours.zone, now)
    case 'deadlock':
      return lacksForDeadlock(kase)
    case 'asks-nothing':
      return lacksForNothingAsked(kase, house)
    case 'nobody-to-ask':
      return kase.account === null ? [] : [{ lack: 'somebody-to-ask' }]
  }
}

/** What is still missing because of what is decided: a no is told, with all it needs, before anything closes by it. */
export function lacksForDecision({ toldNo }: Case, decision: Decision, ground: Ground): Lack[] {
  if (ground === 'asks-nothing') return decision === 'out-of-scope' ? [] : [{ lack: 'out-of-scope' }]
  if (ground === 'nobody-to-ask') return []
  if (ground === 'deadlock') return isNo(decision) ? [] : [{ lack: 'told-no' }]
  const isTold = toldNo !== undefined && !toldNo.isPast && toldNo.dispute === undefined
  return isNo(decision) && !isTold ? [{ lack: 'told-no' }] : []
}

function lacksForSilence(
  { deedAt, attempts = [], duties }: Case,
  zone: string,
  now: Temporal.Instant,
): Lack[] {
  if (!deedAt) return [{ lack: 'action' }]
  const { times, daysApart, silentDays }: Asking = duties?.asking ?? usualAsking
  const tries = attempts.map(({ at }) => at).toSorted((a, b) => Temporal.Instant.compare(a, b))
  const { made, last } = daysAsked(tries, zone, daysApart)
  if (made < times) {
    const next = last?.add({ days: daysApart })
    const today = now.toZonedDateTimeISO(zone).toPlainDate()
    const countsFrom = next && Temporal.PlainDate.compare(today, next) < 0 ? next : null
    return [{ lack: 'attempts', made, of: times, daysApart, countsFrom, silentDays }]
  }
  const until = tries.at(-1)?.add({ hours: 24 * silentDays })
  return until && Temporal.Instant.compare(until, now) > 0
    ? [{ lack: 'silence', until, days: silentDays }]
    : []
}

/** On how many days we asked, those that follow too soon on one that counts left out, and the last that counts. */
function daysAsked(tries: readonly Temporal.Instant[], zone: string, daysApart: number) {
  let made = 0
  let last: Temporal.PlainDate | undefined
  for (const at of tries) {
    const day = at.toZonedDateTimeISO(zone).toPlainDate()
    if (last && last.until(day).days < daysApart) continue
    made++
    last = day
  }
  return { made, last }
}

/** Two noes of two people: whoever says it again, undisputed, has taken no second look. */
function lacksForDeadlock({ sayersOfNo, toldNo, word }: Case): Lack[] {
  if (new Set(sayersOfNo).size < 2 || !toldNo || toldNo.isPast) return [{ lack: 'second-no' }]
  const isDisputed = word?.says === 'disagree' && toldNo.dispute === word.id
  return isDisputed ? [] : [{ lack: 'disagreement' }]
}

/**
 * Praise, thanks and jokes: somebody has read it and said that nobody is harmed, nothing was promised and nothing was
 * refused.
 */
function lacksForNothingAsked(kase: Case, house: Pick<House, 'facts'>): Lack[] {
  const { facts, danger, stage, refusals, disagreed, deadlines } = kase
  const { harm } = facts
  if (isHarmed(kase) || danger || kase.spokeOfDanger) return [{ lack: 'nothing-asked', because: 'harm' }]
  const isPromised =
    isAtLeast(stage, 'action-committed') ||
    deadlines.some(({ kind, state }) => kind === 'promise' && state === 'running')
  if (isPromised) return [{ lack: 'nothing-asked', because: 'promise' }]
  const isUnsettled = kase.word !== undefined && kase.word.says !== 'settled'
  if (refusals > 0 || disagreed || isUnsettled) return [{ lack: 'nothing-asked', because: 'no' }]
  return harm !== 'none' && canSayUnharmed(house) ? [{ lack: 'nothing-asked', because: 'harm-unknown' }] : []
}

/** Whether what is known of a case tells of harm or of a loss. */
export const isHarmed = ({ facts: { harm, loss } }: Pick<Case, 'facts'>): boolean =>
  (harm !== undefined && harm !== null && harm !== 'none') || (typeof loss === 'number' && loss > 0)

/** Whether a policy knows a harm that is none: where it asks for no harm, nobody can say so. */
const canSayUnharmed = ({ facts }: Pick<House, 'facts'>) =>
  facts.some(({ name, domain }) => name === 'harm' && codeOf('none', domain) !== null)
