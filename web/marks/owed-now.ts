import type { z } from 'zod'
import type { DeadlineView } from '#contract/case-view.ts'
import { kindWords } from './kind-words.ts'

type Deadline = z.output<typeof DeadlineView>

/** What is owed, the soonest first: the dates that run, and before them those that went by and are still owed. */
export const owedNow = (deadlines: readonly Deadline[]): (Deadline & { what: string })[] =>
  deadlines
    .filter(({ state, isStillOwed }) => state === 'running' || isStillOwed)
    .toSorted((a, b) =>
      Temporal.Instant.compare(Temporal.Instant.from(a.dueAt), Temporal.Instant.from(b.dueAt)),
    )
    .map((deadline) => ({ ...deadline, what: whatOf(deadline) }))

/** What is owed at a date: a promise in its own words, where they have not been erased. */
export const whatOf = ({ kind, promise }: Deadline): string => promise?.what || kindWords(kind)
