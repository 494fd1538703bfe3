import { useSyncExternalStore } from 'react'

const setting = 'evenhand.rows'
const listeners = new Set<() => void>()

/** How high the rows of a list are: two lines each, or one. It belongs to this browser. */
export type Density = 'roomy' | 'compact'

const density = (): Density => (localStorage.getItem(setting) === 'compact' ? 'compact' : 'roomy')

export function chooseDensity(chosen: Density): void {
  localStorage.setItem(setting, chosen)
  for (const heard of listeners) heard()
}

export const useDensity = (): Density =>
  useSyncExternalStore((heard) => {
    listeners.add(heard)
    return () => listeners.delete(heard)
  }, density)
