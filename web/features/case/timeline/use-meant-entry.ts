import { useLocation } from '@tanstack/react-router'
import { useEffect, type RefObject } from 'react'

/** The event of a case that the address names, such as `#event-12`: where a line of a dossier leads to. */
export function useNamedEvent(): number | null {
  const hash = useLocation({ select: (location) => location.hash })
  const [, seq] = /^event-(\d{1,9})$/.exec(hash) ?? []
  return seq === undefined ? null : Number(seq)
}

/** Brings the focus to the entry with this key once it is there, and its middle into sight. */
export function useFocusOnEntry(list: RefObject<HTMLElement | null>, key: string | null): void {
  useEffect(() => {
    if (key === null) return
    const entry = list.current?.querySelector<HTMLElement>(':scope [data-meant=true]')
    // A message has its keys where it is focused itself.
    const target = entry?.querySelector<HTMLElement>('[data-message]') ?? entry
    target?.focus({ preventScroll: true })
    entry?.scrollIntoView({ block: 'center' })
  }, [list, key])
}
