import { useState } from 'react'
import { useKeys } from './keys.ts'

/** The line of a list that keys act on, and how it is changed. */
export type Lines = {
  chosen: string | undefined
  choose: (id: string) => void
  /** Goes so many lines down, or up. */
  move: (by: number) => void
}

/** Makes a list one that is walked by keys: J and K go down and up, and what is pressed is meant for the chosen line. */
export function useLines(ids: readonly string[]): Lines {
  const [wanted, choose] = useState<string>()
  const chosen = wanted !== undefined && ids.includes(wanted) ? wanted : ids[0]
  const move = (by: number) => {
    if (chosen === undefined) return
    // The marked line is where one is, also before the focus is on it: the keys act on it all the same.
    const place = Math.min(ids.length - 1, Math.max(0, ids.indexOf(chosen) + by))
    const next = ids[place]
    if (next === undefined) return
    choose(next)
    focusLine(next)
  }
  const down = () => move(1)
  const up = () => move(-1)
  // Also before the first step, while the focus is not yet on the line that is marked out as chosen.
  const open = () => (chosen === undefined ? false : mainOf(chosen)?.click())
  useKeys({ j: down, k: up, ArrowDown: down, ArrowUp: up, Enter: open })
  return { chosen, choose, move }
}

/** Puts the focus on a line: also where what was pressed on it goes away. */
export function focusLine(id: string): void {
  mainOf(id)?.focus()
}

/** What of a line the keys go to. */
const mainOf = (id: string) =>
  document.querySelector(`[data-line="${CSS.escape(id)}"]`)?.querySelector<HTMLElement>('[data-main]')
