import type { Case } from './case.ts'
import type { ClockKind } from './deadline.ts'

/**
 * Whether nobody is left to whom anything could be owed: the person was erased, and nobody has written since. The case still
 * has an owner, and a date by which somebody closes it. Whoever is not known yet has not been let go.
 */
export const isOwedToNobody = ({ letGo }: Pick<Case, 'letGo'>): boolean => letGo ?? false

/** The case of somebody who has written again, or is known again: they are owed what whoever writes for the first time is owed. */
export function owedAgain(kase: Case, at: Temporal.Instant): Case {
  const { letGo, ...rest } = kase
  return letGo ? { ...rest, unansweredSince: null, actSince: at, actedAt: null } : kase
}

/** The dates that end with the person: those that are owed to the customer, and the one by which they are asked again. */
export const endsWithPerson = (kind: ClockKind): boolean =>
  kind === 'acknowledge-by' ||
  kind === 'act-by' ||
  kind === 'next-update-by' ||
  kind === 'follow-up-by' ||
  kind === 'promise'
