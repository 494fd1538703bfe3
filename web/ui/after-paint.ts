import { startTransition, useEffect, useState } from 'react'

/** A page that is out of sight paints nothing, and is not waited for longer than this. */
const atMostMs = 100

/**
 * Does what need not be seen at once after the next frame has been painted: what a key asked for comes before it.
 * Answers how to call it off.
 */
export function afterPaint(act: () => void): () => void {
  let timer = setTimeout(go, atMostMs)
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer)
    // Within the frame it is not painted yet; what is asked for now is done after it.
    timer = setTimeout(act)
  })
  function go() {
    cancelAnimationFrame(frame)
    act()
  }
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** Whether the first frame of a component has been painted: the rest of it is drawn then. */
export function useIsPainted(): boolean {
  const [isPainted, note] = useState(false)
  useEffect(() => afterPaint(() => startTransition(() => note(true))), [])
  return isPainted
}
