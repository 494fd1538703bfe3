import { useEffect, useRef, type RefObject } from 'react'
import { isSendKey } from '#web/ui/use-send-key.ts'

/** A form that is left by Escape and sent by Ctrl with Enter from any of its fields, and where whoever asked for it goes on in its first one. */
export function useEscape(
  leave: () => void,
  first: 'select' | 'textarea',
): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  useEffect(() => {
    const here = form.current
    here?.querySelector<HTMLElement>(first)?.focus()
    const press = (event: KeyboardEvent) => {
      if (isSendKey(event)) {
        event.preventDefault()
        event.stopPropagation()
        here?.requestSubmit()
      }
      if (event.key !== 'Escape') return
      event.stopPropagation()
      latest.current()
    }
    here?.addEventListener('keydown', press)
    return () => here?.removeEventListener('keydown', press)
  }, [first])
  return form
}
