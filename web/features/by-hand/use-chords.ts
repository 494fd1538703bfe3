import { useEffect, useRef } from 'react'

/** What Alt (⌥) with a key does, by the letter or digit on it: usable within text fields too. */
export function useChords(chords: Readonly<Record<string, () => void>>): void {
  const latest = useRef(chords)
  useEffect(() => {
    latest.current = chords
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
      // By the key itself: with ⌥ a Mac types another letter.
      const act = latest.current[event.code.replace(/^(?:Key|Digit|Numpad)/, '')]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
