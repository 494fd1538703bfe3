import { useState } from 'react'

const all = new Set<{ clear: () => void }>()

/** Lets go of all that was begun: whoever signs in next did not begin it. */
export const dropDrafts = (): void => all.forEach((drafts) => drafts.clear())

/**
 * Gives a form a draft that outlives it: whoever looks at something else meanwhile, or was refused, finds what they wrote
 * when they come back. It is kept in this page alone and goes with it.
 */
export function keepDrafts<Draft>() {
  const drafts = new Map<string, Draft>()
  all.add(drafts)
  return function useDraft(name: string, begin: Draft) {
    const [draft, set] = useState(() => drafts.get(name) ?? begin)
    return {
      draft,
      change: (next: Draft) => {
        drafts.set(name, next)
        set(next)
      },
      forget: () => {
        drafts.delete(name)
        set(begin)
      },
    }
  }
}
