import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = z.output<typeof CaseView>
type Case = {
  deadlines: readonly Pick<View['deadlines'][number], 'kind' | 'state' | 'isStillOwed'>[]
  messages: readonly Pick<View['messages'][number], 'direction'>[]
}

/** Whether nobody has answered yet, though the case may have been taken on or something promised on it. */
export const isStillUnanswered = ({ deadlines, messages }: Case): boolean =>
  deadlines.some(
    ({ kind, state, isStillOwed }) => kind === 'acknowledge-by' && (state === 'running' || isStillOwed),
  ) && !messages.some(({ direction }) => direction === 'out')
