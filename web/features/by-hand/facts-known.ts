import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { FactValue } from '#domain/policy/fact.ts'

type Case = Pick<z.output<typeof CaseView>, 'facts' | 'danger'>

/** What is known of a case; words of danger that nobody has looked at count as one, as the policy takes them. */
export function factsKnown({ facts, danger }: Case): Readonly<Record<string, FactValue>> {
  return danger && (facts['harm'] ?? null) === null ? { ...facts, harm: 'safety' } : facts
}
