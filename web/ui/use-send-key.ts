import { useCallback } from 'react'

/** Whether a key press says "send": Enter with ⌘ or Ctrl. */
export const isSendKey = ({
  key,
  metaKey,
  ctrlKey,
}: {
  key: string
  metaKey: boolean
  ctrlKey: boolean
}): boolean => key === 'Enter' && (metaKey || ctrlKey)

/**
 * Sends a form by ⌘ or Ctrl with Enter. In a dialog the key is the dialog's, wherever in it the focus is: on its cross it
 * would close it, and with the focus still behind it, do what the page does.
 */
export const useSendKey = () =>
  useCallback((form: HTMLFormElement | null) => {
    if (!form) return
    const place = form.closest('[role=dialog]') ? document : form
    const press = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || !isSendKey(event)) return
      event.preventDefault()
      event.stopPropagation()
      form.requestSubmit()
    }
    place.addEventListener('keydown', press, { capture: true })
    return () => place.removeEventListener('keydown', press, { capture: true })
  }, [])
