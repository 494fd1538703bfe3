import { useLayoutEffect, useRef } from 'react'
import { placeAfter, type Place } from './place-after.ts'
import type { ShownRow } from './as-now.ts'
import type { Selection } from './selection.ts'

/** Keeps the keys at their place while the list under them changes; `isHeld` while rows stand where they no longer belong. */
export function usePlace(selection: Selection, shown: readonly ShownRow[], isHeld: boolean): void {
  const before = useRef(shown)
  const stood = useRef<Place | null>(null)
  useLayoutEffect(() => {
    const note = () => {
      const id = selection.get()
      const row = before.current.find((known) => known.id === id)
      stood.current = id === null ? null : { id, dueAt: row?.nextDueAt ?? null }
    }
    note()
    return selection.onChange(note)
  }, [selection])
  useLayoutEffect(() => {
    const id = placeAfter(before.current, shown, stood.current)
    before.current = shown
    selection.set(id)
    // Where it stands in order again, its date of now is the one by which it stands there.
    const row = shown.find((known) => known.id === id)
    if (!isHeld && row) stood.current = { id: row.id, dueAt: row.nextDueAt }
  }, [selection, shown, isHeld])
}
