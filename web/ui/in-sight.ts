import { createContext } from 'react'

/** Whether a part of the screen can be seen, and who hears when that changes: it is told beside React, so that nothing is drawn anew for it. */
export type Sight = {
  isIn: () => boolean
  onChange: (heard: () => void) => () => void
}

/** A part of the screen that is put out of sight and back into it. */
export function openSight(first: boolean): Sight & { set: (isIn: boolean) => void } {
  let is = first
  const listeners = new Set<() => void>()
  return {
    isIn: () => is,
    set(isIn) {
      if (isIn === is) return
      is = isIn
      for (const heard of listeners) heard()
    },
    onChange(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

/** What is kept behind another page offers no keys and announces nothing; everything else is always in sight. */
export const InSight = createContext<Sight>({ isIn: () => true, onChange: () => () => undefined })

/** Begins something whenever a part of the screen comes into sight, and ends it when it goes; answers how to call it off. */
export function whileInSight({ isIn, onChange }: Sight, begin: () => () => unknown): () => void {
  let end = isIn() ? begin() : undefined
  const stop = onChange(() => {
    end?.()
    end = isIn() ? begin() : undefined
  })
  return () => {
    stop()
    end?.()
  }
}
