import type { z } from 'zod'
import type { ClosingView } from '#contract/closing-view.ts'
import { grounds, isNo, type Ground } from '#domain/case/closing.ts'
import type { Decision } from '#domain/case/event.ts'

type Closing = Pick<z.output<typeof ClosingView>, 'lacks' | 'toldNo'>
export type LackShown = z.output<typeof ClosingView>['lacks'][Ground][number]

/** What a case still lacks to be closed as this, by this ground: a no is told before anything closes by it. */
export function lacksToClose(closing: Closing, ground: Ground, decision: Decision | ''): LackShown[] {
  return [...closing.lacks[ground], ...lacksOfDecision(closing, ground, decision)]
}

function lacksOfDecision({ toldNo }: Closing, ground: Ground, decision: Decision | ''): LackShown[] {
  if (decision === '' || ground === 'nobody-to-ask') return []
  if (ground === 'asks-nothing') return decision === 'out-of-scope' ? [] : [{ lack: 'out-of-scope' }]
  if (ground === 'deadlock') return isNo(decision) ? [] : [{ lack: 'told-no' }]
  return isNo(decision) && (!toldNo || toldNo.isDisputed) ? [{ lack: 'told-no' }] : []
}

/** The ground that stands already, or else the one that is aimed at: the customer's word. */
export const groundAtHand = ({ lacks }: Closing): Ground =>
  grounds.find((ground) => lacks[ground].length === 0 && ground !== 'asks-nothing') ?? 'word'

/** What is filled in to close a case. */
export type Filled = { decision: Decision | ''; reason: string; because: string }

export const nothingFilled: Filled = { decision: '', reason: '', because: '' }

/**
 * Whether a case can be closed as the sheet is filled in: nothing lacks, a decision and a reason; and why nothing needs to
 * be sent, where the customer has had no answer since they last wrote and has not said that it is settled.
 */
export const isReadyToClose = (
  { decision, reason, because }: Filled,
  lacks: readonly unknown[],
  isUnanswered: boolean,
): boolean =>
  lacks.length === 0 && decision !== '' && reason.trim() !== '' && (!isUnanswered || because.trim() !== '')
