import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { safeDraft } from '#domain/guard/safe-draft.ts'

/** How a public reply may begin where the customer's newest message is a public one that holds personal data. */
export function safeReplyTo(
  messages: readonly Pick<z.input<typeof MessageView>, 'direction' | 'holds' | 'body'>[],
  language: string | null,
): string | null {
  const newest = messages.findLast(({ direction }) => direction === 'in')
  return newest && newest.holds.length > 0 ? safeDraft(newest.holds, language, newest.body) : null
}
