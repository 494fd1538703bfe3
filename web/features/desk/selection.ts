import { useEffect, useState, useSyncExternalStore } from 'react'

/**
 * Which case the keys stand on. Kept beside the screen's own state, so that a key draws two rows anew and not the queue:
 * one that is held comes thirty times a second.
 */
export type Selection = {
  get: () => string | null
  set: (id: string | null) => void
  onChange: (heard: () => void) => () => void
}

export function openSelection(first: string | null): Selection {
  let id = first
  const listeners = new Set<() => void>()
  return {
    get: () => id,
    set(next) {
      if (next === id) return
      id = next
      for (const heard of listeners) heard()
    },
    onChange(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

/** Whether the keys stand on this case. */
export const useIsSelected = ({ onChange, get }: Selection, id: string): boolean =>
  useSyncExternalStore(onChange, () => get() === id)

const restMs = 80

/** The case on which the keys have come to rest: running past a hundred rows shows none of them. */
export function useRested({ onChange, get }: Selection): string | null {
  const [rested, rest] = useState(get)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => rest(get()), restMs)
    }
    const stop = onChange(wait)
    wait()
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [onChange, get])
  return rested
}
