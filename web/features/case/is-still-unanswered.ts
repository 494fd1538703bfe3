import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = z.output<typeof CaseView>
type Case = {
  deadlines: readonly Pick<View['deadlines'][number], 'kind' | 'state' | 'isStillOwed'>[]
  messages: readonly Pick<View['messages'][number], 'id' | 'direction'>[]
  events: readonly Pick<View['events'][number], 'data'>[]
}

/** Whether nobody has answered yet, though the case may have been taken on or something promised on it. */
export const isStillUnanswered = ({ deadlines, messages, events }: Case): boolean =>
  deadlines.some(
    ({ kind, state, isStillOwed }) => kind === 'acknowledge-by' && (state === 'running' || isStillOwed),
  ) && !messages.some(({ id, direction }) => direction === 'out' && !isInvitation(events, id))

/** Whether a message of ours only asked them into their private room. */
const isInvitation = (events: Case['events'], id: string) =>
  events.some(({ data }) => data['onlyInvites'] === true && data['message'] === id)
