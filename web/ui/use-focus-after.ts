import { useEffect, useRef, type RefObject } from 'react'

/** The button, or the row of them, to which the focus goes back when what was opened from there is gone. */
export function useFocusAfter<Place extends HTMLElement>(isOpen: boolean): RefObject<Place | null> {
  const place = useRef<Place>(null)
  const was = useRef(isOpen)
  useEffect(() => {
    const { current } = place
    const button = current?.matches('button') ? current : current?.querySelector('button')
    if (was.current && !isOpen && document.activeElement === document.body) button?.focus()
    was.current = isOpen
  }, [isOpen])
  return place
}
