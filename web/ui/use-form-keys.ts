import { useCallback, useEffect, useRef } from 'react'
import { isSendKey } from './use-send-key.ts'

/**
 * The keys of a form that opens within a page, given as its `ref`: whoever asked for it goes on in its first field, sends it
 * by ⌘ or Ctrl with Enter and leaves it by Escape, from any of its fields.
 */
export function useFormKeys(leave: () => void, first: 'select' | 'textarea' = 'textarea') {
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  return useCallback(
    (form: HTMLFormElement | null) => {
      if (!form) return
      form.querySelector<HTMLElement>(first)?.focus()
      // It may open at the lower edge of its column: it is seen whole.
      requestAnimationFrame(() => form.scrollIntoView({ block: 'nearest' }))
      const press = (event: KeyboardEvent) => {
        if (isSendKey(event)) {
          event.preventDefault()
          form.requestSubmit()
        } else if (event.key === 'Escape') latest.current()
        else return
        event.stopPropagation()
      }
      form.addEventListener('keydown', press)
      return () => form.removeEventListener('keydown', press)
    },
    [first],
  )
}
