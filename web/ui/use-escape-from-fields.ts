import { useEffect } from 'react'

const fields = 'form input, form textarea, form select'

/** Escape leaves a field, so that the keys that lead elsewhere work again; what was written stays. */
export function useEscapeFromFields(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { activeElement } = document
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (activeElement instanceof HTMLElement && activeElement.matches(fields)) activeElement.blur()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
