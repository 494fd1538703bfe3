import type { Case } from './case.ts'
import type { Decision } from './event.ts'
import { isAtLeast } from './stage.ts'

/**
 * What entitles us to close a case: the customer's word that it is settled; dated tries to get it, and silence; a second
 * no that they do not accept, once it was told with everything that a no needs. Two are narrow exceptions: what asks
 * nothing of us, such as praise, and where nobody is left who could be asked.
 */
export const grounds = ['word', 'silence', 'deadlock', 'asks-nothing', 'nobody-to-ask'] as const

export type Ground = (typeof grounds)[number]

/** How often we ask before silence may close a case, on as many days, and how long the silence then lasts at least. */
export const asking = { days: 2, silence: Temporal.Duration.from({ hours: 7 * 24 }) }

/** What keeps a case from being closed by a ground. */
export type Lack =
  | {
      lack: 'word' | 'action' | 'told-no' | 'second-no' | 'disagreement' | 'out-of-scope' | 'somebody-to-ask'
    }
  | { lack: 'attempts'; made: number; of: number }
  | { lack: 'silence'; until: Temporal.Instant }
  | { lack: 'nothing-asked'; because: 'harm' | 'promise' | 'no' }

/** Whether a decision is a no. */
export const isNo = (decision: Decision | null): boolean =>
  decision === 'not-upheld' || decision === 'out-of-scope'

/** What is still missing before a case may be closed by this ground, whatever is decided. */
export function lacksFor(kase: Case, ground: Ground, zone: string, now: Temporal.Instant): Lack[] {
  switch (ground) {
    case 'word':
      return kase.word?.says === 'settled' ? [] : [{ lack: 'word' }]
    case 'silence':
      return lacksForSilence(kase, zone, now)
    case 'deadlock':
      return lacksForDeadlock(kase)
    case 'asks-nothing':
      return lacksForNothingAsked(kase)
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

function lacksForSilence({ deedAt, attempts = [] }: Case, zone: string, now: Temporal.Instant): Lack[] {
  if (!deedAt) return [{ lack: 'action' }]
  const days = new Set(attempts.map(({ at }) => at.toZonedDateTimeISO(zone).toPlainDate().toString()))
  if (days.size < asking.days) return [{ lack: 'attempts', made: days.size, of: asking.days }]
  const [last] = attempts.map(({ at }) => at).toSorted((a, b) => Temporal.Instant.compare(b, a))
  const until = last?.add(asking.silence)
  return until && Temporal.Instant.compare(until, now) > 0 ? [{ lack: 'silence', until }] : []
}

/** Two noes of two people: whoever says it again, undisputed, has taken no second look. */
function lacksForDeadlock({ sayersOfNo, toldNo, word }: Case): Lack[] {
  if (new Set(sayersOfNo).size < 2 || !toldNo || toldNo.isPast) return [{ lack: 'second-no' }]
  const isDisputed = word?.says === 'disagree' && toldNo.dispute === word.id
  return isDisputed ? [] : [{ lack: 'disagreement' }]
}

/** Praise, thanks and jokes: nobody is harmed, nothing was promised and nothing was refused. */
function lacksForNothingAsked(kase: Case): Lack[] {
  const { facts, danger, stage, refusals, disagreed, deadlines } = kase
  const { harm, loss } = facts
  const isHarmed =
    (harm !== undefined && harm !== null && harm !== 'none') || (typeof loss === 'number' && loss > 0)
  if (isHarmed || danger || kase.spokeOfDanger) return [{ lack: 'nothing-asked', because: 'harm' }]
  const isPromised =
    isAtLeast(stage, 'action-committed') ||
    deadlines.some(({ kind, state }) => kind === 'promise' && state === 'running')
  if (isPromised) return [{ lack: 'nothing-asked', because: 'promise' }]
  const isUnsettled = kase.word !== undefined && kase.word.says !== 'settled'
  return refusals > 0 || disagreed || isUnsettled ? [{ lack: 'nothing-asked', because: 'no' }] : []
}
