import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Said } from '#domain/case/customers-word.ts'
import { readSettledAnswer } from '#domain/case/read-settled-answer.ts'

type View = z.output<typeof CaseView>
type Case = {
  closing: { word: Pick<NonNullable<View['closing']['word']>, 'at'> | null }
  events: readonly Pick<View['events'][number], 'at' | 'data'>[]
  messages: readonly Pick<View['messages'][number], 'direction' | 'at' | 'body'>[]
}

/**
 * What the customer has written since they were asked whether it is settled, and nobody has written down as their word: how
 * it reads, where it can be told. A colleague decides; it is proposed to them.
 */
export function answerToAsked({ closing, events, messages }: Case): { says: Said | null } | null {
  const asked = events.findLast(({ data }) => data['asksSettled'] === true)
  if (!asked) return null
  const answer = messages.findLast(({ direction, at }) => direction === 'in' && isLater(at, asked.at))
  if (!answer || (closing.word && !isLater(answer.at, closing.word.at))) return null
  return { says: readSettledAnswer(answer.body) }
}

const isLater = (at: string, than: string) => Temporal.Instant.compare(at, than) > 0
