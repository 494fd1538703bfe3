import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = z.output<typeof CaseView>

/** What the customer has told on a case, with its subject. */
export const saidOn = ({ subject, messages }: Pick<View, 'subject' | 'messages'>): string =>
  [subject, ...messages.filter(({ direction }) => direction === 'in').map(({ body }) => body)].join('\n')

/** Whether somebody came to harm, or may have. */
export const isHarm = ({ danger, facts }: Pick<View, 'danger' | 'facts'>): boolean =>
  danger !== null || facts['harm'] === 'safety' || facts['harm'] === 'distress'
