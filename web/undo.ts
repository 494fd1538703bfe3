import { useSyncExternalStore } from 'react'

/** Something just done that can still be taken back, and the sentence that says what was done. */
export type Undoable = {
  /** What it was done to, where that may be out of sight by now. */
  about?: string
  /** The reply that is taken back, where it is one: its own button does the same. */
  messageId?: string
  sentence: string
  undo: () => Promise<unknown>
}

/** How long the offer to take something back stands; a reply that can be taken back waits for as long. */
export const undoWithinSeconds = 10

let offered: Undoable | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function stands(next: Undoable | null) {
  clearTimeout(timer)
  offered = next
  if (next) timer = setTimeout(() => stands(null), undoWithinSeconds * 1000)
  for (const heard of listeners) heard()
}

/** Offers to take back what was just done, for ten seconds; what was offered before stands no more. */
export const offerUndo = (undoable: Undoable): void => stands(undoable)

/** What can be taken back now. Asking for it ends the offer: nothing is taken back twice. */
export function takeUndo(): Undoable | null {
  const taken = offered
  stands(null)
  return taken
}

/** What can be taken back now, for whoever shows it. */
export const useUndoable = (): Undoable | null =>
  useSyncExternalStore(
    (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    () => offered,
  )
