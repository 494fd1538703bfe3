import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** From so far away, in px, what comes before is read, so that it is there when one arrives. */
const nearTop = 300

/** Asks for what comes before when somebody scrolls up to the beginning of a list. */
export function useReachingTop(list: RefObject<HTMLElement | null>, reach: () => void): void {
  const latest = useRef(reach)
  useEffect(() => {
    latest.current = reach
  })
  useEffect(() => {
    let before: number | null = null
    const note = () => {
      const element = list.current
      if (!element) return
      const beginning = element.querySelector('ol')?.getBoundingClientRect().top ?? 0
      const isUpward = before !== null && beginning > before
      before = beginning
      const edge = scrolls(element) ? element.getBoundingClientRect().top : 0
      if (isUpward && beginning > edge - nearTop) latest.current()
    }
    note()
    // A narrow screen scrolls as a whole, a wide one its list.
    document.addEventListener('scroll', note, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', note, { capture: true })
  }, [list])
}

/** Keeps under the eyes what somebody reads while entries are put in above it: whoever puts them in says so just before. */
export function useKeptPlace(list: RefObject<HTMLElement | null>): () => void {
  const kept = useRef<{ entry: Element; top: number } | null>(null)
  useLayoutEffect(() => {
    const anchor = kept.current
    kept.current = null
    if (list.current && anchor?.entry.isConnected && scrolls(list.current))
      list.current.scrollBy(0, anchor.entry.getBoundingClientRect().top - anchor.top)
  })
  return () => (kept.current = list.current && firstInSight(list.current))
}

const scrolls = (list: HTMLElement) => getComputedStyle(list).overflowY === 'auto'

/** The first entry that is in sight, and where it stands. */
function firstInSight(list: HTMLElement): { entry: Element; top: number } | null {
  const edge = list.getBoundingClientRect().top
  const entry = [...list.querySelectorAll('ol > li')].find((one) => one.getBoundingClientRect().bottom > edge)
  return entry ? { entry, top: entry.getBoundingClientRect().top } : null
}
