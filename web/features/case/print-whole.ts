import { useEffect, useRef } from 'react'

let prepare: (() => Promise<void>) | null = null

/** Prints a case, once all of it has been read. */
export async function printWhole(): Promise<void> {
  if (prepare) {
    await prepare()
    // What was read is drawn before the browser takes its picture.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
  }
  window.print()
}

/** Says how the rest of what is shown is read before it is printed; also for whoever prints by the browser's own key. */
export function usePrintedWhole(isMore: boolean, all: () => Promise<void>): void {
  const latest = useRef(all)
  useEffect(() => {
    latest.current = all
  })
  useEffect(() => {
    if (!isMore) return undefined
    const mine = () => latest.current()
    prepare = mine
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return
      event.preventDefault()
      void printWhole()
    }
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', press)
      if (prepare === mine) prepare = null
    }
  }, [isMore])
}
