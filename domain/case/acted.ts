import type { Case } from './case.ts'
import { isAtLeast, reached, type Stage } from './stage.ts'

/** The case once something was done about it: a deed, something given, a no that was told with all it needs. */
export const acted = (kase: Case, at: Temporal.Instant): Case => ({
  ...reached(kase, 'action-done'),
  actedAt: kase.actedAt ?? at,
  deedAt: kase.deedAt ?? at,
})

/** The case without what had brought it further than our deeds and promises did; `stood` is how far it had come before. */
export function asFarAsDone(kase: Case, stood: Stage): Case {
  const { uncommitted: _, ...rest } = kase
  if (kase.deedAt) return { ...rest, stage: 'action-done' }
  const without = isAtLeast(stood, 'action-committed') ? 'accepted' : stood
  return kase.actedAt
    ? { ...rest, stage: 'action-committed', uncommitted: without }
    : { ...rest, stage: without }
}

/** The case once what was done turns out not to have settled it: our action is owed anew, unless a promise stands. */
export function undone(before: Case, at: Temporal.Instant): Case {
  const { uncommitted: _, deedAt: _was, ...kase } = before
  const [promise] = kase.deadlines
    .filter(({ kind, state }) => kind === 'promise' && state === 'running')
    .toSorted((one, other) => Temporal.Instant.compare(one.setAt, other.setAt))
  const owed = { ...kase, actSince: at }
  return promise
    ? { ...owed, stage: 'action-committed', uncommitted: 'accepted', actedAt: promise.setAt }
    : { ...owed, stage: 'accepted', actedAt: null }
}
