import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Turn } from '#domain/craft/public-course.ts'

const neverLeft = new Set(['withdrawn', 'refused'])

/** What was said to and by the customer, oldest first; what never left was not said. */
export const turnsOf = ({ messages }: Pick<z.output<typeof CaseView>, 'messages'>): Turn[] =>
  messages.flatMap(({ direction, isPublic, delivery }) =>
    direction === 'note' || (delivery && neverLeft.has(delivery.state)) ? [] : [{ direction, isPublic }],
  )
