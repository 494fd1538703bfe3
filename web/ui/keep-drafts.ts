import { useState } from 'react'
import type { z } from 'zod'

/** How what was begun outlives a reload: in this tab alone, and never what nobody else may read. */
type Keeping<Draft> = {
  /** Under what it is kept; no other form has it. */
  place: string
  /** By what it is known when it is read back: what an older page has kept may look otherwise. */
  shape: z.ZodType<Draft>
  /** The draft without its passwords and tokens, where it has any. */
  bare?: (draft: Draft) => Draft
}

const all = new Set<{ clear: () => void }>()

const prefix = 'evenhand.begun.'

/** Lets go of all that was begun: whoever signs in next did not begin it. */
export function dropDrafts(): void {
  for (const drafts of all) drafts.clear()
  for (const name of Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)))
    sessionStorage.removeItem(name)
}

/**
 * Gives a form a draft that outlives it: whoever looks at something else meanwhile, or was refused, finds what they wrote
 * when they come back. It is kept in this page, and goes with it unless it is said how it is kept over a reload.
 */
export function keepDrafts<Draft>(keeping?: Keeping<Draft>) {
  const drafts = new Map<string, Draft>()
  all.add(drafts)
  return function useDraft(name: string, begin: Draft) {
    const [draft, set] = useState(() => drafts.get(name) ?? readBack(keeping, name) ?? begin)
    const change = (next: Draft) => {
      drafts.set(name, next)
      keep(keeping, name, next)
      set(next)
    }
    return {
      draft,
      change,
      /** Changes what stands there by then: for what takes a while, and must not undo what was written meanwhile. */
      update: (turn: (before: Draft) => Draft) => change(turn(drafts.get(name) ?? draft)),
      /** Lets go of it; the form then begins anew, or stands as it was saved. */
      forget: (next = begin) => {
        drafts.delete(name)
        if (keeping) sessionStorage.removeItem(placeOf(keeping, name))
        set(next)
      },
    }
  }
}

const placeOf = ({ place }: { place: string }, name: string) => `${prefix}${place} ${name}`

function keep<Draft>(keeping: Keeping<Draft> | undefined, name: string, draft: Draft) {
  if (!keeping) return
  try {
    sessionStorage.setItem(placeOf(keeping, name), JSON.stringify(keeping.bare?.(draft) ?? draft))
  } catch {
    // A browser may have no room left. What is on the screen is still there, and can be saved.
  }
}

function readBack<Draft>(keeping: Keeping<Draft> | undefined, name: string): Draft | undefined {
  if (!keeping) return undefined
  try {
    const text = sessionStorage.getItem(placeOf(keeping, name))
    return text === null ? undefined : keeping.shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
