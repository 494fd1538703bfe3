import { useLayoutEffect, useRef, type RefObject } from 'react'

/** Keeps the row one is in where it stands on the screen, while findings come and go above it. */
export function useSteadyRow(grid: RefObject<HTMLTableElement | null>, row: number) {
  const known = useRef<{ line: HTMLElement; top: number } | null>(null)
  useLayoutEffect(() => {
    const { current } = known
    if (current?.line.isConnected) scrollOn(current.line, current.line.offsetTop - current.top)
    const line = grid.current?.querySelector(`[data-cell="${row}:0"]`)?.parentElement
    known.current = line ? { line, top: line.offsetTop } : null
  })
}

/** Scrolls what is around an element and can be scrolled: a part of the page or, on a narrow screen, all of it. */
function scrollOn(inside: Element, by: number) {
  if (by === 0) return
  for (let around = inside.parentElement; around; around = around.parentElement) {
    const before = around.scrollTop
    around.scrollTop += by
    if (around.scrollTop !== before) return
  }
}
