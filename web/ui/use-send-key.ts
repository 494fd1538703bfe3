import { useEffect, useRef } from 'react'

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

/** Sends a form by ⌘ or Ctrl with Enter, from any of its fields. */
export function useSendKey() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const element = form.current
    const press = (event: KeyboardEvent) => {
      if (isSendKey(event)) element?.requestSubmit()
    }
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [])
  return form
}
