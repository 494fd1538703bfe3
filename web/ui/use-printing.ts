import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let isPrinting = false

/**
 * Whether what is drawn now is for paper, which is read on another day and by somebody else: for words that are chosen while
 * drawing. A page that is printed is drawn anew by `usePrinting`.
 */
export const isOnPaper = (): boolean => isPrinting

/** Whether the page is being printed: then what is folded or left out on the screen is there. */
export const usePrinting = (): boolean => useSyncExternalStore(listen, () => isPrinting)

function listen(heard: () => void): () => void {
  const paper = window.matchMedia('print')
  const turn = (is: boolean) => () => {
    isPrinting = is
    // The browser takes its picture as soon as it has asked.
    flushSync(heard)
  }
  const begin = turn(true)
  const end = turn(false)
  const change = () => turn(paper.matches)()
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  paper.addEventListener('change', change)
  return () => {
    paper.removeEventListener('change', change)
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
}
