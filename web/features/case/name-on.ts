import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { say } from '#web/words/say.ts'

/** Whose case it is, as its head says; what was taken back is nobody's. */
export const nameOn = ({ person, state }: Pick<z.output<typeof CaseView>, 'person' | 'state'>): string =>
  person?.name ?? (state === 'taken-back' ? say('No complaint') : say('Erased person'))
