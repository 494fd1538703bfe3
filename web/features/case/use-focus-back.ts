import { useEffect, useRef } from 'react'
import { opener } from '#web/ui/opener.ts'
import type { Asked } from './composer/use-composer.ts'

/**
 * Gives the focus back to the control that asked for the reply box. The box at rest takes it where that control is gone,
 * or where a key asked.
 */
export function useFocusBack(asked: Asked | null): () => void {
  const from = useRef<Element | null>(null)
  const known = useRef<Asked | null>(null)
  // Before the box takes the focus: effects of one component run in the order in which they stand.
  useEffect(() => {
    if (asked === known.current) return
    known.current = asked
    from.current = opener()
  }, [asked])
  return () => {
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return
      const before = from.current
      const target =
        before instanceof HTMLElement && before !== document.body && before.isConnected
          ? before
          : document.querySelector<HTMLElement>('[data-write=reply]')
      target?.focus({ preventScroll: true })
    })
  }
}
