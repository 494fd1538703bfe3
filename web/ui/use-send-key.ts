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

/** Sends a form by ⌘ or Ctrl with Enter, from any of its fields; also one that a dialog shows only later. */
export const useSendKey = () =>
  useCallback((form: HTMLFormElement | null) => {
    const press = (event: KeyboardEvent) => {
      if (!isSendKey(event)) return
      event.preventDefault()
      form?.requestSubmit()
    }
    form?.addEventListener('keydown', press)
    return () => form?.removeEventListener('keydown', press)
  }, [])
