import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { tongueOf } from '#domain/guard/safe-draft.ts'

type Case = Pick<z.output<typeof CaseView>, 'aboutPerson'> & {
  messages: readonly { direction: string; body: string }[]
}

/** In which language a customer is answered: the one that is known; else the one that their last words read like, English or German. */
export function languageOf({ aboutPerson, messages }: Case): string | null {
  if (aboutPerson?.language) return aboutPerson.language
  const said = messages.findLast(({ direction }) => direction === 'in')?.body ?? ''
  return /\p{L}{2}/u.test(said) ? tongueOf(said.slice(0, 2000)) : null
}
