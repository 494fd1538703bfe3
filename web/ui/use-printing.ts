import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let isPrinting = false

/** Whether the page is being printed: then what is folded or left out on the screen is there. */
export const usePrinting = (): boolean => useSyncExternalStore(listen, () => isPrinting)

function listen(heard: () => void): () => void {
  const turn = (is: boolean) => () => {
    isPrinting = is
    // The browser takes its picture as soon as it has asked.
    flushSync(heard)
  }
  const begin = turn(true)
  const end = turn(false)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
}
