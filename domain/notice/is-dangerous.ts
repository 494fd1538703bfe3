import type { Case } from '../case/case.ts'

/** Whether somebody may come to harm: by the words of a message nobody has looked at, or as a person entered it. */
export const isDangerous = ({ danger, facts }: Pick<Case, 'danger' | 'facts'>): boolean =>
  danger !== undefined || facts['harm'] === 'safety'
